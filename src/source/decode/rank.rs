use super::context::{Context, Head};
use super::value::{optional_text, text, texts};
use crate::directory::{DeclaredRank, Field, Kind, Origin, Rank, RankKind};
use crate::source::config::{Level, Position, UserType};

/// A level.
pub fn level(level: Level, origin: Origin, context: &mut Context<'_>) -> DeclaredRank {
    let Level {
        key,
        previously,
        id,
        domain,
        name,
        names,
        executive,
    } = level;
    let head = Head {
        key,
        previously,
        id,
        domain,
    };
    declared(
        RankKind::Level,
        head,
        origin,
        context,
        Rank {
            name: text(name),
            names: texts(names),
            executive,
            code: Field::Absent,
        },
    )
}

/// A position.
pub fn position(position: Position, origin: Origin, context: &mut Context<'_>) -> DeclaredRank {
    let Position {
        key,
        previously,
        id,
        domain,
        name,
        names,
    } = position;
    let head = Head {
        key,
        previously,
        id,
        domain,
    };
    declared(
        RankKind::Position,
        head,
        origin,
        context,
        Rank {
            name: text(name),
            names: texts(names),
            executive: Field::Absent,
            code: Field::Absent,
        },
    )
}

/// A user type.
pub fn user_type(user_type: UserType, origin: Origin, context: &mut Context<'_>) -> DeclaredRank {
    let UserType {
        key,
        previously,
        id,
        domain,
        name,
        names,
        code,
    } = user_type;
    let head = Head {
        key,
        previously,
        id,
        domain,
    };
    declared(
        RankKind::UserType,
        head,
        origin,
        context,
        Rank {
            name: text(name),
            names: texts(names),
            executive: Field::Absent,
            code: optional_text(code),
        },
    )
}

fn declared(
    kind: RankKind,
    head: Head,
    origin: Origin,
    context: &mut Context<'_>,
    props: Rank,
) -> DeclaredRank {
    let inherited = context.tenant.primary().id;
    DeclaredRank {
        declaration: context.declaration(Kind::from(kind), head, inherited, origin),
        kind,
        props,
    }
}
