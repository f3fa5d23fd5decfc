//! Design section 6: rooms, the arrows between them, and what pure rooms may not know.

use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// From the top down: a room may use those after it and none before it.
const ROOMS: [&str; 16] = [
    "main",
    "cli",
    "commands",
    "settings",
    "report",
    "apply",
    "store",
    "live",
    "sandbox",
    "api",
    "import",
    "plan",
    "world",
    "check",
    "source",
    "directory",
];

/// Rooms without clock, network, disk or environment.
const PURE: [&str; 6] = ["import", "plan", "world", "check", "report", "directory"];

/// What those rooms may not name, as path prefixes. Threads that end where they began
/// (`std::thread::scope`) compute and do nothing else: those are theirs.
const IMPURE: [&str; 24] = [
    "tokio",
    "reqwest",
    "axum",
    "anstream",
    "indicatif",
    "tempfile",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread::sleep",
    "std::thread::spawn",
    "std::thread::park",
    "std::thread::Builder",
    "thread::sleep",
    "thread::spawn",
    "thread::park",
    "thread::Builder",
    "std::time::SystemTime",
    "std::time::Instant",
    "SystemTime",
    "Instant",
    "Timestamp::now",
    "jiff::Timestamp::now",
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = [
    "utils", "util", "helpers", "helper", "common", "misc", "shared", "stuff",
];

/// No file is longer.
const MAX_LINES: usize = 800;

/// Lines of anything but `mod` and `use` that a `mod.rs` may hold.
const MAX_LOGIC_IN_MOD: usize = 40;

struct Source {
    /// Path below `src`.
    path: PathBuf,
    /// Module path: `["plan", "order"]`.
    module: Vec<String>,
    text: String,
    syntax: syn::File,
    /// Whether all of it is test code.
    is_test: bool,
}

impl Source {
    fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    rust_files(&root, &mut files);
    assert!(files.len() > 10, "src was not found");
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).expect("a source file is text");
            let path = file.strip_prefix(&root).expect("below src").to_owned();
            let mut module: Vec<String> = path
                .with_extension("")
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            if module
                .last()
                .is_some_and(|last| last == "mod" || last == "lib")
            {
                module.pop();
            }
            let is_test = module
                .iter()
                .any(|part| part == "tests" || part == "testing");
            Source {
                syntax: syn::parse_file(&text)
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display())),
                path,
                module,
                text,
                is_test,
            }
        })
        .collect()
}

/// Every path that a file names, written out from the crate's root where it is relative,
/// with whether it stands in test code.
struct Paths {
    module: Vec<String>,
    depth_of_test: usize,
    found: Vec<(String, bool)>,
}

impl Paths {
    fn of(source: &Source) -> Vec<(String, bool)> {
        let mut paths = Paths {
            module: source.module.clone(),
            depth_of_test: usize::from(source.is_test),
            found: Vec::new(),
        };
        paths.visit_file(&source.syntax);
        paths.found
    }

    fn add(&mut self, segments: &[String]) {
        let mut base = self.module.clone();
        let mut rest = segments;
        let mut relative = false;
        while let [first, tail @ ..] = rest {
            match first.as_str() {
                "crate" => base.clear(),
                "super" => {
                    base.pop();
                }
                "self" => {}
                _ => break,
            }
            relative = true;
            rest = tail;
        }
        let full = if relative {
            let mut full = vec!["crate".to_owned()];
            full.extend(base);
            full.extend(rest.iter().cloned());
            full
        } else {
            segments.to_vec()
        };
        self.found.push((full.join("::"), self.depth_of_test > 0));
    }

    fn add_tree(&mut self, before: &[String], tree: &syn::UseTree) {
        let mut segments = before.to_vec();
        match tree {
            syn::UseTree::Path(path) => {
                segments.push(path.ident.to_string());
                self.add_tree(&segments, &path.tree);
            }
            syn::UseTree::Name(name) => {
                segments.push(name.ident.to_string());
                self.add(&segments);
            }
            syn::UseTree::Rename(rename) => {
                segments.push(rename.ident.to_string());
                self.add(&segments);
            }
            syn::UseTree::Glob(_) => self.add(&segments),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_tree(&segments, tree);
                }
            }
        }
    }
}

fn is_for_tests(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add_tree(&[], &item.tree);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let test = usize::from(is_for_tests(&item.attrs));
        self.depth_of_test += test;
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
        self.depth_of_test -= test;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let test = usize::from(is_for_tests(&item.attrs));
        self.depth_of_test += test;
        visit::visit_item_fn(self, item);
        self.depth_of_test -= test;
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if segments.len() > 1 {
            self.add(&segments);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        visit::visit_macro(self, item);
        // The tokens of a macro are not parsed: take whatever looks like a path.
        let tokens = item.tokens.to_string().replace(" :: ", "::");
        for word in tokens.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')) {
            let segments: Vec<String> = word
                .split("::")
                .filter(|segment| !segment.is_empty())
                .map(str::to_owned)
                .collect();
            if word.contains("::") && !segments.is_empty() {
                self.add(&segments);
            }
        }
    }
}

