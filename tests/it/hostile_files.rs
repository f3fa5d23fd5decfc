//! Files that nobody should be given: the real binary answers each in bounded time and
//! memory, clearly, and never panics, hangs or reads what lies outside.

#![cfg(unix)]

use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::environment::Environment;

const TENANT: &str = "tenant: {key: t, domains: [{key: d, id: 1, name: t.example}]}\n";

/// No answer takes longer, on the slowest machine and with others beside it.
const PATIENCE: Duration = Duration::from_secs(30);
/// What a run may take of memory, in MiB: the program itself takes 30.
const MEMORY: i64 = 400;

struct Told {
    code: i32,
    text: String,
    /// The most memory it held, in MiB.
    memory: i64,
    took: Duration,
}

/// Runs `meibo validate`, measured, and ended where it does not end.
#[expect(
    clippy::disallowed_methods,
    clippy::zombie_processes,
    reason = "how long a test takes is no matter of the program's clock, and `wait4` waits for the process"
)]
fn validated(environment: &Environment, path: &str) -> Told {
    let started = Instant::now();
    let mut command = environment.command(&["validate", path, "--color", "never"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut out = child.stdout.take().expect("its output");
    let mut err = child.stderr.take().expect("its errors");
    let reading = std::thread::spawn(move || {
        let mut text = String::new();
        err.read_to_string(&mut text).expect("UTF-8");
        text
    });
    let pid = libc::pid_t::try_from(child.id()).expect("a process");
    let done = std::sync::Arc::new(AtomicBool::new(false));
    let watch = {
        let done = done.clone();
        std::thread::spawn(move || {
            while !done.load(Ordering::Relaxed) {
                if started.elapsed() > PATIENCE {
                    // SAFETY: the process was not waited for yet, so the number is still its own.
                    unsafe { libc::kill(pid, libc::SIGKILL) };
                    return;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
        })
    };
    let mut text = String::new();
    out.read_to_string(&mut text).expect("UTF-8");
    text.push_str(&reading.join().expect("read"));
    let mut status = 0;
    // SAFETY: plain data, which `wait4` fills.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: the process is a child of this one, and both places are its to write.
    let waited = unsafe { libc::wait4(pid, &raw mut status, 0, &raw mut usage) };
    assert_eq!(waited, pid);
    done.store(true, Ordering::Relaxed);
    watch.join().expect("watched");
    let status = ExitStatus::from_raw(status);
    let code = status
        .code()
        .unwrap_or_else(|| panic!("{path}: {status} after {:?}", started.elapsed()));
    assert!(
        !text.contains("fault of meibo itself") && !text.contains("panicked"),
        "{path}: {text}"
    );
    Told {
        code,
        text,
        memory: usage.ru_maxrss / 1024,
        took: started.elapsed(),
    }
}

/// A file is refused with a code, soon and with little.
fn refused(name: &str, content: &[u8], code: &str) {
    let environment = Environment::new();
    environment.write("c/tenant.yaml", TENANT);
    environment.write(&format!("c/{name}"), content);
    is_refused(&environment, name, code);
}

fn is_refused(environment: &Environment, name: &str, code: &str) {
    let told = validated(environment, "c");
    assert_eq!(told.code, 1, "{name}: {}", told.text);
    assert!(
        told.text.contains(code),
        "{name}: no {code} in {}",
        told.text
    );
    assert!(told.text.contains(name), "{name}: {}", told.text);
    assert!(
        told.text.len() < 60_000,
        "{name}: {} bytes",
        told.text.len()
    );
    assert!(told.memory < MEMORY, "{name}: {} MiB", told.memory);
    assert!(told.took < PATIENCE, "{name}: {:?}", told.took);
}

#[test]
fn bombs() {
    let mut laughs = String::from("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (from, to) in "abcdefghijkl".chars().zip("bcdefghijklm".chars()) {
        let list = format!("*{from},").repeat(9);
        laughs.push_str(&format!("{to}: &{to} [{list}]\n"));
    }
    refused("laughs.yaml", laughs.as_bytes(), "M0116");
    let keys: String = (0..50_000).map(|n| format!("k{n}: 1\n")).collect();
    refused("keys.yaml", keys.as_bytes(), "M0130");
    let long = format!("orgs:\n  - {{key: a, name: {}}}\n", "あ".repeat(2_000_000));
    refused("long.yaml", long.as_bytes(), "M0136");
    let anchors: String = (0..50_000).map(|n| format!("k{n}: &a{n} 1\n")).collect();
    refused("anchors.yaml", anchors.as_bytes(), "M0130");
}

#[test]
fn nesting_of_every_sort_a_hundred_thousand_deep() {
    const DEEP: usize = 100_000;
    for (name, open, close) in [
        ("lists.yaml", "[", "]"),
        ("maps.yaml", "{a: ", "}"),
        ("block.yaml", "- ", ""),
        ("asked.yaml", "? ", ""),
        ("mixed.yaml", "[{a: ", "}]"),
    ] {
        let head = if name == "block.yaml" || name == "asked.yaml" {
            "orgs:\n  "
        } else {
            "orgs: "
        };
        let text = format!("{head}{}x{}\n", open.repeat(DEEP), close.repeat(DEEP));
        refused(name, text.as_bytes(), "M0115");
        // Without an end, too.
        let text = format!("{head}{}", open.repeat(DEEP));
        refused(name, text.as_bytes(), "M0115");
    }
}

#[test]
fn bytes_that_are_no_yaml() {
    refused("nul.yaml", b"orgs:\n  - {key: a, name: x\0y}\n", "M01");
    refused("nuls.yaml", &[0; 100_000], "M01");
    refused(
        "latin1.yaml",
        b"orgs:\n  - {key: a, name: caf\xe9}\n",
        "M0110",
    );
    refused(
        "cut.yaml",
        &"orgs:\n  - {key: a, name: 営業".as_bytes()[..27],
        "M0110",
    );
    let utf16 = |big: bool, mark: bool| -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain("orgs:\n  - {key: a}\n".encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    for (name, big, mark) in [
        ("le.yaml", false, true),
        ("be.yaml", true, true),
        ("le-bare.yaml", false, false),
        ("be-bare.yaml", true, false),
    ] {
        refused(name, &utf16(big, mark), "M0124");
    }
    refused(
        "bell.yaml",
        b"orgs:\n  - {key: a, name: \"x\x07\"}\n",
        "M01",
    );
    refused(
        "escape.yaml",
        b"orgs:\n  - {key: a, name: \x1b[31mred}\n",
        "M01",
    );
    refused(
        "control.yaml",
        "orgs:\n  - {key: a, name: \u{9b}31m}\n".as_bytes(),
        "M01",
    );
}

/// Ends of lines of every system.
#[test]
fn carriage_returns_end_lines() {
    for end in ["\r", "\r\n"] {
        let environment = Environment::new();
        let text = format!("{TENANT}orgs:\n  - key: a\n    name: 営業部\n");
        environment.write("c/meibo.yaml", text.replace('\n', end));
        let told = validated(&environment, "c");
        assert_eq!(told.code, 0, "{}", told.text);
        let wrong = format!("{TENANT}orgs:\n  - key: a\n    nam: 営業部\n");
        environment.write("c/meibo.yaml", wrong.replace('\n', end));
        let told = validated(&environment, "c");
        assert_eq!(told.code, 1);
        assert!(told.text.contains("meibo.yaml:4:5"), "{}", told.text);
    }
}

#[test]
fn documents_anchors_and_merge_keys() {
    refused("two.yaml", b"orgs: []\n---\norgs: []\n", "M0118");
    // What the first document names, the second does not know; and there is one only.
    refused(
        "across.yaml",
        b"orgs: &all []\n---\ngroups: *all\n",
        "M0118",
    );
    refused("tag.yaml", b"orgs: !!python/object:os.system {}\n", "M0122");
    refused("directive.yaml", b"%YAML 3.0\n---\norgs: []\n", "M01");
}

/// As most readers of YAML have them: what is merged in gives way to what stands there.
#[test]
fn merge_keys_are_merged() {
    let environment = Environment::new();
    let merged = "orgs:\n  - &base {key: a, name: 営業部, features: [message]}\n  - {<<: *base, key: b, name: 開発部}\n";
    environment.write("c/meibo.yaml", format!("{TENANT}{merged}"));
    let told = validated(&environment, "c");
    assert_eq!(told.code, 0, "{}", told.text);
    assert!(told.text.contains("2 orgs"), "{}", told.text);
}

#[test]
fn a_gigabyte_is_not_read() {
    let environment = Environment::new();
    environment.write("c/tenant.yaml", TENANT);
    let file = std::fs::File::create(environment.folder().join("c/large.yaml")).expect("created");
    // All holes: it takes no room on the disk.
    file.set_len(1 << 30).expect("a gigabyte");
    is_refused(&environment, "large.yaml", "M0103");
}

#[test]
fn links_that_lead_out_or_nowhere_or_round() {
    use std::os::unix::fs::symlink;
    let environment = Environment::new();
    environment.write("c/tenant.yaml", TENANT);
    environment.write("secret.yaml", "orgs: [{key: top-secret}]\n");
    let link = environment.folder().join("c/out.yaml");
    for target in ["../secret.yaml", "/etc/passwd", "nowhere.yaml", "out.yaml"] {
        symlink(target, &link).expect("linked");
        is_refused(&environment, "out.yaml", "M0104");
        std::fs::remove_file(&link).expect("removed");
    }
    symlink("..", environment.folder().join("c/up")).expect("linked");
    symlink(".", environment.folder().join("c/round")).expect("linked");
    let told = validated(&environment, "c");
    assert!(!told.text.contains("top-secret"), "{}", told.text);
    std::fs::remove_file(environment.folder().join("c/up")).expect("removed");
    // A ring within the folder is no fault: everything is read once.
    let told = validated(&environment, "c");
    assert_eq!(told.code, 0, "{}", told.text);
}

#[test]
fn what_is_no_file() {
    let environment = Environment::new();
    environment.write("c/tenant.yaml", TENANT);
    let pipe = environment.folder().join("c/pipe.yaml");
    let path = std::ffi::CString::new(pipe.as_os_str().as_bytes()).expect("a path");
    // SAFETY: a string that ends in NUL and lives through the call.
    assert_eq!(unsafe { libc::mkfifo(path.as_ptr(), 0o600) }, 0);
    is_refused(&environment, "pipe.yaml", "M0102");
    let told = validated(&environment, "c/pipe.yaml");
    assert_eq!(told.code, 1, "{}", told.text);
    std::fs::remove_file(&pipe).expect("removed");
    let socket = environment.folder().join("c/socket.yaml");
    let _held = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    is_refused(&environment, "socket.yaml", "M0102");
    std::fs::remove_file(&socket).expect("removed");
    for device in ["/dev/zero", "/dev/null", "/dev/tty"] {
        assert_eq!(validated(&environment, device).code, 1, "{device}");
    }
}

#[test]
fn a_file_that_may_not_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let environment = Environment::new();
    environment.write("c/tenant.yaml", TENANT);
    let path = environment.write("c/closed.yaml", "orgs: []\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).expect("closed");
    // No mode stops root.
    match std::fs::read(&path) {
        Err(_) => is_refused(&environment, "closed.yaml", "M0102"),
        Ok(_) => assert_eq!(validated(&environment, "c").code, 0),
    }
}

/// Somebody writes the file while it is read: what is read is one of the texts that were
/// written, or the run says that it does not stand still, and nothing else.
#[test]
fn a_file_that_changes_while_it_is_read() {
    let environment = Environment::new();
    environment.write("c/tenant.yaml", TENANT);
    let path = environment.write("c/orgs.yaml", "orgs: []\n");
    // Either whole text is valid; half of one and half of the other is not.
    let text = |name: &str| -> String {
        let orgs = (0..3000)
            .map(|n| format!("  - {{key: {name}{n}, name: {name}{n}, description: '{name}'}}\n"));
        format!("orgs:\n{}", orgs.collect::<String>())
    };
    let (a, b) = (text("a"), text("bb"));
    let (done, rests) = (AtomicBool::new(false), AtomicUsize::new(0));
    let mut judged = 0;
    std::thread::scope(|scope| {
        scope.spawn(|| write_again_and_again(&path, [&a, &b], &done, &rests));
        for _ in 0..20 {
            let before = rests.load(Ordering::Relaxed);
            let told = validated(&environment, "c");
            // Whoever was kept from writing for as long as meibo waits had come to rest.
            if rests.load(Ordering::Relaxed) != before {
                continue;
            }
            judged += 1;
            assert!(told.memory < MEMORY, "{} MiB", told.memory);
            assert!(told.took < Duration::from_secs(10), "{:?}", told.took);
            assert_eq!(told.code, 1, "{}", told.text);
            let codes: Vec<&str> = told
                .text
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| word.starts_with("M0"))
                .collect();
            assert_eq!(codes, ["M0106"], "{}", told.text);
            if judged == 5 {
                break;
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    // It stands still again, however short a while ago it was written.
    std::fs::write(&path, &a).expect("written");
    let ran = environment.meibo(&["validate", "c"]).exits(0);
    assert!(ran.stdout.contains("3,000 orgs"), "{ran}");
}

/// Writes until it is `done`, a piece at a time, and counts the `rests` between two pieces
/// that are as long as meibo waits, or nearly.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a writer was kept waiting is no matter of the program's clock"
)]
fn write_again_and_again(path: &Path, texts: [&str; 2], done: &AtomicBool, rests: &AtomicUsize) {
    let mut last = Instant::now();
    while !done.load(Ordering::Relaxed) {
        for text in texts {
            let mut file = std::fs::File::create(path).expect("opened");
            for piece in text.as_bytes().chunks(512) {
                file.write_all(piece).expect("written");
                if last.elapsed() > Duration::from_millis(60) {
                    rests.fetch_add(1, Ordering::Relaxed);
                }
                last = Instant::now();
            }
        }
    }
}
