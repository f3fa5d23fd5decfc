use crate::directory::{DomainId, Field, Id, Key, Kind, LiveRank, Rank, RankKind};

use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::text::{Chars, Text};
use crate::world::{Mark, Refusal, names, reasons};

use super::{domain_of_path, encode, section};

/// The most in a domain (facts 5.5, 11 #65).
const MOST: usize = 200;

/// What a body gives.
struct Given {
    key: Field<Option<Key>>,
    order: Field<i64>,
    props: Rank,
}

/// `POST /directory/levels` and its like.
pub fn create(state: &mut State, call: &Call<'_>, kind: RankKind) -> Result<Reply, Refusal> {
    let body = Body::of(call, section(kind))?;
    let domain = state.known_domain("domainId", body.required_domain("domainId")?)?;
    state.feature_on(kind, domain)?;
    let given = complete(&body, kind, read(state, &body, kind, domain, None)?)?;
    room_for_one(state, kind, domain)?;
    let rank = LiveRank {
        kind,
        id: state.new_id(),
        key: given.key.into_known().flatten(),
        domain,
        display_order: given.order.or(1),
        props: given.props,
    };
    state.put_rank(rank.clone());
    Ok(Reply::created(encode::rank(&rank)))
}

/// `PUT`: what is left out becomes its default (facts 1.2).
pub fn replace(
    state: &mut State,
    call: &Call<'_>,
    kind: RankKind,
    rank: &str,
) -> Result<Reply, Refusal> {
    let body = Body::of(call, section(kind))?;
    let old = addressed(state, call, &body, kind, rank)?;
    let given = complete(
        &body,
        kind,
        read(state, &body, kind, old.domain, Some(&old.id))?,
    )?;
    let given = Given {
        key: given.key.or_default(),
        ..given
    };
    finish(state, &old, given)
}

/// `PATCH`: only what stands in the body is replaced (facts 1.2).
pub fn patch(
    state: &mut State,
    call: &Call<'_>,
    kind: RankKind,
    rank: &str,
) -> Result<Reply, Refusal> {
    let body = Body::of(call, section(kind))?;
    let old = addressed(state, call, &body, kind, rank)?;
    let given = read(state, &body, kind, old.domain, Some(&old.id))?;
    finish(state, &old, given)
}

/// The rank of a path. A key of a level or position is looked up in the domain that the
/// body names, else in the authorised one (facts 4.1). On user types `domainId` cannot be
/// passed (facts 5.6) and counts as unknown.
fn addressed(
    state: &State,
    call: &Call<'_>,
    body: &Body<'_>,
    kind: RankKind,
    rank: &str,
) -> Result<LiveRank, Refusal> {
    let named = if kind == RankKind::UserType {
        Field::Absent
    } else {
        body.domain("domainId")?
    };
    let domain = match named {
        Field::Known(domain) => domain,
        Field::Absent => domain_of_path(state, call, kind)?,
    };
    let rank = LiveRank::clone(&*state.rank(kind, domain, rank)?);
    if let Field::Known(domain) = named {
        state.same_domain(rank.domain, domain)?;
    }
    Ok(rank)
}

fn finish(state: &mut State, old: &LiveRank, given: Given) -> Result<Reply, Refusal> {
    let mut new = old.clone();
    if let Field::Known(key) = given.key {
        new.key = key;
    }
    new.display_order = given.order.or(new.display_order);
    let Rank {
        name,
        names,
        executive,
        code,
    } = given.props;
    name.overlay(&mut new.props.name);
    names.overlay(&mut new.props.names);
    executive.overlay(&mut new.props.executive);
    code.overlay(&mut new.props.code);
    state.put_rank(new.clone());
    Ok(Reply::ok(encode::rank(&new)))
}

fn read(
    state: &State,
    body: &Body<'_>,
    kind: RankKind,
    domain: DomainId,
    me: Option<&Id>,
) -> Result<Given, Refusal> {
    let prefix = kind.prefix();
    let key = body.key(&format!("{prefix}ExternalKey"))?;
    if let Some(key) = key.value() {
        state.key_free(409, kind.into(), domain, key, me)?;
    }
    let name = body.text(&name_of(kind), Text::NAME)?;
    if let Field::Known(name) = name
        && let Some(holder) = state.index.name_holder(kind.into(), domain, name, me)
    {
        return Err(
            Refusal::new(409, reasons::DUPLICATE_NAME, section(kind), Mark::D)
                .with("kind", Kind::from(kind))
                .with("name", name)
                .with("holder", holder),
        );
    }
    Ok(Given {
        key,
        order: body.integer("displayOrder")?,
        props: Rank {
            name: name.map(str::to_owned),
            names: names::read(body)?,
            executive: match kind {
                RankKind::Level => body.flag("executive")?,
                RankKind::Position | RankKind::UserType => Field::Absent,
            },
            code: match kind {
                RankKind::UserType => code(body)?,
                RankKind::Level | RankKind::Position => Field::Absent,
            },
        },
    })
}

/// `userTypeCode`: letters, digits and `_`, a letter first (facts 5.6).
fn code(body: &Body<'_>) -> Result<Field<Option<String>>, Refusal> {
    let name = "userTypeCode";
    let rules = Text {
        min: 1,
        max: 50,
        chars: Chars::Any,
    };
    let code = body.nullable_text(name, rules)?;
    if let Field::Known(Some(text)) = code {
        let fits = text.starts_with(|c: char| c.is_ascii_alphabetic())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if !fits {
            return Err(body
                .refuse(reasons::BAD_CHARACTERS, Mark::D, name)
                .with("value", text));
        }
    }
    Ok(code.map(|code| code.map(str::to_owned)))
}

/// What create and PUT need: the order, the name, and on levels `executive`. The rest
/// has defaults.
fn complete(body: &Body<'_>, kind: RankKind, given: Given) -> Result<Given, Refusal> {
    let Given { key, order, props } = given;
    let Rank {
        name,
        names,
        executive,
        code,
    } = props;
    if order.is_absent() {
        return Err(body.lacks("displayOrder"));
    }
    if name.is_absent() {
        return Err(body.lacks(&name_of(kind)));
    }
    if kind == RankKind::Level && executive.is_absent() {
        return Err(body.lacks("executive"));
    }
    Ok(Given {
        key,
        order,
        props: Rank {
            name,
            names: names.or_default(),
            executive,
            code: match kind {
                RankKind::UserType => code.or_default(),
                RankKind::Level | RankKind::Position => Field::Absent,
            },
        },
    })
}

fn name_of(kind: RankKind) -> String {
    format!("{}Name", kind.prefix())
}

fn room_for_one(state: &State, kind: RankKind, domain: DomainId) -> Result<(), Refusal> {
    let (section, mark) = match kind {
        RankKind::Position => ("5.5", Mark::G),
        RankKind::Level | RankKind::UserType if state.assumptions.ranks_limited_to_200 => {
            ("11 #65", Mark::I)
        }
        RankKind::Level | RankKind::UserType => return Ok(()),
    };
    if state.index.count(kind.into(), domain) < MOST {
        return Ok(());
    }
    Err(Refusal::new(403, reasons::TOO_MANY_RANKS, section, mark)
        .with("kind", Kind::from(kind))
        .with("max", MOST))
}
