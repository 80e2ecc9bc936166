//! Day values of a creator as a picture: a bar a day, the usual level, the limit. It shows numbers, dates and a handle
//! only, so that no script of the world is missing from its font.

mod scale;

use crate::{domain::Language, text::Words};
use chrono::NaiveDate;
use plotters::{
    coord::Shift,
    element::DashedPathElement,
    prelude::{
        BitMapBackend, ChartBuilder, DrawingArea, FontStyle, IntoDrawingArea, IntoFont, RGBColor, Rectangle,
        ShapeStyle, Text,
    },
    style::{
        Color, TextStyle, register_font,
        text_anchor::{HPos, Pos, VPos},
    },
};
use std::sync::LazyLock;

/// Width and height in pixels: twice what a phone shows, so that it stays sharp.
const SIZE: (u32, u32) = (960, 480);
/// The longest span that is drawn, in days.
pub const DAYS: usize = 90;

const PAPER: RGBColor = RGBColor(0x2B, 0x2D, 0x31);
const INK: RGBColor = RGBColor(0xDB, 0xDE, 0xE1);
const GRID: RGBColor = RGBColor(0x3F, 0x41, 0x47);
const BAR: RGBColor = RGBColor(0x7C, 0x87, 0xF5);
/// TikTok's red, for the day that it is about.
const MARKED: RGBColor = RGBColor(0xFE, 0x2C, 0x55);
const USUAL: RGBColor = RGBColor(0x25, 0xF4, 0xEE);
const LIMIT: RGBColor = RGBColor(0xFF, 0xB8, 0x00);

const FONT: &str = "DejaVu Sans";
const LETTERS: u32 = 30;
const TITLE: u32 = 36;
/// What a line of letters takes, in pixels.
const LINE: i32 = 26;

/// No number of this world is larger; what is would only flatten all others.
const MOST: f64 = 1e15;

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Whose days they are, such as `@handle`; signs beyond the font's are drawn as boxes.
    pub title: String,
    /// Day values, the oldest first, a date at most once; of a day that isn't there nothing is known. The newest
    /// [`DAYS`] are drawn.
    pub values: Vec<(NaiveDate, f64)>,
    /// What is usual.
    pub usual: Option<f64>,
    /// From where on it counts.
    pub limit: Option<f64>,
}

/// A chart can't be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// There is no value.
    #[error("there is nothing to draw")]
    Empty,
    /// The library failed.
    #[error("a chart can't be drawn: {0}")]
    Drawing(String),
}

/// The font, which comes with the program; whether it can be read.
static HAS_FONT: LazyLock<bool> =
    LazyLock::new(|| register_font(FONT, FontStyle::Normal, dejavu::sans::regular()).is_ok());

impl Chart {
    /// The picture as PNG.
    ///
    /// # Errors
    /// [`ChartError`]
    pub fn png(&self) -> Result<Vec<u8>, ChartError> {
        if !*HAS_FONT {
            return Err(ChartError::Drawing("its font can't be read".into()));
        }
        let days = self.days().ok_or(ChartError::Empty)?;
        let mut pixels = vec![0; SIZE.0 as usize * SIZE.1 as usize * 3];
        {
            let area = BitMapBackend::with_buffer(&mut pixels, SIZE).into_drawing_area();
            self.draw(&area, &days).map_err(|error| ChartError::Drawing(error.to_string()))?;
        }
        encoded(&pixels).map_err(|error| ChartError::Drawing(error.to_string()))
    }

    /// Each day from the first to the last that is drawn, with its value where there is one.
    fn days(&self) -> Option<Vec<(NaiveDate, Option<f64>)>> {
        let known: Vec<_> = self.values.iter().filter(|(_, value)| is_drawn(*value)).collect();
        let (last, _) = **known.last()?;
        let oldest = last.checked_sub_days(chrono::Days::new(DAYS as u64 - 1)).unwrap_or(last);
        let (first, _) = **known.iter().find(|(date, _)| *date >= oldest)?;
        let value = |date: NaiveDate| known.iter().find(|(day, _)| *day == date).map(|(_, value)| *value);
        Some(first.iter_days().take_while(|date| *date <= last).map(|date| (date, value(date))).collect())
    }

    fn draw(
        &self,
        area: &DrawingArea<BitMapBackend<'_>, Shift>,
        days: &[(NaiveDate, Option<f64>)],
    ) -> Result<(), Box<dyn std::error::Error>> {
        // Its K and M are read everywhere; 万 isn't in the font.
        let words = Words::new(Language::EnUs);
        area.fill(&PAPER)?;
        let [usual, limit] = [self.usual, self.limit].map(|level| level.filter(|level| is_drawn(*level)));
        let values = days.iter().filter_map(|(_, value)| *value).chain(usual).chain(limit);
        let (bottom, top) = scale::range(values);
        let count = days.len();
        let width = count as f64;

        let mut chart = ChartBuilder::on(area)
            .caption(&self.title, letters(TITLE, &INK))
            .margin(16)
            .margin_right(120)
            .x_label_area_size(48)
            .y_label_area_size(104)
            .build_cartesian_2d(-0.5..width - 0.5, bottom..top)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .bold_line_style(GRID)
            .light_line_style(PAPER)
            .axis_style(GRID)
            .label_style(letters(LETTERS, &INK))
            .x_labels(count.min(7))
            .x_label_formatter(&|at| scale::label(days, *at))
            .y_labels(5)
            .y_label_formatter(&|value| words.compact(*value))
            .draw()?;
        let bars = days.iter().enumerate().filter_map(|(at, (_, value))| Some((at, (*value)?)));
        chart.draw_series(bars.map(|(at, value)| {
            let colour = if at + 1 == count { MARKED } else { BAR };
            let (left, right) = (at as f64 - 0.35, at as f64 + 0.35);
            Rectangle::new([(left, 0.0), (right, value)], colour.filled())
        }))?;
        let lines = [(usual, USUAL), (limit, LIMIT)];
        let height = |level: Option<f64>| level.map(|level| chart.backend_coord(&(width - 0.5, level)).1);
        let heights = scale::apart([height(usual), height(limit)], LINE);
        for ((level, colour), y) in lines.into_iter().zip(heights) {
            let (Some(level), Some(y)) = (level, y) else { continue };
            let style = ShapeStyle::from(&colour).stroke_width(3);
            let ends = [(-0.5, level), (width - 0.5, level)];
            chart.draw_series([DashedPathElement::new(ends, 10, 8, style)])?;
            let beside = letters(LETTERS, &colour).pos(Pos::new(HPos::Left, VPos::Center));
            let (x, _) = chart.backend_coord(&(width - 0.5, level));
            area.draw(&Text::new(words.compact(level), (x + 8, y), beside))?;
        }
        if let Some((_, Some(value))) = days.last() {
            let above = letters(LETTERS, &INK).pos(Pos::new(HPos::Center, VPos::Bottom));
            let (x, y) = chart.backend_coord(&(width - 1.0, value.max(0.0)));
            area.draw(&Text::new(words.compact(*value), (x, y - 4), above))?;
        }
        area.present()?;
        Ok(())
    }
}

fn is_drawn(value: f64) -> bool {
    value.abs() <= MOST
}

fn letters(size: u32, colour: &RGBColor) -> TextStyle<'_> {
    TextStyle::from((FONT, size).into_font()).color(colour)
}

fn encoded(pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIZE.0, SIZE.1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests;
