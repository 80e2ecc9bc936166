//! What a line of the log looks like.

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::{Value, value::RawValue};
use std::fmt::{self, Debug};
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{
    fmt::{
        FmtContext, FormatEvent, FormatFields, FormattedFields,
        format::{JsonFields, Writer},
        time::{FormatTime, SystemTime},
    },
    registry::LookupSpan,
};

/// Whole numbers up to this are exact in every reader of JSON; ids of Discord's are larger, and become texts.
const EXACT: u64 = 1 << 53;

/// A sentence, its fields, and behind them what it was part of: `INFO answered /help in 3 ms took_ms=3
/// interaction{id=… command="help"}`. Where it was written is told of what isn't everyday.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) struct Text {
    /// Whether a line begins with its time.
    pub(in crate::cli) with_time: bool,
}

impl<S, N> FormatEvent<S, N> for Text
where
    S: Subscriber + for<'span> LookupSpan<'span>,
    N: for<'writer> FormatFields<'writer> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let metadata = event.metadata();
        let mut text = String::new();
        let mut line = Writer::new(&mut text);
        context.format_fields(line.by_ref(), event)?;
        for span in context.event_scope().into_iter().flat_map(|scope| scope.from_root()) {
            let extensions = span.extensions();
            let fields = extensions.get::<FormattedFields<N>>().map_or("", |fields| fields.fields.as_str());
            write!(line, " {}{{{fields}}}", span.name())?;
        }
        if *metadata.level() > Level::INFO || !is_ours(metadata) {
            write!(line, " ({})", metadata.target())?;
        }
        if self.with_time {
            SystemTime.format_time(&mut writer)?;
            writer.write_char(' ')?;
        }
        level(&mut writer, *metadata.level())?;
        // What comes from outside must not look like a line of its own.
        writeln!(writer, " {}", text.replace('\n', "\n    "))
    }
}

fn level(writer: &mut Writer<'_>, level: Level) -> fmt::Result {
    if !writer.has_ansi_escapes() {
        return write!(writer, "{level:>5}");
    }
    let colour = match level {
        Level::ERROR => 31,
        Level::WARN => 33,
        Level::INFO => 32,
        Level::DEBUG => 34,
        Level::TRACE => 35,
    };
    write!(writer, "\u{1b}[{colour}m{level:>5}\u{1b}[0m")
}

fn is_ours(metadata: &Metadata<'_>) -> bool {
    metadata.target().starts_with("rankwatch")
}

/// A JSON object: `timestamp`, `level`, `target`, `message`, the fields beside them, and each span as an object under its
/// name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Json;

impl<S> FormatEvent<S, JsonFields> for Json
where
    S: Subscriber + for<'span> LookupSpan<'span>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, JsonFields>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let mut timestamp = String::new();
        SystemTime.format_time(&mut Writer::new(&mut timestamp))?;
        let mut fields = Fields(Vec::new());
        event.record(&mut fields);
        let mut spans = Vec::new();
        for span in context.event_scope().into_iter().flat_map(|scope| scope.from_root()) {
            let extensions = span.extensions();
            let formatted = extensions.get::<FormattedFields<JsonFields>>();
            let formatted = formatted.and_then(|fields| RawValue::from_string(fields.fields.clone()).ok());
            spans.extend(formatted.map(|fields| (span.name(), fields)));
        }
        let line = Line { timestamp, metadata: event.metadata(), fields: fields.0, spans };
        writeln!(writer, "{}", serde_json::to_string(&line).map_err(|_| fmt::Error)?)
    }
}

struct Line<'a> {
    timestamp: String,
    metadata: &'a Metadata<'a>,
    fields: Vec<(&'static str, Value)>,
    spans: Vec<(&'static str, Box<RawValue>)>,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut line = serializer.serialize_map(None)?;
        line.serialize_entry("timestamp", &self.timestamp)?;
        line.serialize_entry("level", self.metadata.level().as_str())?;
        line.serialize_entry("target", self.metadata.target())?;
        // What comes over the crate `log` carries where it was written as fields.
        let (log, fields): (Vec<_>, _) = self.fields.iter().partition(|(name, _)| name.starts_with("log."));
        let fields: Vec<_> = fields;
        for (name, value) in fields.iter().chain(log.iter().filter(|(name, _)| *name == "log.target")) {
            line.serialize_entry(name, value)?;
        }
        for (name, fields) in &self.spans {
            line.serialize_entry(name, fields)?;
        }
        line.end()
    }
}

struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    fn add(&mut self, field: &Field, value: Value) {
        let name = field.name();
        self.0.push((name.strip_prefix("r#").unwrap_or(name), value));
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.add(field, value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.add(field, value.into());
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        let value = if value < EXACT { value.into() } else { value.to_string().into() };
        self.add(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.add(field, value.into());
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.add(field, value.into());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.add(field, format!("{value:?}").into());
    }
}
