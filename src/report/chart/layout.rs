//! Where the boxes of a chart stand: columns from left to right by depth, rows from top to
//! bottom in the order of the chart, each box in the middle of those below it. Boxes never
//! overlap, since each subtree has a stripe of its own and each depth a column of its own.

use super::metrics;
use super::model::{Chart, Unit};
use crate::report::escape;
use crate::report::words::{Language, chart as words};

/// Font size of names, in pixels.
pub const NAME_SIZE: u32 = 14;
/// Font size of everything else.
pub const SMALL_SIZE: u32 = 11;
/// Between the edge of a box and its text.
pub const PADDING: u32 = 10;
/// From one base line to the next.
pub const LINE: u32 = 18;
/// Around the picture.
const MARGIN: u32 = 20;
/// Between columns.
const GAP_X: u32 = 36;
/// Between boxes of a column.
const GAP_Y: u32 = 10;
/// Text wider than this is cut.
const MAX_TEXT: u32 = 260;
/// No box is narrower.
const MIN_TEXT: u32 = 90;

/// What a line of a box says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// The name of the unit.
    Name,
    /// A leader.
    Leader,
    /// Somebody else.
    Person,
    /// How many members there are.
    Count,
}

/// One line of text in a box, cut to fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub kind: LineKind,
    /// The text, safe to be shown, not escaped for XML.
    pub text: String,
}

impl Line {
    /// Its font size in pixels.
    pub fn size(&self) -> u32 {
        match self.kind {
            LineKind::Name => NAME_SIZE,
            LineKind::Leader | LineKind::Person | LineKind::Count => SMALL_SIZE,
        }
    }

    /// Pixels it takes at most.
    pub fn width(&self) -> u32 {
        metrics::width(&self.text, self.size())
    }
}

/// One box. All in pixels from the upper left corner of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which unit of the chart.
    pub unit: usize,
    /// Left edge.
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
    /// What stands in it, from top to bottom.
    pub lines: Vec<Line>,
}

/// A line from a unit to one below it: right from the one, then up or down, then right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where it begins.
    pub from: (u32, u32),
    /// Where it goes up or down.
    pub bend: u32,
    /// Where it ends.
    pub to: (u32, u32),
}

/// A picture without colours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
    /// One for each unit of the chart, in its order.
    pub boxes: Vec<Placed>,
    /// One for each unit but the tops.
    pub edges: Vec<Edge>,
}

/// Places the units of a chart.
pub fn layout(chart: &Chart, language: Language) -> Layout {
    let mut boxes: Vec<Placed> = (chart.units.iter().enumerate())
        .map(|(at, unit)| box_of(at, unit, language))
        .collect();
    let columns = columns(chart, &mut boxes);
    let spans = spans(chart, &boxes);
    // Where the stripe of each unit begins, and where the next one below it goes.
    let mut next = MARGIN;
    let mut free: Vec<u32> = vec![0; boxes.len()];
    let mut edges = Vec::with_capacity(boxes.len());
    for (at, unit) in chart.units.iter().enumerate() {
        let top = match unit.parent {
            None => {
                let begin = next;
                next += spans[at].whole;
                begin
            }
            Some(parent) => {
                let begin = free[parent];
                free[parent] += spans[at].whole;
                begin
            }
        };
        let Span { whole, below } = spans[at];
        let own = &mut boxes[at];
        own.y = top + (whole - GAP_Y - own.height) / 2;
        free[at] = top + (whole - below) / 2;
        if let Some(parent) = unit.parent {
            let (from, to) = (&boxes[parent], &boxes[at]);
            edges.push(Edge {
                from: (from.x + from.width, from.y + from.height / 2),
                bend: to.x - GAP_X / 2,
                to: (to.x, to.y + to.height / 2),
            });
        }
    }
    Layout {
        width: columns + MARGIN,
        height: next - GAP_Y.min(next) + MARGIN,
        boxes,
        edges,
    }
}

/// How much of the height a unit takes.
#[derive(Clone, Copy)]
struct Span {
    /// With everything below it.
    whole: u32,
    /// What is below it.
    below: u32,
}

/// Units stand after those above them, so one walk backwards sums all up.
fn spans(chart: &Chart, boxes: &[Placed]) -> Vec<Span> {
    let mut spans: Vec<Span> = boxes.iter().map(|_| Span { whole: 0, below: 0 }).collect();
    for (at, unit) in chart.units.iter().enumerate().rev() {
        let own = boxes[at].height + GAP_Y;
        spans[at].whole = own.max(spans[at].below);
        if let Some(parent) = unit.parent {
            spans[parent].below += spans[at].whole;
        }
    }
    spans
}

/// Gives every box its left edge, and all of a column the width of its widest; the right
/// edge of the last.
fn columns(chart: &Chart, boxes: &mut [Placed]) -> u32 {
    let mut widths: Vec<u32> = Vec::new();
    for (placed, unit) in boxes.iter().zip(&chart.units) {
        if widths.len() <= unit.depth {
            widths.resize(unit.depth + 1, 0);
        }
        widths[unit.depth] = widths[unit.depth].max(placed.width);
    }
    let mut left = MARGIN;
    let mut lefts = Vec::with_capacity(widths.len());
    for width in &widths {
        lefts.push(left);
        left += width + GAP_X;
    }
    for (placed, unit) in boxes.iter_mut().zip(&chart.units) {
        placed.x = lefts[unit.depth];
        placed.width = widths[unit.depth];
    }
    left.saturating_sub(GAP_X)
}

fn box_of(at: usize, unit: &Unit, language: Language) -> Placed {
    let lines = lines(unit, language);
    let text = lines.iter().map(Line::width).max().unwrap_or_default();
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX / LINE / 2);
    Placed {
        unit: at,
        x: 0,
        y: 0,
        width: text.max(MIN_TEXT) + 2 * PADDING,
        height: count * LINE + 2 * PADDING - (LINE - NAME_SIZE),
        lines,
    }
}

fn lines(unit: &Unit, language: Language) -> Vec<Line> {
    let line = |kind: LineKind, text: &str| {
        let mut line = Line {
            kind,
            text: escape::terminal(text).into_owned(),
        };
        line.text = metrics::fit(&line.text, line.size(), MAX_TEXT);
        line
    };
    let mut lines = vec![line(LineKind::Name, &unit.name)];
    for person in &unit.people {
        let kind = if person.leader {
            LineKind::Leader
        } else {
            LineKind::Person
        };
        lines.push(line(kind, &words::person(person, language)));
    }
    lines.push(line(LineKind::Count, &words::counts(unit, language)));
    lines
}
