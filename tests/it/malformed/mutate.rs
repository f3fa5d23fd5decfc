//! One mutation of a request.

use serde_json::{Map, Value, json};

use super::corpus::Valid;

/// Numbers that are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// xorshift64*
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() >> 33).expect("31 bits") % n.max(1)
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("a byte")
    }
}

/// A request as it is sent.
#[derive(Debug)]
pub struct Sent {
    pub method: String,
    pub target: String,
    pub body: Vec<u8>,
    pub media: &'static str,
    /// What was done to it.
    pub mutation: String,
}

/// Stands where bytes are put that no JSON value has.
const HOLE: &str = "\u{10fffd}HOLE\u{10fffd}";

/// A request with exactly one mutation.
pub fn mutated(valid: &Valid, dice: &mut Dice) -> Sent {
    let mut sent = Sent {
        method: valid.method.name().to_owned(),
        target: valid.target.clone(),
        body: valid
            .body
            .as_ref()
            .map(|body| body.to_string().into_bytes())
            .unwrap_or_default(),
        media: "application/json",
        mutation: String::new(),
    };
    let where_ = dice.below(20);
    let (path, query) = match valid.target.split_once('?') {
        Some((path, query)) => (path.to_owned(), Some(query.to_owned())),
        None => (valid.target.clone(), None),
    };
    match (&valid.body, &query, where_) {
        (Some(body), _, 3..) => in_body(&mut sent, body, dice),
        (_, Some(query), 10..) => in_query(&mut sent, &path, query, dice),
        (None, None, 12..) => with_more(&mut sent, &path, dice),
        _ => in_path(&mut sent, &path, query.as_deref(), dice),
    }
    sent
}

/// A place in a body: the way to it.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

fn places(value: &Value, way: &mut Vec<Step>, found: &mut Vec<Vec<Step>>) {
    if !way.is_empty() {
        found.push(way.clone());
    }
    let steps: Vec<(Step, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(k, v)| (Step::Key(k.clone()), v)).collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(n, v)| (Step::Index(n), v))
            .collect(),
        _ => Vec::new(),
    };
    for (step, inner) in steps {
        way.push(step);
        places(inner, way, found);
        way.pop();
    }
}

fn at<'a>(mut value: &'a mut Value, way: &[Step]) -> &'a mut Value {
    for step in way {
        value = match step {
            Step::Key(key) => &mut value[key.as_str()],
            Step::Index(index) => &mut value[*index],
        };
    }
    value
}

