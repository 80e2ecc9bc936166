//! The face: the only place that knows Discord.

pub mod rest;
