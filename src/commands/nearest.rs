use strsim::osa_distance;

/// No more than so many are compared: a fraction of a second.
const COMPARED: usize = 200_000;

/// The word spelt nearest to another, where one is near enough to have been meant: a slip
/// in every four characters, three at most.
pub(super) fn nearest<'a>(word: &str, among: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let reach = (length / 4).clamp(1, 3);
    among
        .take(COMPARED)
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= 4 * reach)
        .map(|candidate| (osa_distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= reach && *distance < length)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_is_found_and_something_else_is_not() {
        let known = ["sales-1", "sales-2", "営業1課", "hq"];
        for (word, near) in [
            ("slaes-1", Some("sales-1")),
            ("SALES-2", Some("sales-2")),
            ("営業1果", Some("営業1課")),
            ("marketing", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known.into_iter()), near, "{word}");
        }
    }
}
