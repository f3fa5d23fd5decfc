//! Lines of a text.

/// The number, from 1, of the line a byte stands in.
pub fn number(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Line and column, from 1, of what a line of this number begins with behind its spaces.
pub fn beginning(text: &str, number: usize) -> (u32, u32) {
    let line = text.split('\n').nth(number.saturating_sub(1));
    let line = line.unwrap_or_default();
    let spaces = line.len() - line.trim_start_matches(' ').len();
    let clip = |number| u32::try_from(number).unwrap_or(u32::MAX);
    (clip(number), clip(spaces + 1))
}

/// Lines that are indented by `from` and more, indented by `to` and as much more; the first
/// without its indentation, since it stands behind something.
pub fn indented(text: &str, from: usize, to: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let rest = line.get(spaces.min(from)..).unwrap_or_default();
        if number > 0 {
            out.push('\n');
            if !rest.is_empty() {
                out.push_str(&" ".repeat(to));
            }
        }
        out.push_str(rest);
    }
    out
}
