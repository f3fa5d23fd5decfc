//! Large tenants out of a seed: a configuration folder and the live snapshot it is planned
//! against. Written as text, so that nothing of the code under measurement makes its input.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

/// The key and mail domain of every tenant made here.
const DOMAIN: i32 = 20_000_123;
/// One in this many objects differs between the two sides: 2%.
const CHANGED: usize = 50;

/// How large a tenant is, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub members: usize,
    pub orgs: usize,
    pub groups: usize,
    pub seed: u64,
}

impl Size {
    /// A company of so many members: one org to twenty, three groups to a hundred.
    pub fn of(members: usize) -> Size {
        Size {
            members,
            orgs: members / 20,
            groups: members * 3 / 100,
            seed: 20_270_401,
        }
    }
}

/// Writes the configuration below a folder and the snapshot beside it; gives its path.
pub fn write(size: Size, folder: &Path) -> std::path::PathBuf {
    let tenant = Tenant::new(size);
    let config = folder.join("config");
    for below in ["", "members"] {
        fs::create_dir_all(config.join(below)).expect("a folder in a temporary one");
    }
    let put = |name: &str, text: String| fs::write(config.join(name), text).expect("a file in it");
    put("tenant.yaml", tenant.head());
    put("orgs.yaml", tenant.orgs_yaml());
    for (n, start) in (0..size.members).step_by(500).enumerate() {
        let end = (start + 500).min(size.members);
        put(
            &format!("members/{n:03}.yaml"),
            tenant.members_yaml(start..end),
        );
    }
    put("groups.yaml", tenant.groups_yaml());
    let snapshot = folder.join("live.json");
    let bytes = serde_json::to_vec(&tenant.snapshot()).expect("plain data");
    fs::write(&snapshot, bytes).expect("a file in it");
    snapshot
}

/// splitmix64: the same numbers for the same seed, everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below).expect("small")).expect("small")
    }
}

