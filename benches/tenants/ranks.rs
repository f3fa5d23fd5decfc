//! Levels, positions and user types of a company.

/// Names of levels, the highest first; how many are executives.
pub const LEVELS: [(&str, &str); 12] = [
    ("役員", "Officer"),
    ("執行役員", "Executive Officer"),
    ("理事", "Director"),
    ("部長級", "General Manager Class"),
    ("次長級", "Deputy General Manager Class"),
    ("課長級", "Manager Class"),
    ("係長級", "Assistant Manager Class"),
    ("主任級", "Senior Staff Class"),
    ("一般1級", "Staff Class 1"),
    ("一般2級", "Staff Class 2"),
    ("一般3級", "Staff Class 3"),
    ("嘱託", "Part-time Adviser"),
];
pub const EXECUTIVES: usize = 3;
/// The level of those who come from school.
pub const JOINER_LEVEL: usize = 10;

pub const POSITIONS: [(&str, &str); 18] = [
    ("本部長", "Division Head"),
    ("副本部長", "Deputy Division Head"),
    ("部長", "Department Head"),
    ("支店長", "Branch Manager"),
    ("工場長", "Plant Manager"),
    ("室長", "Office Head"),
    ("担当部長", "Senior Manager"),
    ("次長", "Deputy Department Head"),
    ("課長", "Section Chief"),
    ("担当課長", "Manager"),
    ("課長補佐", "Deputy Section Chief"),
    ("係長", "Subsection Chief"),
    ("チームリーダー", "Team Leader"),
    ("班長", "Squad Leader"),
    ("主任", "Senior Staff"),
    ("主任技師", "Senior Engineer"),
    ("技師", "Engineer"),
    ("顧問", "Adviser"),
];
pub const DEPUTY_HEAD: usize = 1;
pub const SENIOR_MANAGER: usize = 6;
pub const MANAGER: usize = 9;
/// What those who lead nothing may be called.
pub const STAFF_POSITIONS: [usize; 5] = [10, 14, 14, 15, 16];

pub const USER_TYPES: [(&str, &str, &str); 6] = [
    ("正社員", "Regular", "FULLTIME"),
    ("契約社員", "Contract", "CONTRACT"),
    ("派遣社員", "Dispatched", "DISPATCHED"),
    ("パート社員", "Part-time", "PARTTIME"),
    ("出向社員", "Seconded", "SECONDED"),
    ("役員", "Officer", "OFFICER"),
];
pub const REGULAR: usize = 0;
pub const CONTRACT: usize = 1;
pub const OFFICER: usize = 5;

/// What the leader of an org of this name and depth is called.
pub fn head_of(name: &str, depth: usize) -> usize {
    let called = [
        ("支店", 3),
        ("工場", 4),
        ("室", 5),
        ("部", 2),
        ("課", 8),
        ("係", 11),
    ];
    let ends = called.iter().find(|(end, _)| name.ends_with(end));
    match (depth, ends) {
        (1, _) => 0,
        (_, Some((_, position))) => *position,
        (4 | 5, None) => 12,
        (_, None) => 13,
    }
}

/// The level of a leader by the depth of what is led.
pub fn level_of_head(depth: usize) -> usize {
    [1, 1, 3, 5, 6, 7, 8].get(depth).copied().unwrap_or(8)
}
