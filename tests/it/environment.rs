//! Runs the real binary in an environment of its own: temporary home and folder, no
//! variable inherited, times and paths redacted.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A place for one test.
pub struct Environment {
    home: TempDir,
    folder: TempDir,
    variables: BTreeMap<String, String>,
}

/// What a run said and how it ended.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Environment {
    pub fn new() -> Environment {
        Environment {
            home: tempfile::tempdir().expect("temporary home"),
            folder: tempfile::tempdir().expect("temporary folder"),
            variables: BTreeMap::new(),
        }
    }

    /// The folder that commands run in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.variables.insert(name.to_owned(), value.to_owned());
    }

    /// Writes a file below the folder.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder().join(path);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("folders");
        std::fs::write(&path, content).expect("written");
        path
    }

    /// Copies a folder of `examples/` into the folder.
    pub fn copy_example(&self, name: &str) {
        fn copy(from: &Path, to: &Path) {
            std::fs::create_dir_all(to).expect("a folder");
            for entry in std::fs::read_dir(from).expect("listed") {
                let entry = entry.expect("an entry");
                // What a run beside the repository's own examples left behind.
                if entry.file_name() == OsStr::new(".meibo") {
                    continue;
                }
                let target = to.join(entry.file_name());
                if entry.path().is_dir() {
                    copy(&entry.path(), &target);
                } else {
                    std::fs::copy(entry.path(), target).expect("copied");
                }
            }
        }
        copy(&crate::examples::example(name), &self.folder().join(name));
    }

    /// The binary, ready to run.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meibo"));
        command
            .args(args)
            .current_dir(self.folder())
            .env_clear()
            .env("HOME", self.home.path())
            .envs(&self.variables)
            .stdin(Stdio::null());
        command
    }

    /// Runs the binary to its end.
    pub fn meibo(&self, args: &[&str]) -> Ran {
        self.ran(self.command(args).output().expect("the binary runs"))
    }

    /// What a command that was made by [`Self::command`], or around it, said.
    pub fn ran(&self, output: Output) -> Ran {
        let Output {
            status,
            stdout,
            stderr,
        } = output;
        let ran = Ran {
            code: status.code(),
            stdout: self.redact(&String::from_utf8(stdout).expect("UTF-8")),
            stderr: self.redact(&String::from_utf8(stderr).expect("UTF-8")),
        };
        for text in [&ran.stdout, &ran.stderr] {
            assert!(!text.contains("panicked"), "{text}");
            assert!(!text.contains("fault of meibo itself"), "{text}");
            for secret in self.secrets() {
                assert!(!text.contains(secret), "a secret is told:\n{text}");
            }
            assert_eq!(holes(text), Vec::<String>::new(), "{text}");
        }
        ran
    }

    /// Values that nothing may tell.
    fn secrets(&self) -> impl Iterator<Item = &str> {
        let secret = |name: &str| {
            let words = ["SECRET", "TOKEN", "PASSWORD", "PRIVATE_KEY"];
            words.iter().any(|word| name.contains(word)) && !name.ends_with("_FILE")
        };
        let variables = self.variables.iter().filter(move |(name, _)| secret(name));
        // What is shorter stands in every text.
        variables
            .map(|(_, value)| value.as_str())
            .filter(|value| value.len() > 5)
    }

    /// Takes out what differs from run to run.
    fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (path, name) in [(self.folder(), "[FOLDER]"), (self.home.path(), "[HOME]")] {
            // macOS and others name temporary folders through a link.
            if let Ok(real) = path.canonicalize() {
                text = text.replace(&*real.to_string_lossy(), name);
            }
            text = text.replace(&*path.to_string_lossy(), name);
        }
        let mut redacted = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(at) = rest.find("127.0.0.1:") {
            let after = &rest[at + "127.0.0.1:".len()..];
            redacted.push_str(&rest[..at]);
            redacted.push_str("127.0.0.1:[PORT]");
            rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        redacted.push_str(rest);
        redacted
    }

    /// Every file below the folder with its content, to show that nothing was written.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        fn list(folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
            for entry in std::fs::read_dir(folder).expect("listed") {
                let path = entry.expect("an entry").path();
                if path.is_dir() && !path.is_symlink() {
                    list(&path, files);
                } else {
                    // What cannot be read is there all the same.
                    let content = std::fs::read(&path).unwrap_or_default();
                    files.insert(path, content);
                }
            }
        }
        let mut files = BTreeMap::new();
        list(self.folder(), &mut files);
        files
    }
}