fn in_body(sent: &mut Sent, body: &Value, dice: &mut Dice) {
    let mut found = Vec::new();
    places(body, &mut Vec::new(), &mut found);
    let mut body = body.clone();
    if found.is_empty() || dice.below(25) == 0 {
        // The body itself is something else.
        let other = [
            json!([]),
            json!("x"),
            json!(7),
            json!([body.clone()]),
            json!({}),
            Value::Null,
        ];
        sent.body = dice.pick(&other).to_string().into_bytes();
        sent.mutation = "another body".to_owned();
        return;
    }
    let way = dice.pick(&found).clone();
    let (last, above) = way.split_last().expect("a place is below the top");
    let old = at(&mut body, &way).clone();
    let name = match dice.below(14) {
        0 => {
            match (at(&mut body, above), last) {
                (Value::Object(map), Step::Key(key)) => {
                    map.shift_remove(key);
                }
                (Value::Array(list), Step::Index(index)) => {
                    list.remove(*index);
                }
                _ => unreachable!("a place leads through what it is in"),
            }
            "left out"
        }
        1 => {
            *at(&mut body, &way) = Value::Null;
            "null"
        }
        2 => {
            *at(&mut body, &way) = other_type(&old, dice);
            "wrong type"
        }
        3 => {
            let length = *dice.pick(&[21, 51, 101, 201, 301, 1025, 4097, 20_000]);
            *at(&mut body, &way) = Value::from("長".repeat(length));
            "overlong"
        }
        4 => {
            let odd = [
                "",
                " ",
                "NO_SUCH_VALUE",
                "externalKey:",
                "externalKey:NOBODY",
                "me",
                "-1",
                "ja-JP",
                "2031-02-30",
                "2031-13-01T00:00:00Z",
                "nobody@nowhere.example",
                "a@b@c",
                "%",
                "/",
                "..",
                "<script>alert(1)</script>",
                "'; DROP TABLE users; --",
            ];
            *at(&mut body, &way) = Value::from(*dice.pick(&odd));
            "odd text"
        }
        5 => {
            let controls = [
                "\u{0}",
                "a\u{7}b",
                "a\nb",
                "\u{202e}abc",
                "\u{feff}",
                "a\u{200b}",
                "\u{fffe}",
                "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f466}",
                "e\u{301}",
                "\\",
                "\"",
                "a/b:c*d?e",
            ];
            *at(&mut body, &way) = Value::from(*dice.pick(&controls));
            "control characters"
        }
        6 => {
            let numbers = [
                json!(-1),
                json!(0),
                json!(2_147_483_648_i64),
                json!(i64::MIN),
                json!(u64::MAX),
                json!(1.5),
                json!(1e300),
                json!(-0.0),
            ];
            *at(&mut body, &way) = dice.pick(&numbers).clone();
            "number"
        }
        7 => {
            let copies = 2 + dice.below(300);
            *at(&mut body, &way) = Value::Array(vec![old; copies]);
            "many"
        }
        8 => {
            let mut deep = json!("x");
            for _ in 0..*dice.pick(&[3, 60, 120]) {
                deep = if dice.below(2) == 0 {
                    json!([deep])
                } else {
                    json!({"a": deep})
                };
            }
            *at(&mut body, &way) = deep;
            "deep"
        }
        9 => {
            // A property that nobody knows, or one that another object has.
            let strange = [
                "unknown",
                "__proto__",
                "id",
                "userId",
                "domainId",
                "",
                "orgUnits",
                "\u{0}",
            ];
            let place = at(&mut body, above);
            match place {
                Value::Object(map) => {
                    map.insert((*dice.pick(&strange)).to_owned(), json!(1));
                }
                other => *other = json!({"unknown": other.clone()}),
            }
            "strange property"
        }
        10 => {
            // Twice in the same object: not what a JSON value can hold.
            if let (Value::Object(map), Step::Key(key)) = (at(&mut body, above), last) {
                map.insert(HOLE.to_owned(), json!(0));
                let twice = format!("{}:{old}", json!(key));
                sent.body = hole(&body, &format!("\"{HOLE}\":0"), twice.as_bytes());
                sent.mutation = format!("twice at {way:?}");
                return;
            }
            *at(&mut body, &way) = json!([[], {}, null]);
            "odd list"
        }
        11 | 12 => {
            // Tokens that no JSON value has.
            let tokens: [&[u8]; 16] = [
                b"NaN",
                b"-Infinity",
                b"1e400",
                b"01",
                b"+1",
                b"0x10",
                b"1.",
                b"'x'",
                b"undefined",
                b"\"\\ud800\"",
                b"\"\\udc00\\ud800\"",
                b"\"\xff\xfe\"",
                b"\"\xc0\x80\"",
                b"\"a\nb\"",
                b"123456789012345678901234567890",
                b"",
            ];
            *at(&mut body, &way) = Value::from(HOLE);
            sent.body = hole(&body, &format!("\"{HOLE}\""), dice.pick::<&[u8]>(&tokens));
            sent.mutation = format!("odd token at {way:?}");
            return;
        }
        _ => {
            let name = match last {
                Step::Key(key) => key.to_uppercase(),
                Step::Index(_) => "0".to_owned(),
            };
            let place = at(&mut body, above);
            match place {
                Value::Object(map) => {
                    let renamed: Map<String, Value> = map
                        .iter()
                        .map(|(key, value)| match last {
                            Step::Key(last) if last == key => (name.clone(), value.clone()),
                            _ => (key.clone(), value.clone()),
                        })
                        .collect();
                    *map = renamed;
                }
                other => *other = json!({"0": old}),
            }
            "misspelt"
        }
    };
    sent.body = body.to_string().into_bytes();
    sent.mutation = format!("{name} at {way:?}");
}

