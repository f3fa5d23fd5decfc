//! The file in the body of an upload: the body itself, or the first file of a form
//! (`multipart/form-data`, RFC 7578), as clients differ in how they send one.

use axum::body::Bytes;

/// The file in a body of this `Content-Type`; `None` where it is a form without a file.
pub(super) fn file(content_type: &str, body: &Bytes) -> Option<Bytes> {
    let (kind, parameters) = content_type.split_once(';').unwrap_or((content_type, ""));
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return Some(body.clone());
    }
    let boundary = boundary(parameters)?;
    let opening = format!("--{boundary}");
    let closing = format!("\r\n{opening}");
    let mut rest = find(body, opening.as_bytes()).map(|at| at + opening.len())?;
    // Every part: its headers, an empty line, its content up to the next delimiter.
    while body.get(rest..)?.starts_with(b"\r\n") {
        let head = rest;
        let content = head + find(&body[head..], b"\r\n\r\n")? + 4;
        let end = content + find(&body[content..], closing.as_bytes())?;
        if is_file(&body[head..content]) {
            return Some(body.slice(content..end));
        }
        rest = end + closing.len();
    }
    None
}

fn boundary(parameters: &str) -> Option<&str> {
    let value = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        (name.trim().eq_ignore_ascii_case("boundary")).then(|| value.trim().trim_matches('"'))
    })?;
    (1..=70).contains(&value.len()).then_some(value)
}

/// Whether a part's headers name a file.
fn is_file(headers: &[u8]) -> bool {
    String::from_utf8_lossy(headers).lines().any(|line| {
        let line = line.to_ascii_lowercase();
        line.starts_with("content-disposition:") && line.contains("filename")
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(content_type: &str, body: &'static [u8]) -> Option<Bytes> {
        file(content_type, &Bytes::from_static(body))
    }

    #[test]
    fn a_plain_body_is_the_file() {
        assert_eq!(of("image/jpeg", b"abc"), Some(Bytes::from_static(b"abc")));
        assert_eq!(of("", b""), Some(Bytes::new()));
    }

    #[test]
    fn the_first_file_of_a_form() {
        let form = b"preamble\r\n--XX\r\nContent-Disposition: form-data; name=\"resourceName\"\r\n\r\na.jpg\r\n\
--XX\r\ncontent-disposition: form-data; name=\"FileData\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nab\r\n--X\r\n\r\nc\r\n--XX--\r\n";
        let file = Bytes::from_static(b"ab\r\n--X\r\n\r\nc");
        for kind in [
            "multipart/form-data; boundary=XX",
            "Multipart/Form-Data; charset=utf-8; boundary=\"XX\"",
        ] {
            assert_eq!(of(kind, form), Some(file.clone()));
        }
    }

    #[test]
    fn forms_without_a_file() {
        let kind = "multipart/form-data; boundary=XX";
        for body in [
            b"".as_slice(),
            b"--XX",
            b"--XX--",
            b"--XX\r\n",
            b"--XX\r\nContent-Disposition: form-data; filename=a\r\n\r\nnever closed",
            b"--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--XX--",
        ] {
            assert_eq!(of(kind, body), None, "{body:?}");
        }
        assert_eq!(of("multipart/form-data", b"--XX\r\n"), None);
    }
}
