use super::layout::PADDING;
use super::*;
use crate::check::tests::{ACME, member, org, post, renumber, sample};
use crate::directory::{Desired, Directory, Field, Id, LiveOrg, Org, PersonName, Ref};
use crate::report::words::Language::{En, Ja};

fn named(d: &mut Desired, at: usize, last: &str, first: &str) {
    d.members[at].props.name = Field::Known(PersonName {
        last: Field::Known(Some(last.into())),
        first: Field::Known(Some(first.into())),
        ..PersonName::default()
    });
}

/// Two domains; an org with two posts of one person below it; a hostile name.
fn company() -> Desired {
    let mut d = sample();
    named(&mut d, 0, "森", "花子");
    named(&mut d, 1, "佐藤", "太郎");
    named(&mut d, 2, "O'Neil\u{202e}", "<b>&");
    if let Some(posts) = d.members[2].props.posts.known_mut() {
        posts.push(post("sales"));
    }
    d.orgs[4].props.visible = Field::Known(false);
    d.orgs[3].props.name = Field::Known("研究開発".repeat(20));
    renumber(&mut d);
    d
}

fn all(people: bool) -> View {
    View {
        people,
        ..View::default()
    }
}

fn shown(d: &Desired, view: &View) -> Chart {
    declared(d).view(view).expect("the view is of something")
}

#[test]
fn in_a_terminal() {
    let d = company();
    let english = text(&shown(&d, &all(true)), false, En);
    let japanese = text(&shown(&d, &all(false)), true, Ja);
    insta::assert_snapshot!(format!("{english}\n{japanese}"));
}

#[test]
fn somebody_with_two_posts_is_counted_once_above_them() {
    let chart = declared(&company());
    let unit = |key: &str| {
        let found = chart.units.iter().find(|unit| unit.key == key);
        let unit = found.expect("an org of the sample");
        (unit.members, unit.total)
    };
    // E2 is in sales and E3 in sales and sales-1; E1 alone in hq.
    assert_eq!(unit("sales"), (2, 2));
    assert_eq!(unit("sales-1"), (1, 1));
    assert_eq!(unit("hq"), (1, 3));
    assert_eq!(unit("dev"), (0, 0));
}

#[test]
fn a_part_of_it() {
    let d = company();
    let of = |org: Option<&str>, depth: Option<usize>| {
        let view = View {
            org: org.map(str::to_owned),
            depth,
            people: false,
        };
        let chart = declared(&d).view(&view)?;
        let units = chart.units.into_iter();
        Some(units.map(|u| (u.key, u.depth, u.cut)).collect::<Vec<_>>())
    };
    let unit = |key: &str, depth, cut| (key.to_owned(), depth, cut);
    assert_eq!(
        of(Some("sales"), None),
        Some(vec![unit("sales", 0, 0), unit("sales-1", 1, 0)])
    );
    assert_eq!(of(Some("sales"), Some(1)), Some(vec![unit("sales", 0, 1)]));
    assert_eq!(
        of(None, Some(1)),
        Some(vec![
            unit("acme", 0, 0),
            unit("hq", 1, 3),
            unit("sub", 0, 0),
            unit("sub-hq", 1, 0)
        ])
    );
    assert_eq!(of(Some("nothing"), None), None);
}

#[test]
fn as_a_picture() {
    let chart = shown(&company(), &all(true));
    let picture = svg(&chart, &layout(&chart, Ja), Ja);
    insta::assert_snapshot!(picture);
    assert_eq!(picture, svg(&chart, &layout(&chart, Ja), Ja));
}

#[test]
fn nothing_in_a_picture_is_markup_of_others() {
    let chart = shown(&company(), &all(true));
    let picture = svg(&chart, &layout(&chart, En), En);
    assert!(!picture.contains("<b>"), "{picture}");
    assert!(!picture.contains('\u{202e}'), "{picture}");
    assert!(picture.contains("&lt;b&gt;&amp;"), "{picture}");
    assert!(!picture.contains("http://") || picture.matches("http").count() == 1);
    for tag in ["g", "text", "svg", "style"] {
        let opened = picture.matches(&format!("<{tag}>")).count()
            + picture.matches(&format!("<{tag} ")).count();
        assert_eq!(
            opened,
            picture.matches(&format!("</{tag}>")).count(),
            "{tag}"
        );
    }
}