fn hole(body: &Value, what: &str, bytes: &[u8]) -> Vec<u8> {
    let text = body.to_string();
    let (before, after) = text.split_once(what).expect("the hole is in it");
    [before.as_bytes(), bytes, after.as_bytes()].concat()
}

fn other_type(old: &Value, dice: &mut Dice) -> Value {
    let others = [
        json!("text"),
        json!(7),
        json!(true),
        json!([]),
        json!({}),
        json!(["a"]),
        json!({"id": "a"}),
    ];
    loop {
        let other = dice.pick(&others);
        if std::mem::discriminant(other) != std::mem::discriminant(old) {
            return other.clone();
        }
    }
}

fn in_query(sent: &mut Sent, path: &str, query: &str, dice: &mut Dice) {
    let mut pairs: Vec<String> = query.split('&').map(str::to_owned).collect();
    let which = dice.below(pairs.len());
    let name = pairs[which]
        .split('=')
        .next()
        .unwrap_or_default()
        .to_owned();
    let odd = [
        "",
        "0",
        "-1",
        "101",
        "1e3",
        "2147483648",
        "99999999999999999999",
        "x",
        "NULL",
        "true",
        "%00",
        "%F0%9F%98%80",
        "1,2",
        "1%20",
        "ASC",
        "externalKey%3AX",
        "9",
    ];
    match dice.below(6) {
        0 => pairs.push(pairs[which].clone()),
        1 => pairs.push(format!(
            "cursor={}",
            dice.pick(&["x", "AAAA", "%3D%3D", "YQ==", "a+b/c", "%00"])
        )),
        2 => pairs[which] = name,
        3 => {
            pairs[which] = format!(
                "{name}={}",
                dice.pick(&["%", "%zz", "%ff", "%c0%80", "%e3%81"])
            )
        }
        _ => pairs[which] = format!("{name}={}", dice.pick(&odd)),
    }
    sent.target = format!("{path}?{}", pairs.join("&"));
    sent.mutation = "query".to_owned();
}

/// What has neither body nor query gets one.
fn with_more(sent: &mut Sent, path: &str, dice: &mut Dice) {
    match dice.below(3) {
        0 => {
            let queries = [
                "domainId=9",
                "domainId=x",
                "count=0",
                "cursor=x",
                "domainId=2",
                "a=b",
                "=",
                "&&",
            ];
            sent.target = format!("{path}?{}", dice.pick(&queries));
        }
        1 => {
            sent.body = dice
                .pick(&["{}", "null", "[]", "{\"a\":1}", "x", "\"\""])
                .as_bytes()
                .to_vec()
        }
        _ => {
            sent.target = format!("{path}?count={}", dice.below(300));
        }
    }
    sent.mutation = "more than asked".to_owned();
}

fn in_path(sent: &mut Sent, path: &str, query: Option<&str>, dice: &mut Dice) {
    let mut segments: Vec<String> = path.split('/').skip(1).map(str::to_owned).collect();
    // What is no literal of a path; where there is none, the last one.
    let named: Vec<usize> = segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.contains([':', '%', '@', '_']) || segment.len() == 36)
        .map(|(n, _)| n)
        .collect();
    let which = if named.is_empty() {
        segments.len() - 1
    } else {
        *dice.pick(&named)
    };
    let odd = [
        "nobody",
        "externalKey:",
        "externalKey:NOBODY",
        "externalKey%3A%00",
        "me",
        "0",
        "-1",
        "00000000-0000-4000-8000-000000000000",
        "nobody@acme.example",
        "%E6%97%A5%E6%9C%AC",
        "%2F",
        "%2e%2e",
        "externalKey:%F0%9F%98%80",
        "E1",
        "externalKey:e1",
        "%20",
        "%ff",
        "%",
        "a%zzb",
    ];
    segments[which] = (*dice.pick(&odd)).to_owned();
    let path = format!("/{}", segments.join("/"));
    sent.target = query.map_or(path.clone(), |query| format!("{path}?{query}"));
    sent.mutation = format!("path segment {which}");
}
