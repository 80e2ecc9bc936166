//! The face: the only place that knows Discord.

pub mod gateway;
pub mod rest;