fn height(room: &str) -> usize {
    ROOMS
        .iter()
        .position(|known| *known == room)
        .unwrap_or_else(|| panic!("{room} is no room of design section 6"))
}

/// The room a path written out from the root leads to.
fn room_of(path: &str) -> Option<&str> {
    let room = path.strip_prefix("crate::")?.split("::").next()?;
    ROOMS.contains(&room).then_some(room)
}

#[test]
fn arrows_point_down() {
    let mut wrong = Vec::new();
    for source in sources() {
        if source.module.is_empty() {
            continue; // lib.rs lists the rooms.
        }
        let from = height(source.room());
        // What a test looks at decides nothing about how the rooms are built.
        for (path, is_test) in Paths::of(&source) {
            if !is_test && room_of(&path).is_some_and(|room| height(room) < from) {
                wrong.push(format!("{} uses {path}", source.path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "arrows that run up:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn pure_rooms_know_no_clock_network_disk_or_environment() {
    let mut wrong = Vec::new();
    for source in sources() {
        if !PURE.contains(&source.room()) {
            continue;
        }
        for (path, is_test) in Paths::of(&source) {
            let named = IMPURE
                .iter()
                .any(|impure| path == *impure || path.starts_with(&format!("{impure}::")));
            if named && !is_test {
                wrong.push(format!("{} names {path}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "not pure:\n{}", wrong.join("\n"));
}

#[test]
fn only_settings_reads_the_environment_and_only_output_prints() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (path, is_test) in Paths::of(&source) {
            let reads = path.starts_with("std::env::var") && source.room() != "settings";
            let prints = [
                "std::io::stdout",
                "std::io::stderr",
                "io::stdout",
                "io::stderr",
            ]
            .contains(&path.as_str())
                && source.path != Path::new("commands/output.rs");
            if (reads || prints) && !is_test {
                wrong.push(format!("{} names {path}", source.path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "in the wrong place:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_are_short_and_named_for_what_they_hold() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut test_files = Vec::new();
    rust_files(&tests, &mut test_files);
    let tests = test_files
        .into_iter()
        .map(|path| (fs::read_to_string(&path).expect("text"), path));
    let sources = sources()
        .into_iter()
        .map(|source| (source.text, source.path));
    let mut wrong = Vec::new();
    for (text, path) in sources.chain(tests) {
        let lines = text.lines().count();
        if lines > MAX_LINES {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
        for part in path.with_extension("").iter() {
            if EMPTY_NAMES.contains(&part.to_string_lossy().as_ref()) {
                wrong.push(format!("{} has an empty name", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_mod_file_holds_no_logic() {
    let mut wrong = Vec::new();
    for source in sources() {
        if source.is_test || source.path.file_name().is_none_or(|name| name != "mod.rs") {
            continue;
        }
        let mut logic = 0;
        let mut in_use = false;
        for line in source.text.lines().map(str::trim) {
            let begins = ["mod ", "pub mod ", "use ", "pub use ", "pub(crate) use "]
                .iter()
                .any(|start| line.starts_with(start))
                || (line.starts_with("pub(") && line.contains(" use "));
            let aside = line.is_empty() || line.starts_with("//") || line.starts_with("#[");
            if in_use || begins {
                in_use = !line.ends_with(';');
            } else if !aside {
                logic += 1;
            }
        }
        if logic > MAX_LOGIC_IN_MOD {
            wrong.push(format!("{}: {logic} lines", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "logic in mod.rs:\n{}", wrong.join("\n"));
}

/// The test of the test: a made-up file with every fault is caught.
#[test]
fn the_rules_see_through_use_trees_supers_and_macros() {
    let text = "
        use crate::{cli::Cli, directory::{Id, Key}};
        use super::super::report;
        fn f() { let _ = crate::commands::Exit::Done; println!(\"{}\", jiff::Timestamp::now()); }
        #[cfg(test)] mod tests { use super::super::super::sandbox; }
    ";
    let source = Source {
        path: PathBuf::from("plan/order.rs"),
        module: vec!["plan".into(), "order".into()],
        text: text.into(),
        syntax: syn::parse_file(text).expect("it is Rust"),
        is_test: false,
    };
    let found = Paths::of(&source);
    for expected in [
        ("crate::cli::Cli", false),
        ("crate::directory::Key", false),
        ("crate::report", false),
        ("crate::commands::Exit::Done", false),
        ("jiff::Timestamp::now", false),
        ("crate::sandbox", true),
    ] {
        assert!(
            found.contains(&(expected.0.to_owned(), expected.1)),
            "{expected:?} was not found in {found:?}"
        );
    }
}
