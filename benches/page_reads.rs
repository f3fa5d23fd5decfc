//! How many pages of 100 members the sandbox answers in a second from a tenant of 100,000,
//! on one core and over HTTP, and how much memory it takes. Release build, whole process;
//! the client that asks runs on the other core.
//!
//! ```text
//! cargo bench --bench page_reads
//! ```

mod tenants;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tenants::Size;

/// Members of the tenant.
const MEMBERS: usize = 100_000;
/// Walks over the whole list that are timed, after one that warms up.
const WALKS: usize = 7;
/// Pages a second that must be reached.
const ENOUGH: f64 = 2_000.0;
/// So many times faster than real time: at 240 calls a minute, the rate window lets through
/// far more than can be asked.
const TIME_SCALE: &str = "100000";
/// How long the sandbox may take to read the tenant and listen.
const PATIENCE: Duration = Duration::from_secs(120);

fn main() -> ExitCode {
    // `cargo test --benches` runs this with `--test`: building it is the test then.
    if std::env::args().any(|arg| arg == "--test") {
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (_, snapshot) = tenants::write(Size::of(MEMBERS), "drift", folder.path());
    let begin = now();
    let mut sandbox = Sandbox::start(folder.path(), &snapshot);
    report(&format!(
        "listening     {:.1} s after its start, {} MiB",
        begin.elapsed().as_secs_f64(),
        sandbox.peak() >> 20
    ));
    keep_to(1).expect("a machine of two cores");
    let mut client = Client::open(&sandbox);
    let mut rates = Vec::new();
    let mut bytes = 0;
    for walk in 0..=WALKS {
        let begin = now();
        let (pages, read) = client.walk();
        assert_eq!(pages, MEMBERS / 100, "every page once");
        if walk > 0 {
            #[expect(clippy::cast_precision_loss, reason = "a thousand pages")]
            rates.push(pages as f64 / begin.elapsed().as_secs_f64());
        }
        bytes = read / pages;
    }
    rates.sort_by(f64::total_cmp);
    let median = rates[WALKS / 2];
    report(&format!(
        "page reads    {median:.0} a second (median of {WALKS} walks; {:.0} to {:.0}), {} KiB each",
        rates[0],
        rates[WALKS - 1],
        bytes >> 10
    ));
    report(&format!("peak memory   {} MiB", sandbox.peak() >> 20));
    sandbox.stop();
    if median < ENOUGH {
        report(&format!("fewer than {ENOUGH} a second"));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// `meibo sandbox` as a process of its own, on the first core.
struct Sandbox {
    child: Child,
    address: String,
    token: String,
}

impl Sandbox {
    fn start(folder: &std::path::Path, snapshot: &std::path::Path) -> Sandbox {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meibo"));
        command
            .arg("sandbox")
            .arg(folder.join("config"))
            .arg("--seed")
            .arg(snapshot)
            .arg("--state")
            .arg(folder.join("state.json"))
            .args(["--time-scale", TIME_SCALE, "--format", "json", "--quiet"])
            .stdout(Stdio::piped());
        // SAFETY: between fork and exec it calls nothing but `sched_setaffinity`, which is
        // a system call and allocates nothing.
        unsafe {
            command.pre_exec(|| keep_to(0));
        }
        let mut child = command.spawn().expect("the binary starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        let begin = now();
        BufReader::new(out).read_line(&mut line).expect("a line");
        assert!(begin.elapsed() < PATIENCE, "it took too long to start");
        let greeting: Value = serde_json::from_str(&line).expect("JSON");
        let text = |name: &str| greeting[name].as_str().expect("a text").to_owned();
        let url = text("LINEWORKS_API_URL");
        let address = url.trim_start_matches("http://").split('/').next();
        Sandbox {
            child,
            address: address.expect("an address").to_owned(),
            token: text("MEIBO_SANDBOX_DEV_TOKEN"),
        }
    }

    /// The most memory it ever held, in bytes.
    fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmHWM:"));
        let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        kib.unwrap_or_default() << 10
    }

    fn stop(&mut self) {
        // It is alive: it has just answered.
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

/// One connection that is kept.
struct Client {
    stream: BufReader<TcpStream>,
    head: String,
    body: Vec<u8>,
}

impl Client {
    fn open(sandbox: &Sandbox) -> Client {
        let stream = TcpStream::connect(&sandbox.address).expect("connected");
        stream.set_nodelay(true).expect("set");
        let head = format!(
            "Host: {}\r\nAuthorization: Bearer {}\r\n\r\n",
            sandbox.address, sandbox.token
        );
        Client {
            stream: BufReader::with_capacity(1 << 18, stream),
            head,
            body: Vec::new(),
        }
    }

    /// Walks the whole list; gives pages and bytes.
    fn walk(&mut self) -> (usize, usize) {
        let (mut pages, mut bytes) = (0, 0);
        let mut cursor = Some(String::new());
        while let Some(from) = cursor {
            let encoded: String = url::form_urlencoded::byte_serialize(from.as_bytes()).collect();
            self.get(&format!("/v1.0/users?count=100&cursor={encoded}"));
            pages += 1;
            bytes += self.body.len();
            cursor = self.next_cursor();
        }
        (pages, bytes)
    }

    fn get(&mut self, target: &str) {
        let request = format!("GET {target} HTTP/1.1\r\n{}", self.head);
        let sent = self.stream.get_mut().write_all(request.as_bytes());
        sent.expect("sent");
        let mut length = None;
        let mut status = String::new();
        self.stream.read_line(&mut status).expect("a status line");
        assert!(status.contains(" 200 "), "{status}");
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).expect("a header");
            let line = line.trim_end();
            if line.is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<usize>().ok();
            }
        }
        self.body.resize(length.expect("a length"), 0);
        self.stream.read_exact(&mut self.body).expect("a body");
    }

    /// The cursor stands at the end of the body, and parsing it all would measure the client.
    fn next_cursor(&self) -> Option<String> {
        let tail = &self.body[self.body.len().saturating_sub(400)..];
        let tail = String::from_utf8_lossy(tail);
        let (_, after) = tail.rsplit_once("\"nextCursor\":").expect("a wrapper");
        let cursor = after.strip_prefix('"')?.split('"').next()?;
        Some(cursor.to_owned())
    }
}

/// Keeps this thread, and what it starts, to one core.
fn keep_to(core: usize) -> std::io::Result<()> {
    // SAFETY: `cpu_set_t` is a plain bit set, for which all zeros is the empty set; the
    // calls read it and nothing else.
    let done = unsafe {
        let mut set: libc::cpu_set_t = std::mem::zeroed();
        libc::CPU_SET(core, &mut set);
        libc::sched_setaffinity(0, size_of::<libc::cpu_set_t>(), &raw const set)
    };
    match done {
        0 => Ok(()),
        _ => Err(std::io::Error::last_os_error()),
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_macros, reason = "a benchmark prints its findings")]
fn report(line: &str) {
    println!("{line}");
}