/// Parameters that stand unfilled in the text of a problem, each with the problem's code.
/// What stands in braces in a path or a file is none.
fn holes(text: &str) -> Vec<String> {
    let severities = ["error M", "warning M", "エラー M", "警告 M"];
    let mut holes = Vec::new();
    let mut named: Vec<(u16, &str)> = Vec::new();
    for line in text.lines() {
        let start = line.trim_start();
        let rest = severities.iter().find_map(|it| start.strip_prefix(it));
        if let Some(code) = rest.and_then(|rest| rest.get(..4)?.parse().ok()) {
            let words = meibo::report::words::words(meibo::source::Code(code));
            let texts = words.into_iter().flat_map(|words| [words.en, words.ja]);
            let parts = texts.flat_map(|text| [text.message, text.remedy]);
            let parts = parts.flat_map(|text| text.split('{').skip(1));
            named = parts
                .filter_map(|part| Some((code, part.split_once('}')?.0)))
                .collect();
            // Both languages name the same.
            named.sort_unstable();
            named.dedup();
        }
        let unfilled = named
            .iter()
            .filter(|(_, name)| line.contains(&format!("{{{name}}}")));
        holes.extend(unfilled.map(|(code, name)| format!("M{code:04}: {name}")));
    }
    holes
}

#[test]
fn a_hole_in_a_text_is_found() {
    let text = |target: &str| format!("1 error\n  error M0313: `--target {target}` names\n");
    assert_eq!(holes(&text("{target}")), ["M0313: target"]);
    assert_eq!(holes(&text("org/{key}")), Vec::<String>::new());
    assert_eq!(holes("`--target {target}` names"), Vec::<String>::new());
}

impl Ran {
    /// Requires an exit code.
    pub fn exits(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{self}");
        self
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "exit code: {}\n----- stdout\n{}----- stderr\n{}",
            self.code
                .map_or_else(|| "killed".to_owned(), |code| code.to_string()),
            self.stdout,
            self.stderr
        )
    }
}

/// A running `meibo sandbox`; killed at the end.
pub struct SandboxProcess {
    child: std::process::Child,
    /// What it printed for a shell.
    pub variables: BTreeMap<String, String>,
}

impl SandboxProcess {
    pub fn start(environment: &Environment, args: &[&str]) -> SandboxProcess {
        SandboxProcess::start_as(environment.command(&SandboxProcess::all(args)))
    }

    /// The same under a script of the shell, which is given the command to run.
    pub fn start_under(script: &str, environment: &Environment, args: &[&str]) -> SandboxProcess {
        let plain = environment.command(&SandboxProcess::all(args));
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", script])
            .arg(plain.get_program())
            .args(plain.get_args())
            .current_dir(environment.folder())
            .env_clear()
            .env("HOME", environment.home.path())
            .stdin(Stdio::null());
        SandboxProcess::start_as(command)
    }

    fn all<'a>(args: &[&'a str]) -> Vec<&'a str> {
        let mut all = vec!["sandbox", "--format", "json"];
        all.extend(args);
        all
    }

    fn start_as(mut command: Command) -> SandboxProcess {
        use std::io::BufRead;
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        std::io::BufReader::new(child.stdout.take().expect("piped"))
            .read_line(&mut line)
            .expect("a line");
        SandboxProcess {
            child,
            variables: serde_json::from_str(&line)
                .unwrap_or_else(|error| panic!("{error}: {line:?}")),
        }
    }

    /// As Ctrl-C: it writes its state out and ends.
    pub fn interrupt(&self) {
        let pid = self.child.id().to_string();
        let sent = Command::new("/bin/sh")
            .args(["-c", "kill -INT \"$0\"", &pid])
            .status();
        assert!(sent.expect("a shell").success());
    }

    /// As `kill -9`.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// A way in for tests.
    pub fn door(&self) -> crate::http::Door {
        let value = |name: &str| self.variables[name].as_str();
        let key = std::fs::read_to_string(value("LINEWORKS_PRIVATE_KEY_FILE")).expect("the key");
        crate::http::Door::open(
            value("LINEWORKS_API_URL"),
            value("LINEWORKS_AUTH_URL"),
            (
                value("LINEWORKS_CLIENT_ID"),
                value("LINEWORKS_CLIENT_SECRET"),
            ),
            value("LINEWORKS_SERVICE_ACCOUNT"),
            &key,
        )
    }
}

impl Drop for SandboxProcess {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command whose input is a text and not a terminal.
pub fn with_input(mut command: Command, input: &str) -> Output {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut stdin = child.stdin.take().expect("piped");
    // It may end without reading.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("ended")
}
