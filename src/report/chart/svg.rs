use std::fmt::Write as _;

use super::layout::{LINE, Layout, LineKind, NAME_SIZE, PADDING, Placed};
use super::model::{Chart, Unit};
use crate::report::escape;
use crate::report::words::{Language, chart as words};

/// Colours that read on a light and on a dark page, and fonts that have Japanese.
const STYLE: &str = "\
:root{color-scheme:light dark;--page:#ffffff;--box:#f4f6f8;--top:#e3edf7;--edge:#9aa7b4;--text:#1b2733;--soft:#51606f}
@media (prefers-color-scheme:dark){:root{--page:#12181f;--box:#1d2731;--top:#22364a;--edge:#5d6b79;--text:#e8edf2;--soft:#a9b6c3}}
text{font-family:'Hiragino Sans','Hiragino Kaku Gothic ProN','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI','Yu Gothic',Meiryo,'IPAexGothic',sans-serif;fill:var(--text)}
.page{fill:var(--page)}
.edge{fill:none;stroke:var(--edge);stroke-width:1}
.box{fill:var(--box);stroke:var(--edge);stroke-width:1}
.domain .box{fill:var(--top)}
.hidden .box{stroke-dasharray:4 3}
.name{font-size:14px;font-weight:600}
.leader,.person,.count{font-size:11px}
.person,.count{fill:var(--soft)}
";

/// The chart as a picture that needs nothing beside itself. Equal charts give equal bytes.
pub fn svg(chart: &Chart, layout: &Layout, language: Language) -> String {
    // A box with its texts is about this long.
    let mut out = String::with_capacity(1024 + 512 * layout.boxes.len());
    let Layout { width, height, .. } = layout;
    let title = xml(&words::heading(chart, language));
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" lang=\"{}\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n",
        language.pick("en", "ja"),
    );
    for edge in &layout.edges {
        let ((x1, y1), (x2, y2)) = (edge.from, edge.to);
        let bend = edge.bend;
        let _ = writeln!(
            out,
            "<path class=\"edge\" d=\"M{x1} {y1}H{bend}V{y2}H{x2}\"/>"
        );
    }
    for placed in &layout.boxes {
        if let Some(unit) = chart.units.get(placed.unit) {
            draw(&mut out, placed, unit, language);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, placed: &Placed, unit: &Unit, language: Language) {
    let Placed {
        unit: _,
        x,
        y,
        width,
        height,
        lines,
    } = placed;
    let class = match (unit.is_domain, unit.hidden) {
        (true, _) => "unit domain",
        (false, true) => "unit hidden",
        (false, false) => "unit",
    };
    // Names are cut to fit: what is pointed at says them in full.
    let title = xml(&words::tip(unit, language));
    let _ = writeln!(
        out,
        "<g class=\"{class}\"><title>{title}</title><rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>"
    );
    let mut base = y + PADDING + NAME_SIZE - 2;
    for line in lines {
        let class = match line.kind {
            LineKind::Name => "name",
            LineKind::Leader => "leader",
            LineKind::Person => "person",
            LineKind::Count => "count",
        };
        let text = xml(&line.text);
        let left = x + PADDING;
        let _ = writeln!(
            out,
            "<text class=\"{class}\" x=\"{left}\" y=\"{base}\">{text}</text>"
        );
        base += LINE;
    }
    out.push_str("</g>\n");
}

/// Text of others, safe inside an element: nothing is markup, nothing is unseen, and nothing
/// is a character that XML may not hold.
fn xml(text: &str) -> String {
    let safe = escape::terminal(text);
    let mut out = String::with_capacity(safe.len());
    for c in safe.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