/// Boxes of one column stand one below the other, columns side by side, all of it within
/// the picture, and every text within its box.
fn is_sound(chart: &Chart, layout: &Layout) {
    assert_eq!(layout.boxes.len(), chart.units.len());
    let mut columns: std::collections::BTreeMap<usize, Vec<&Placed>> = Default::default();
    for placed in &layout.boxes {
        let depth = chart.units[placed.unit].depth;
        columns.entry(depth).or_default().push(placed);
        assert!(placed.x + placed.width <= layout.width);
        assert!(placed.y + placed.height <= layout.height);
        for line in &placed.lines {
            assert!(line.width() <= placed.width - 2 * PADDING, "{line:?}");
        }
    }
    let mut right = 0;
    for column in columns.values_mut() {
        column.sort_by_key(|placed| placed.y);
        for pair in column.windows(2) {
            assert!(pair[0].y + pair[0].height < pair[1].y, "{pair:?}");
        }
        assert!(column.iter().all(|placed| placed.x > right));
        right = column.iter().map(|it| it.x + it.width).max().unwrap_or(0);
    }
    for edge in &layout.edges {
        assert!(edge.from.0 < edge.bend && edge.bend < edge.to.0, "{edge:?}");
    }
}

/// The number of the org above one.
type Above = fn(usize) -> Option<usize>;

/// So many orgs, each below `above` of it, and a member each.
fn grown(many: usize, above: Above) -> Desired {
    let mut d = sample();
    (d.ranks, d.orgs, d.members, d.groups) = Default::default();
    d.tenant.domains.truncate(1);
    for n in 0..many {
        let parent = above(n).map(|at| format!("o{at}"));
        let name = format!("{}第{n}課W", "営業".repeat(n % 17));
        d.orgs
            .push(org(ACME, &format!("o{n}"), &name, parent.as_deref()));
        d.members
            .push(member(ACME, &format!("m{n}"), &format!("o{n}")));
    }
    renumber(&mut d);
    d
}

#[test]
fn boxes_never_overlap_and_texts_fit() {
    let small = shown(&company(), &all(true));
    is_sound(&small, &layout(&small, Ja));
    let shapes: [(&str, Above); 4] = [
        ("side by side", |_| None),
        ("one below the other", |n| n.checked_sub(1)),
        ("two below each", |n| n.checked_sub(1).map(|n| n / 2)),
        ("a hundred below each", |n| {
            n.checked_sub(1).map(|n| n / 100)
        }),
    ];
    for (shape, above) in shapes {
        for (many, people) in [(1, true), (300, true), (10_000, false)] {
            let chart = shown(&grown(many, above), &all(people));
            assert_eq!(chart.orgs(), many, "{shape}");
            is_sound(&chart, &layout(&chart, En));
        }
    }
}

#[test]
fn twice_the_orgs_are_twice_the_picture() {
    let drawn = |many| {
        let chart = shown(
            &grown(many, |n| n.checked_sub(1).map(|n| n / 8)),
            &all(true),
        );
        svg(&chart, &layout(&chart, Ja), Ja).len()
    };
    let (few, many) = (drawn(5_000), drawn(10_000));
    assert!(many < few * 9 / 4, "{few} {many}");
}

#[test]
fn orgs_that_go_round_in_a_circle_are_shown_once() {
    let d = sample();
    let mut directory = Directory::default();
    for n in 0..6_u32 {
        let id = Id::from(format!("o{n}"));
        let above = Id::from(format!("o{}", (n + 1) % 6));
        let org = LiveOrg {
            id: id.clone(),
            key: None,
            domain: ACME,
            display_order: 1,
            props: Org {
                parent: Field::Known(Some(Ref::Id(above))),
                ..Org::default()
            },
        };
        directory.orgs.insert(id, std::sync::Arc::new(org));
    }
    let chart = live(&d.tenant, &directory).view(&all(true)).expect("all");
    assert_eq!(chart.orgs(), 6);
    is_sound(&chart, &layout(&chart, En));
}
