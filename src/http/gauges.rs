//! States as Prometheus reads them, worked out when they are asked for: what isn't there any more leaves no trace, as
//! a gauge of a registry would.

use super::{Inside, glance::Seen, ready::Readiness};
use crate::{
    domain::{Ceiling, DataDate, Period},
    store::{self, Newest, Vitals},
};
use std::{fmt::Write as _, path::Path};

/// A page of metrics that grows.
struct Page(String);

impl Page {
    /// A gauge: each value with its labels. Values of labels are words of ours, without quotes.
    fn gauge<'a>(
        &mut self,
        name: &str,
        help: &str,
        values: impl IntoIterator<Item = (&'a [(&'a str, &'a str)], f64)>,
    ) {
        // Writing to a string can't fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} gauge");
        for (labels, value) in values {
            let labels: Vec<_> = labels.iter().map(|(label, word)| format!("{label}=\"{word}\"")).collect();
            let _ = match labels.is_empty() {
                true => writeln!(self.0, "{name} {value}"),
                false => writeln!(self.0, "{name}{{{}}} {value}", labels.join(",")),
            };
        }
        self.0.push('\n');
    }

    /// A gauge with one label.
    fn by<'a>(
        &mut self,
        label: &str,
        (name, help): (&str, &str),
        values: impl IntoIterator<Item = (&'a str, f64)>,
    ) {
        let values: Vec<_> = values.into_iter().map(|(word, value)| ([(label, word)], value)).collect();
        self.gauge(name, help, values.iter().map(|(labels, value)| (&labels[..], *value)));
    }

    fn one(&mut self, name: &str, help: &str, value: f64) {
        self.gauge(name, help, [(&[][..], value)]);
    }
}

/// Everything: what was counted, the process, and how things stand.
pub(super) fn all(inside: &Inside, seen: &Seen) -> String {
    metrics_process::Collector::default().collect();
    let mut page = Page(inside.counts.render());
    if !page.0.is_empty() && !page.0.ends_with('\n') {
        page.0.push('\n');
    }
    let build = [("version", env!("CARGO_PKG_VERSION"))];
    page.gauge("rankwatch_build_info", "The version that runs", [(&build[..], 1.0)]);
    around(&mut page, inside, seen);
    if let Some(vitals) = &seen.vitals {
        counted(&mut page, vitals);
        numbers(&mut page, inside, seen, vitals);
    }
    page.0
}

/// What isn't in the database.
fn around(page: &mut Page, inside: &Inside, seen: &Seen) {
    let readiness = Readiness::of(inside, seen);
    let ready = readiness.checks().iter().map(|check| (check.name, f64::from(u8::from(check.is_ready))));
    page.by("check", ("rankwatch_ready", "Whether it can be worked with: 1 or 0"), ready);
    let shards = inside.line.shards();
    let shards = [("wanted", f64::from(shards.wanted)), ("connected", f64::from(shards.connected))];
    page.by("state", ("rankwatch_gateway_shards", "Shards of the Gateway"), shards);
    let files = [("main", size(&inside.database)), ("wal", size(&store::journal(&inside.database)))];
    page.by("file", ("rankwatch_database_bytes", "Sizes of the database's files"), files);
    if let Some(newest) = &inside.backup {
        let help = "Since the newest good backup, or since the start where there is none";
        let age = inside.clock.now() - newest().unwrap_or(inside.since);
        page.one("rankwatch_backup_age_seconds", help, seconds(age));
    }
}

fn counted(page: &mut Page, vitals: &Vitals) {
    let outbox = vitals.outbox.iter().map(|(state, count)| (*state, f64::from(*count)));
    page.by("state", ("rankwatch_outbox_rows", "Posts that are to go, by state"), outbox);
    page.one("rankwatch_servers", "Servers that the bot is in", f64::from(vitals.servers));
    let boards = vitals.boards.iter().map(|(state, count)| (*state, f64::from(*count)));
    page.by("state", ("rankwatch_boards", "Boards by state"), boards);
    page.one("rankwatch_watches", "Watches that go on", f64::from(vitals.watches));
}

fn numbers(page: &mut Page, inside: &Inside, seen: &Seen, vitals: &Vitals) {
    let now = inside.clock.now();
    let oldest = vitals.oldest.map_or(0.0, |moment| seconds(now - moment));
    let help = "Age of the oldest post that is late: its moment has come, and it is neither sent nor held";
    page.one("rankwatch_outbox_oldest_seconds", help, oldest);
    let ceilings = [("day", Ceiling::Day), ("month", Ceiling::Month)];
    let left = ceilings
        .into_iter()
        .filter_map(|(word, ceiling)| Some((word, f64::from(seen.left(inside, ceiling)?))));
    page.by("ceiling", ("rankwatch_credits_left", "Credits left under a ceiling, where it is set"), left);
    let mut spent = Vec::new();
    for (purpose, day, month) in &vitals.spent {
        spent.push(([("span", "day"), ("purpose", purpose.word())], f64::from(*day)));
        spent.push(([("span", "month"), ("purpose", purpose.word())], f64::from(*month)));
    }
    let help = "Credits spent or set aside in the UTC day or month, by purpose";
    page.gauge("rankwatch_credits_spent", help, spent.iter().map(|(labels, value)| (&labels[..], *value)));
    let ages = vitals.newest.iter().map(|(region, newest)| {
        let since = match newest {
            Newest::Of(date) => DataDate::containing(Period::Day, *date).closes_at(),
            // As of backups; and a region that is new waits for its first day.
            Newest::None(needed) => inside.since.max(*needed),
        };
        (region.key(), seconds(now - since))
    });
    let help = "Since the end of the newest day whose sales list is stored, of regions where one is needed each day; \
                since the start or the first need where none is";
    page.by("region", ("rankwatch_data_age_seconds", help), ages);
}

/// A file's size in bytes; 0 of one that isn't there.
fn size(file: &Path) -> f64 {
    std::fs::metadata(file).map_or(0.0, |file| bytes(file.len()))
}

#[expect(clippy::cast_precision_loss, reason = "a file of 8 PiB is exact enough")]
fn bytes(bytes: u64) -> f64 {
    bytes as f64
}

fn seconds(time: chrono::TimeDelta) -> f64 {
    time.as_seconds_f64()
}
