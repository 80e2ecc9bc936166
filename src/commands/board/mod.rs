//! `/board`: a channel gets a ranking by a schedule. `/board add region:GB time:09:00 timezone:Europe/London`

mod reply;

pub use reply::{BoardDone, BoardList, BoardView, Cost, Deed, DraftView, Hindrance, Hint, Stuck};
