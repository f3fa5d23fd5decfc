//! Patterns of paths: `{}` is one segment, `*` is anything, the rest stands for itself.

/// Whether a path fits a pattern. Takes time in proportion to both lengths multiplied.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let mut reached = vec![false; path.len() + 1];
    reached[0] = true;
    let mut rest = pattern.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let mut next = vec![false; path.len() + 1];
        if *first == b'*' {
            // From where it was first reached on, everywhere.
            let mut open = false;
            for (next, reached) in next.iter_mut().zip(&reached) {
                open |= *reached;
                *next = open;
            }
            rest = tail;
        } else if let Some(tail) = rest.strip_prefix(b"{}") {
            // One byte or more without a slash.
            let mut open = false;
            for (at, byte) in path.bytes().enumerate() {
                open = (open || reached[at]) && byte != b'/';
                next[at + 1] = open;
            }
            rest = tail;
        } else {
            for (at, byte) in path.bytes().enumerate() {
                next[at + 1] = reached[at] && byte == *first;
            }
            rest = tail;
        }
        reached = next;
    }
    reached[path.len()]
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_fit_what_they_say() {
        for (pattern, path, expected) in [
            ("/v1.0/users", "/v1.0/users", true),
            ("/v1.0/users", "/v1.0/users/", false),
            ("/v1.0/users", "/v1.0/user", false),
            ("/v1.0/users/{}", "/v1.0/users/u1", true),
            ("/v1.0/users/{}", "/v1.0/users/", false),
            ("/v1.0/users/{}", "/v1.0/users/u1/suspend", false),
            ("/v1.0/users/{}/suspend", "/v1.0/users/u1/suspend", true),
            (
                "/v1.0/users/externalKey:{}",
                "/v1.0/users/externalKey:E1",
                true,
            ),
            ("/v1.0/users/externalKey:{}", "/v1.0/users/E1", false),
            ("/v1.0/users*", "/v1.0/users", true),
            ("/v1.0/users*", "/v1.0/users/u1/suspend", true),
            ("/v1.0/*/{}/suspend", "/v1.0/users/u1/suspend", true),
            ("/v1.0/*/{}/suspend", "/v1.0/users/suspend", false),
            ("*", "/", true),
            ("*token", "/oauth2/v2.0/token", true),
            ("*token", "/oauth2/v2.0/tokens", false),
            ("*日*", "/v1.0/日本", true),
            ("{}", "", false),
            ("", "", true),
        ] {
            assert_eq!(fits(pattern, path), expected, "{pattern} {path}");
        }
        // Many stars are no trouble.
        let stars = "*a".repeat(60);
        assert!(!fits(&stars, &"a".repeat(59)));
        assert!(fits(&stars, &"a".repeat(60)));
    }
}
