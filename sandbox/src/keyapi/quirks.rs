//! The oddities of the source's data, by name. Each is switched on as a fault.

use crate::{
    keyapi::answer::{Answer, Body},
    market::whole,
};
use serde_json::{Map, Value, json};

/// Every quirk's name.
pub(crate) const NAMES: [&str; 26] = [
    "bad_row",
    "category_odd",
    "code_401",
    "code_402",
    "code_403",
    "code_404",
    "code_429",
    "code_500",
    "code_invalid",
    "control_characters",
    "duplicate_row",
    "empty",
    "floats",
    "history_falls",
    "html",
    "missing_fields",
    "nulls",
    "numbers_as_strings",
    "percent_strings",
    "quota_500",
    "short",
    "tenfold",
    "unfiltered",
    "unordered",
    "wrong_region",
    "zeros",
];

/// The answer of a quirk that takes the place of the real one; it costs nothing.
pub(crate) fn instead(name: &str) -> Option<Answer> {
    Some(match name {
        "code_401" => Answer::coded(200, 401, "apiKey is null"),
        "code_402" => Answer::coded(200, 402, "apiKey quota is not enough"),
        "code_403" => Answer::coded(200, 403, "Forbidden"),
        "code_404" => Answer::coded(200, 404, "Not Found"),
        "code_429" => Answer::coded(200, 429, "qps limit exceeded"),
        "code_500" => Answer::coded(200, 500, "Internal server error"),
        "code_invalid" => Answer::coded(200, 400, "unique_id is invalid"),
        "quota_500" => Answer::coded(500, 500, "Usage Limit Exceeded"),
        "html" => Answer {
            status: 200,
            body: Body::Html("<!doctype html><title>Just a moment…</title><p>Checking your browser.</p>"),
            credits: 0,
        },
        _ => return None,
    })
}

/// The real answer with the quirk in its rows.
pub(crate) fn applied(mut answer: Answer, name: &str) -> Answer {
    if name == "control_characters" {
        return with_control_characters(answer);
    }
    let Some(rows) = answer.rows_mut() else { return answer };
    match name {
        "empty" => rows.clear(),
        "short" => rows.truncate(rows.len() / 2),
        "unordered" => rows.reverse(),
        "bad_row" => spoil(rows),
        "nulls" => some_fields(rows, |row, name| {
            row.insert(name, Value::Null);
        }),
        "missing_fields" => some_fields(rows, |row, name| {
            row.remove(&name);
        }),
        "wrong_region" => every(rows, |name, value| {
            if name == "region" {
                *value = json!("ZZ");
            }
        }),
        "zeros" => totals(rows, Span::Period, |_| 0.0),
        "tenfold" => totals(rows, Span::Period, |value| value * 10.0),
        "history_falls" => totals(rows, Span::Lifetime, |value| (value / 2.0).floor()),
        "category_odd" => odd_categories(rows),
        "numbers_as_strings" => every(rows, |_, value| {
            if value.is_number() {
                *value = json!(value.to_string());
            }
        }),
        "floats" => every(rows, |_, value| {
            if let Some(number) = value.as_f64() {
                *value = json!(number);
            }
        }),
        "percent_strings" => every(rows, |name, value| {
            if name == "ec_score" || name == "interaction_rate" {
                let number = value.as_f64().unwrap_or_default() * 100.0;
                *value = json!(format!("{number:.0}%"));
            }
        }),
        _ => {}
    }
    answer
}

fn every(rows: &mut [Value], change: impl Fn(&str, &mut Value)) {
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        row.iter_mut().for_each(|(name, value)| change(name, value));
    }
}

/// What a total counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    Period,
    Lifetime,
}

/// Changes the totals of a span. In details and trends the plain names are lifetime totals.
fn totals(rows: &mut [Value], span: Span, change: impl Fn(f64) -> f64) {
    for row in rows.iter_mut().filter_map(Value::as_object_mut) {
        let ranking = row.contains_key("total_sale_history_cnt");
        for (name, value) in row.iter_mut().filter(|(name, _)| name.starts_with("total_")) {
            let lifetime = if ranking { name.contains("_history_") } else { !name.contains("d_") };
            if lifetime == (span == Span::Lifetime) {
                let changed = change(value.as_f64().unwrap_or_default());
                *value = if value.is_f64() { json!(changed) } else { json!(whole(changed)) };
            }
        }
    }
}

/// A third of the fields, another third in each row; never the id.
fn some_fields(rows: &mut [Value], change: impl Fn(&mut Map<String, Value>, String)) {
    for (at, row) in rows.iter_mut().enumerate() {
        let Some(row) = row.as_object_mut() else { continue };
        let names: Vec<String> = row.keys().filter(|name| *name != "user_id").cloned().collect();
        names.into_iter().skip(at % 3).step_by(3).for_each(|name| change(row, name));
    }
}

/// The second row becomes a text; on a page of five or more the fifth loses its id.
fn spoil(rows: &mut [Value]) {
    if let Some(row) = rows.get_mut(1) {
        *row = json!("garbage");
    }
    if let Some(row) = rows.get_mut(4).and_then(Value::as_object_mut) {
        row.remove("user_id");
    }
}

fn odd_categories(rows: &mut [Value]) {
    let odd = [Value::Null, json!(""), json!("[]"), json!("Something New"), json!(["Beauty"])];
    for (row, odd) in rows.iter_mut().zip(odd.iter().cycle()) {
        row["category"] = odd.clone();
    }
}

/// Raw control characters inside each name, which strict parsers refuse.
fn with_control_characters(answer: Answer) -> Answer {
    let (_, text) = answer.text("00000000-0000-4000-8000-000000000000");
    let text = text.replace("\"nick_name\":\"", "\"nick_name\":\"\u{1}\t\n\u{1f}");
    Answer { body: Body::Raw(text), ..answer }
}
