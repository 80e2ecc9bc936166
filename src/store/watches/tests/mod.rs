//! Watches on a real file.

mod deeds;
mod due;
mod evaluations;
mod missing;
mod panel;

use super::*;
use crate::store::tests::{
    SERVER, at, by, served,
    watched::{
        again, alert, alert_post, begun, creator, date, draft, evaluated, id, seen, us, watch, watched,
        watching,
    },
};
