//! Values and rules: no I/O, no waiting, never asks the time.

pub mod credit;
pub mod language;
pub mod list;
pub mod period;
pub mod row;
pub mod standing;
pub mod table;

pub use credit::{Payer, Purpose};
pub use language::Language;
pub use list::{Depth, Field, List, ListKey, Order, Scope};
pub use period::{DataDate, Period};
pub use row::{Counters, ProductPath, Row, SalesFlag, UserId};
pub use standing::{FollowersColumn, Movement, Standing};
pub use table::{
    CreatorCategories, CreatorCategory, ProductCategories, ProductCategory, Region, Regions, Unknown,
};
