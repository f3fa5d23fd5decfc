/// Whether a path is of those that are refused to every service account (facts 2.4). None
/// of them is of the directory, so none is served here.
pub fn is_prohibited(path: &[String]) -> bool {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let begins = |text: &str, words: &[&str]| words.iter().any(|word| text.starts_with(word));
    match path.as_slice() {
        // Moving mail over and forwarding it are left to service accounts.
        ["users", _, mail, rest @ ..] if mail.starts_with("mail") => !std::iter::once(mail)
            .chain(rest)
            .any(|part| part.contains("migration") || part.contains("forward")),
        ["users", _, "task-categories"] => true,
        ["users", _, part, ..] => begins(part, &["drive", "tasks"]),
        ["groups", _, part, ..] => begins(part, &["note", "folder"]),
        [part, ..] => begins(part, &["sharedrives", "tasks", "forms"]),
        [] => false,
    }
}
