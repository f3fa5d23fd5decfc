//! Bytes over a socket, and whatever comes back: no library between the test and the
//! sandbox.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A connection.
pub struct Raw {
    stream: TcpStream,
    /// Read already, of the next answer.
    rest: Vec<u8>,
}

/// An answer as it came.
#[derive(Debug)]
pub struct Bytes {
    pub status: u16,
    /// Lower case names.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    /// Whether the body has the length that was promised.
    pub whole: bool,
}

impl Bytes {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(held, _)| held == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Raw {
    /// `url` is any URL of the server.
    pub fn to(url: &str) -> Raw {
        let stream = TcpStream::connect(host(url)).expect("connected");
        stream.set_nodelay(true).expect("an option");
        let raw = Raw {
            stream,
            rest: Vec::new(),
        };
        raw.waits(Duration::from_secs(30));
        raw
    }

    /// How long to wait for anything.
    pub fn waits(&self, time: Duration) {
        self.stream.set_read_timeout(Some(time)).expect("an option");
    }

    /// Sends bytes; a server that has closed already is for [`Raw::answer`] to see.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.stream.write_all(bytes.as_ref());
    }

    /// Reads more; whether there was any.
    fn more(&mut self) -> bool {
        let mut buffer = [0; 16 << 10];
        match self.stream.read(&mut buffer) {
            Ok(count) if count > 0 => {
                self.rest.extend_from_slice(&buffer[..count]);
                true
            }
            _ => false,
        }
    }

    /// Everything that comes until the connection ends or nothing comes any more.
    pub fn everything(&mut self) -> Vec<u8> {
        while self.more() {}
        std::mem::take(&mut self.rest)
    }

    /// So many bytes of what comes, or all there is.
    pub fn at_least(&mut self, count: usize) -> Vec<u8> {
        while self.rest.len() < count && self.more() {}
        std::mem::take(&mut self.rest)
    }

    /// The next answer; `None` where the connection ends, or nothing comes, before its
    /// head is whole.
    pub fn answer(&mut self) -> Option<Bytes> {
        let end = loop {
            let found = self.rest.windows(4).position(|four| four == b"\r\n\r\n");
            match found {
                Some(end) => break end,
                None if self.more() => {}
                None => return None,
            }
        };
        let head = String::from_utf8_lossy(&self.rest[..end]).into_owned();
        self.rest.drain(..end + 4);
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers: Vec<(String, String)> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let promised = headers
            .iter()
            .find(|(name, _)| name == "content-length")
            .and_then(|(_, value)| value.parse::<usize>().ok())
            .unwrap_or(0);
        while self.rest.len() < promised && self.more() {}
        let whole = self.rest.len() >= promised;
        let body = self.rest.drain(..promised.min(self.rest.len())).collect();
        Some(Bytes {
            status,
            headers,
            body,
            whole,
        })
    }
}

/// `127.0.0.1:PORT` of a URL.
pub fn host(url: &str) -> &str {
    let rest = url.strip_prefix("http://").expect("plain http");
    rest.split('/').next().expect("a host")
}

/// A request with a body, as bytes.
pub fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{method} {target} HTTP/1.1\r\n").into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    bytes
}
