//! A server that answers whatever a test scripts: good, bad, half, or nothing at all.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::Value;

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    /// Path and query as sent.
    pub target: String,
    pub authorization: Option<String>,
    pub body: String,
    /// How many of the same method and path (less its query) came before.
    pub before: usize,
}

impl Seen {
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }
}

/// What it is answered.
pub enum Reply {
    Json(u16, Value),
    /// Status, further headers, body.
    Text(u16, Vec<(&'static str, String)>, String),
    /// Promises a longer body than comes.
    Half(u16, String),
    /// The connection ends without a word.
    Nothing,
}

/// The server: counts what arrives and never stops before the test does.
pub struct Fake {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Fake {
    /// `script` answers every request; those to `/token` are answered with a token unless
    /// it says otherwise.
    pub fn start(script: impl Fn(&Seen) -> Option<Reply> + Send + Sync + 'static) -> Fake {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (log, script) = (Arc::clone(&seen), Arc::new(script));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, script) = (Arc::clone(&log), Arc::clone(&script));
                std::thread::spawn(move || serve(stream, &log, &*script));
            }
        });
        Fake { url, seen }
    }

    /// The requests so far, those for tokens left out.
    pub fn calls(&self) -> Vec<Seen> {
        self.all()
            .into_iter()
            .filter(|seen| seen.path() != "/auth/token")
            .collect()
    }

    /// The requests for tokens so far.
    pub fn tokens(&self) -> Vec<Seen> {
        self.all()
            .into_iter()
            .filter(|seen| seen.path() == "/auth/token")
            .collect()
    }

    pub fn all(&self) -> Vec<Seen> {
        self.seen.lock().expect("no panic").clone()
    }
}

fn serve(
    stream: TcpStream,
    log: &Mutex<Vec<Seen>>,
    script: &(impl Fn(&Seen) -> Option<Reply> + ?Sized),
) {
    let Some(mut seen) = read(&stream) else {
        return;
    };
    {
        let mut log = log.lock().expect("no panic");
        seen.before = log
            .iter()
            .filter(|other| other.method == seen.method && other.path() == seen.path())
            .count();
        log.push(seen.clone());
    }
    let reply = script(&seen).unwrap_or_else(|| {
        Reply::Json(
            200,
            serde_json::json!({
                "access_token": format!("issued-t0ken-{}", seen.before),
                "token_type": "Bearer", "expires_in": "86400", "scope": "directory.read",
            }),
        )
    });
    let (status, headers, body, promised) = match reply {
        Reply::Json(status, value) => (status, Vec::new(), value.to_string(), 0),
        Reply::Text(status, headers, body) => (status, headers, body, 0),
        Reply::Half(status, body) => (status, Vec::new(), body, 100),
        Reply::Nothing => return,
    };
    let mut head = format!("HTTP/1.1 {status} Scripted\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!(
        "Content-Length: {}\r\n\r\n",
        body.len() + promised
    ));
    let mut stream = stream;
    // A client that went away is what some tests are about.
    let _ = stream.write_all((head + &body).as_bytes());
}

fn read(stream: &TcpStream) -> Option<Seen> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut authorization) = (0, None);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let header = header.trim_end();
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(": ")?;
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "authorization" => authorization = Some(value.to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Seen {
        method,
        target,
        authorization,
        body: String::from_utf8_lossy(&body).into_owned(),
        before: 0,
    })
}
