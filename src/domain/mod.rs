//! Values and rules: no I/O, no waiting, never asks the time.

pub mod board;
pub mod board_page;
pub mod creator;
pub mod credit;
pub mod delivery;
pub mod language;
pub mod list;
pub mod period;
pub mod place;
pub mod question;
pub mod row;
pub mod schedule;
pub mod server;
pub mod standing;
pub mod table;
pub mod watch;

pub use board::{
    Board, BoardId, BoardSettings, BoardState, Format, Late, Progress, Run, RunState, Style, Trouble,
};
pub use board_page::{BoardLine, BoardPage, Material};
pub use creator::{Creator, CreatorDetail, CreatorName, Handle, TrendDay};
pub use credit::{Ceiling, Forecast, Limits, Payer, Purpose};
pub use delivery::{
    BoardPost, Delivery, DeliveryId, Found, Lateness, Mark, Meaning, MessageRef, Muffled, Notice, Sent,
    Target,
};
pub use language::Language;
pub use list::{Depth, Field, List, ListKey, Order, Scope};
pub use period::{DataDate, Period};
pub use place::{Place, PlaceKind, Right, Rights};
pub use question::Question;
pub use row::{Counters, ProductPath, Row, SalesFlag, UserId};
pub use schedule::{BadCron, BadHours, Cron, Days, Firing, Schedule, Timing, UnknownZone, Zone};
pub use server::{AuditLine, Server, ServerChange, ServerSettings, ServerState};
pub use standing::{FollowersColumn, Headline, Movement, Standing};
pub use table::{
    CreatorCategories, CreatorCategory, ProductCategories, ProductCategory, Region, Regions, Unknown,
};
