//! The org chart: divisions of very different size, six levels deep at most, named as
//! companies name them.

use super::company::{Company, Org};
use super::dice::Dice;

/// No org is deeper.
const DEEPEST: usize = 6;

/// What a division does, and so how it is divided.
#[derive(Clone, Copy, Debug)]
enum Trade {
    Staff,
    Sales,
    Plant,
    Lab,
    Business,
}

use Trade::{Business, Lab, Plant, Sales, Staff};

/// Name, English name, what it ends in, and what it does.
const DIVISIONS: [(&str, &str, &str, Trade); 36] = [
    ("東日本営業", "East Japan Sales", "本部", Sales),
    ("生産", "Production", "本部", Plant),
    ("経営企画", "Corporate Planning", "本部", Staff),
    ("研究開発", "Research and Development", "本部", Lab),
    ("産業システム事業", "Industrial Systems", "本部", Business),
    ("西日本営業", "West Japan Sales", "本部", Sales),
    ("管理", "Administration", "本部", Staff),
    ("医療機器事業", "Medical Devices", "本部", Business),
    ("品質保証", "Quality Assurance", "本部", Lab),
    ("海外事業", "Overseas Business", "本部", Sales),
    ("物流", "Logistics", "本部", Plant),
    ("自動車機器事業", "Automotive Equipment", "本部", Business),
    ("人事総務", "Human Resources", "本部", Staff),
    ("デジタル推進", "Digital Transformation", "本部", Lab),
    ("経理財務", "Accounting and Finance", "本部", Staff),
    ("電子デバイス事業", "Electronic Devices", "本部", Business),
    ("カスタマーサービス", "Customer Service", "本部", Sales),
    ("購買", "Procurement", "本部", Staff),
    ("エネルギー事業", "Energy", "本部", Business),
    ("情報システム", "Information Systems", "本部", Lab),
    ("生産技術", "Production Engineering", "本部", Lab),
    ("法人営業", "Corporate Sales", "本部", Sales),
    ("住宅設備事業", "Housing Equipment", "本部", Business),
    ("半導体事業", "Semiconductors", "本部", Business),
    ("知的財産", "Intellectual Property", "本部", Staff),
    ("化学品事業", "Chemicals", "本部", Business),
    (
        "公共ソリューション事業",
        "Public Solutions",
        "本部",
        Business,
    ),
    ("食品事業", "Foods", "本部", Business),
    (
        "金融ソリューション事業",
        "Financial Solutions",
        "本部",
        Business,
    ),
    ("鉄道システム事業", "Railway Systems", "本部", Business),
    ("航空宇宙事業", "Aerospace", "本部", Business),
    (
        "環境ソリューション事業",
        "Environmental Solutions",
        "本部",
        Business,
    ),
    ("新規事業開発", "New Business Development", "本部", Lab),
    ("広報宣伝", "Communications", "本部", Staff),
    ("内部監査", "Internal Audit", "室", Staff),
    ("社長", "President's Office", "室", Staff),
];

pub const CITIES: [(&str, &str); 30] = [
    ("東京", "Tokyo"),
    ("大阪", "Osaka"),
    ("名古屋", "Nagoya"),
    ("福岡", "Fukuoka"),
    ("札幌", "Sapporo"),
    ("横浜", "Yokohama"),
    ("仙台", "Sendai"),
    ("広島", "Hiroshima"),
    ("京都", "Kyoto"),
    ("神戸", "Kobe"),
    ("さいたま", "Saitama"),
    ("千葉", "Chiba"),
    ("新潟", "Niigata"),
    ("静岡", "Shizuoka"),
    ("浜松", "Hamamatsu"),
    ("金沢", "Kanazawa"),
    ("岡山", "Okayama"),
    ("高松", "Takamatsu"),
    ("松山", "Matsuyama"),
    ("熊本", "Kumamoto"),
    ("鹿児島", "Kagoshima"),
    ("那覇", "Naha"),
    ("盛岡", "Morioka"),
    ("秋田", "Akita"),
    ("宇都宮", "Utsunomiya"),
    ("長野", "Nagano"),
    ("富山", "Toyama"),
    ("岐阜", "Gifu"),
    ("姫路", "Himeji"),
    ("北九州", "Kitakyushu"),
];