struct Person {
    last: (&'static str, &'static str, &'static str),
    first: (&'static str, &'static str, &'static str),
    org: usize,
    also: Option<usize>,
    leader: bool,
    level: usize,
    changed: bool,
}

struct Tenant {
    size: Size,
    people: Vec<Person>,
    /// Members of each group by number.
    groups: Vec<Vec<usize>>,
}

const LAST: [(&str, &str, &str); 12] = [
    ("森", "モリ", "Mori"),
    ("小川", "オガワ", "Ogawa"),
    ("村上", "ムラカミ", "Murakami"),
    ("近藤", "コンドウ", "Kondo"),
    ("石井", "イシイ", "Ishii"),
    ("坂本", "サカモト", "Sakamoto"),
    ("遠藤", "エンドウ", "Endo"),
    ("青木", "アオキ", "Aoki"),
    ("藤井", "フジイ", "Fujii"),
    ("西村", "ニシムラ", "Nishimura"),
    ("太田", "オオタ", "Ota"),
    ("三浦", "ミウラ", "Miura"),
];
const FIRST: [(&str, &str, &str); 12] = [
    ("誠", "マコト", "Makoto"),
    ("健一", "ケンイチ", "Kenichi"),
    ("大輔", "ダイスケ", "Daisuke"),
    ("翔太", "ショウタ", "Shota"),
    ("直樹", "ナオキ", "Naoki"),
    ("蓮", "レン", "Ren"),
    ("花子", "ハナコ", "Hanako"),
    ("美咲", "ミサキ", "Misaki"),
    ("陽子", "ヨウコ", "Yoko"),
    ("香織", "カオリ", "Kaori"),
    ("葵", "アオイ", "Aoi"),
    ("結衣", "ユイ", "Yui"),
];

impl Tenant {
    fn new(size: Size) -> Tenant {
        let mut dice = Dice(size.seed);
        let people = (0..size.members).map(|n| Person {
            last: LAST[dice.roll(LAST.len())],
            first: FIRST[dice.roll(FIRST.len())],
            org: n % size.orgs,
            also: (dice.roll(10) == 0)
                .then(|| dice.roll(size.orgs))
                .filter(|org| *org != n % size.orgs),
            leader: n < size.orgs,
            level: dice.roll(8),
            changed: n % CHANGED == CHANGED - 1,
        });
        let people = people.collect();
        let groups = (0..size.groups).map(|_| {
            let mut members: Vec<usize> = (0..10 + dice.roll(60))
                .map(|_| dice.roll(size.members))
                .collect();
            members.sort_unstable();
            members.dedup();
            members
        });
        let groups = groups.collect();
        Tenant {
            size,
            people,
            groups,
        }
    }

    fn head(&self) -> String {
        let mut out = format!(
            "tenant:\n  key: bench\n  plan: advanced\n  domains:\n    - {{key: bench, id: {DOMAIN}, \
             name: bench.example}}\npolicy:\n  owns: {{orgs: \"*\", members: \"E*\", groups: \"g-*\"}}\n\
             levels:\n"
        );
        for n in 0..8 {
            writeln!(out, "  - {{key: L{n}, name: 等級{n}, executive: false}}").expect("a string");
        }
        out
    }

    fn parent(&self, org: usize) -> Option<usize> {
        org.checked_sub(5).map(|n| n / 4)
    }

    fn org_name(&self, org: usize, live: bool) -> String {
        match live && org % CHANGED == CHANGED - 1 {
            true => format!("旧{org}課"),
            false => format!("第{org}課"),
        }
    }

    fn orgs_yaml(&self) -> String {
        let mut out = String::from("orgs:\n");
        for top in 0..5.min(self.size.orgs) {
            self.org_yaml(top, 1, &mut out);
        }
        out
    }

    fn org_yaml(&self, org: usize, depth: usize, out: &mut String) {
        let pad = "    ".repeat(depth);
        let name = self.org_name(org, false);
        write!(
            out,
            "{pad}- key: o{org}\n{pad}  name: {name}\n{pad}  names: {{en_US: Section {org}}}\n\
             {pad}  email: o{org}@bench.example\n"
        )
        .expect("a string");
        let children = (org * 4 + 5..org * 4 + 9).filter(|n| *n < self.size.orgs);
        for (n, child) in children.enumerate() {
            if n == 0 {
                writeln!(out, "{pad}  orgs:").expect("a string");
            }
            self.org_yaml(child, depth + 1, out);
        }
    }

    fn members_yaml(&self, range: std::ops::Range<usize>) -> String {
        let mut out = String::from("members:\n");
        for n in range {
            let person = &self.people[n];
            let (last, last_kana, last_en) = person.last;
            let (first, first_kana, first_en) = person.first;
            let (org, level) = (person.org, person.level);
            write!(
                out,
                "  - key: E{n:05}\n    email: e{n:05}@bench.example\n    name: {{last: {last}, \
                 first: {first}, phoneticLast: {last_kana}, phoneticFirst: {first_kana}}}\n    \
                 names: {{en_US: {{last: {last_en}, first: {first_en}}}}}\n    employeeNumber: \
                 \"{n:05}\"\n    hiredDate: 2020-04-01\n    location: 東京\n    level: L{level}\n    \
                 posts:\n      - {{org: o{org}, leader: {}}}\n",
                person.leader
            )
            .expect("a string");
            if let Some(also) = person.also {
                writeln!(out, "      - {{org: o{also}}}").expect("a string");
            }
        }
        out
    }

    fn groups_yaml(&self) -> String {
        let mut out = String::from("groups:\n");
        for (n, members) in self.groups.iter().enumerate() {
            let keys: Vec<String> = members.iter().map(|m| format!("E{m:05}")).collect();
            write!(
                out,
                "  - key: g-{n}\n    name: グループ{n}\n    masters: [{}]\n    members: [{}]\n    \
                 orgs: [o{}]\n    features: [message, note]\n",
                keys[0],
                keys.join(", "),
                n % self.size.orgs
            )
            .expect("a string");
        }
        out
    }

    /// The live side: the same, but for one object in fifty.
    fn snapshot(&self) -> Value {
        let on = json!({"levels": "on", "positions": "on", "userTypes": "on"});
        json!({
            "formatVersion": 1,
            "tenant": "bench",
            "readAt": "2027-04-01T00:00:00Z",
            "directory": {
                "domains": {DOMAIN.to_string(): on},
                "ranks": self.live_levels(),
                "orgs": self.live_orgs(),
                "members": self.live_members(),
                "groups": self.live_groups(),
            },
        })
    }

    fn live_levels(&self) -> Value {
        let levels = (0..8).map(|n| {
            let id = id('1', n);
            let level = json!({
                "kind": "level", "id": id, "key": format!("L{n}"), "domain": DOMAIN,
                "displayOrder": n,
                "props": {"name": format!("等級{n}"), "names": {}, "executive": false},
            });
            (id, level)
        });
        Value::Object(levels.collect())
    }

    fn live_orgs(&self) -> Value {
        let mut orgs = Map::new();
        for org in 0..self.size.orgs {
            let place = self.parent(org).map_or(org, |_| (org - 5) % 4);
            let parent = self
                .parent(org)
                .map(|parent| json!({"id": id('2', parent)}));
            let live = json!({
                "id": id('2', org), "key": format!("o{org}"), "domain": DOMAIN,
                "displayOrder": place + 1,
                "props": {
                    "parent": parent, "name": self.org_name(org, true),
                    "names": {"en_US": format!("Section {org}")},
                    "email": format!("o{org}@bench.example"), "description": null,
                    "visible": true, "aliasEmails": [], "canReceiveExternalMail": false,
                    "features": room(true), "useServiceNotification": false,
                    "allowedRecipients": [], "allowedSenders": [],
                },
            });
            orgs.insert(id('2', org), live);
        }
        Value::Object(orgs)
    }

    fn live_members(&self) -> Value {
        let mut members = Map::new();
        for (n, person) in self.people.iter().enumerate() {
            let (last, last_kana, last_en) = person.last;
            let (first, first_kana, first_en) = person.first;
            let level = match person.changed {
                true => (person.level + 1) % 8,
                false => person.level,
            };
            let mut posts = vec![post(person.org, true, person.leader)];
            posts.extend(person.also.map(|org| post(org, false, false)));
            let live = json!({
                "id": id('3', n), "key": format!("E{n:05}"), "domain": DOMAIN,
                "flags": {"administrator": false, "pending": false, "suspended": false,
                    "deleted": false, "awaiting": false, "onLeave": false},
                "props": {
                    "email": format!("e{n:05}@bench.example"),
                    "name": {"last": last, "first": first, "phoneticLast": last_kana,
                        "phoneticFirst": first_kana},
                    "names": {"en_US": {"last": last_en, "first": first_en}},
                    "nickName": null, "privateEmail": null, "aliasEmails": [], "userType": null,
                    "searchable": true, "level": {"id": id('1', level)}, "posts": posts,
                    "secondary": [], "telephone": null, "cellPhone": null,
                    "location": if person.changed { "大阪" } else { "東京" }, "task": null,
                    "messenger": null, "birthdayCalendarType": null, "birthday": null,
                    "locale": "ja_JP", "hiredDate": "2020-04-01", "timeZone": "Asia/Tokyo",
                    "custom": {}, "relations": [], "activationDate": null,
                    "employeeNumber": format!("{n:05}"), "leave": null,
                },
            });
            members.insert(id('3', n), live);
        }
        Value::Object(members)
    }

    fn live_groups(&self) -> Value {
        let mut groups = Map::new();
        for (n, members) in self.groups.iter().enumerate() {
            // Every fiftieth lacks its last member.
            let short = usize::from(n % CHANGED == CHANGED - 1);
            let list: Vec<Value> = (members[..members.len() - short].iter())
                .map(|member| json!({"id": id('3', *member)}))
                .collect();
            let mut features = room(false);
            features["mail"] = json!(false);
            let live = json!({
                "id": id('4', n), "key": format!("g-{n}"), "domain": DOMAIN,
                "props": {
                    "name": format!("グループ{n}"), "description": null, "visible": true,
                    "useServiceNotification": false, "serviceManageable": true,
                    "masters": [{"id": id('3', members[0])}], "members": list,
                    "orgs": [{"id": id('2', n % self.size.orgs)}], "groups": [],
                    "features": features, "email": null, "aliasEmails": [],
                    "canReceiveExternalMail": false, "toExternalEmails": [],
                    "allowedRecipients": [], "allowedSenders": [],
                },
            });
            groups.insert(id('4', n), live);
        }
        Value::Object(groups)
    }
}

/// A resource id: a kind's digit and a number.
fn id(kind: char, n: usize) -> String {
    format!("{kind}0000000-0000-4000-8000-{n:012}")
}

fn post(org: usize, primary: bool, leader: bool) -> Value {
    json!({
        "org": {"id": id('2', org)}, "primary": primary, "position": null, "leader": leader,
        "visible": true, "teamFeature": true,
    })
}

/// Everything on, or message and note alone.
fn room(all: bool) -> Value {
    json!({"message": true, "note": true, "calendar": all, "task": all, "folder": all})
}
