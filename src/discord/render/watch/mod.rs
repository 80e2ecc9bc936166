//! Watches in words: alerts, what `/watch` answers, and what can be wrong.

mod alert;
mod figures;
mod found;
mod glitch;
mod picture;

pub(super) use alert::message as alert;
pub(super) use figures::called;
pub(super) use figures::{linked, who};
pub(super) use found::{short, title};
pub(super) use glitch::glitch;