const OFFICES: [(&str, &str); 8] = [
    ("企画", "Planning"),
    ("管理", "Administration"),
    ("推進", "Promotion"),
    ("業務", "Operations"),
    ("総務", "General Affairs"),
    ("人事", "Personnel"),
    ("経理", "Accounting"),
    ("法務", "Legal"),
];
const BUSINESS: [(&str, &str); 12] = [
    ("企画", "Planning"),
    ("営業", "Sales"),
    ("製造", "Manufacturing"),
    ("開発", "Development"),
    ("管理", "Administration"),
    ("品質保証", "Quality Assurance"),
    ("調達", "Purchasing"),
    ("海外営業", "Overseas Sales"),
    ("サービス", "Service"),
    ("生産管理", "Production Control"),
    ("設計", "Design"),
    ("マーケティング", "Marketing"),
];
const LABS: [(&str, &str); 10] = [
    ("企画", "Planning"),
    ("基盤技術", "Core Technology"),
    ("材料", "Materials"),
    ("管理", "Administration"),
    ("応用開発", "Applied Development"),
    ("評価", "Evaluation"),
    ("データ", "Data"),
    ("試作", "Prototyping"),
    ("標準化", "Standards"),
    ("AI開発", "AI"),
];
const SECTIONS: [(&str, &str); 6] = [
    ("企画", "Planning"),
    ("業務", "Operations"),
    ("管理", "Administration"),
    ("推進", "Promotion"),
    ("開拓", "Prospecting"),
    ("支援", "Support"),
];

/// Fills an empty company with so many orgs.
pub fn grow(company: &mut Company, orgs: usize, dice: &mut Dice) {
    // 8 of 100, 19 of 1,000, 36 of 10,000.
    let tops = (1..DIVISIONS.len())
        .find(|tops| tops.pow(5) * 100 >= orgs.pow(2) * 300)
        .unwrap_or(DIVISIONS.len())
        .min(orgs);
    let sizes = dice.zipf(orgs, tops, 1.5);
    for (division, size) in DIVISIONS.iter().zip(sizes) {
        let (stem, english, ends, trade) = *division;
        let top = company.add_org(Org {
            name: format!("{stem}{ends}"),
            english: format!("{english} Division"),
            stem: (stem.to_owned(), english.to_owned()),
            depth: 1,
            parent: None,
            children: Vec::new(),
        });
        split(company, top, size - 1, trade, dice);
    }
}

/// Puts so many orgs below one.
fn split(company: &mut Company, org: usize, below: usize, trade: Trade, dice: &mut Dice) {
    let depth = company.org(org).depth;
    if below == 0 {
        return;
    }
    let left = u32::try_from(DEEPEST - depth).expect("small");
    // At least so many that what is left fits above the deepest level.
    let least = (1..=below).find(|n| n.pow(left) >= below).unwrap_or(below);
    let many = match left {
        1 => below,
        _ => (least + dice.roll(4)).clamp(1, below),
    };
    let sizes = dice.zipf(below, many, 1.5);
    for (nth, size) in sizes.into_iter().enumerate() {
        let child = company.add_org(child(company.org(org), org, nth, trade));
        split(company, child, size - 1, trade, dice);
    }
}

/// The n-th org below another.
pub fn nth_child(company: &Company, parent: usize, nth: usize) -> Org {
    child(company.org(parent), parent, nth, Business)
}

fn child(parent: &Org, number: usize, nth: usize, trade: Trade) -> Org {
    let (stem, english) = &parent.stem;
    let one = nth + 1;
    let (words, ends, abroad): (&[(&str, &str)], &str, &str) = match (parent.depth, trade) {
        (1, Staff) => (&OFFICES, "部", "Department"),
        (1, Sales) => (&CITIES, "支店", "Branch"),
        (1, Plant) => (&CITIES, "工場", "Plant"),
        (1, Lab) => (&LABS, "部", "Department"),
        (1, Business) => (&BUSINESS, "部", "Department"),
        (2, _) => (&SECTIONS, "課", "Section"),
        (3, _) => (&[], "係", "Subsection"),
        (4, _) => (&[], "チーム", "Team"),
        _ => (&[], "班", "Squad"),
    };
    let (word, abroad_word) = match (words.get(nth), parent.depth) {
        // The first few have a task of their own, the others a number.
        (Some((word, abroad)), 1) => ((*word).to_owned(), (*abroad).to_owned()),
        (Some((word, abroad)), _) if nth < 2 && !stem.ends_with(word) => {
            (format!("{stem}{word}"), format!("{english} {abroad}"))
        }
        (_, 1 | 2) => (format!("{stem}第{one}"), format!("{english} {one}")),
        _ => (format!("第{one}"), format!("{abroad} {one}")),
    };
    let name = match parent.depth {
        // 営業部 of a business is its own: 医療機器事業営業部.
        1 if matches!(trade, Business | Lab) && words.len() > nth => format!("{stem}{word}{ends}"),
        _ => format!("{word}{ends}"),
    };
    Org {
        name,
        english: match parent.depth {
            1 | 2 => format!("{abroad_word} {abroad}"),
            _ => abroad_word.clone(),
        },
        stem: (word, abroad_word),
        depth: parent.depth + 1,
        parent: Some(number),
        children: Vec::new(),
    }
}
