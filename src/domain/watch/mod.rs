//! Watches: when a creator's numbers are news.
//!
//! Readings of the source become a [`Series`] of days; rules look at a date of it; [`evaluate_day`] asks all rules of
//! a watch, [`speak`] decides whether it is said, and a [`Backtest`] does both over days that are known already.
//! `docs/alerts.md` says how well that works.

mod backtest;
mod baseline;
mod climb;
mod entered;
mod evaluate;
mod finding;
mod glitch;
mod hours;
mod limits;
mod log;
mod metric;
mod numbers;
mod overtaken;
mod post;
mod rank_jump;
mod ranks;
mod reading;
mod saved;
mod series;
mod settings;
mod silent;
mod speak;
mod spike;
#[cfg(test)]
mod tests;

pub use backtest::{Backtest, live_through};
pub use baseline::Baseline;
pub use climb::{Since, climb};
pub use entered::{entered_top, top_lasts};
pub use evaluate::{Check, Evaluation, Seen, evaluate_day};
pub use finding::{Climb, Finding, Quiet, Ranked, Ranks};
pub use glitch::{Glitch, Move, own_glitch, region_glitch};
pub use hours::QuietHours;
pub use limits::{BadLimits, Limits, Sensitivity};
pub use log::{Past, WatchLog};
pub use metric::{Metric, Rule};
pub use overtaken::{Of, overtaken};
pub use post::{Alert, News, WatchPost};
pub use rank_jump::rank_jump;
pub use ranks::RankSeries;
pub use reading::{DetailReading, RankReading, StoredRank, TrendReading};
pub use saved::{Evaluated, Watch};
pub use series::{Correction, Day, Provenance, Series};
pub use settings::{BadSettings, WatchDraft, WatchId, WatchSettings};
pub use silent::{fell_silent, silence_lasts};
pub use speak::{Moment, Spoken, Verdict, Why, speak};
pub use spike::{spike, spike_lasts, spike_limit};
