use crate::plan::{Change, Step};

/// One object that a step is about, and what of it.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub kind: &'a str,
    pub key: &'a str,
    pub name: &'a str,
    pub changes: Vec<&'a Change>,
}

/// The objects a step is about: one, but for calls that give keys to many, and for an org
/// that takes those below it along.
pub(super) fn pieces(step: &Step) -> Vec<Piece<'_>> {
    if step.kind == "externalKeys" {
        let kind = bulk_kind(&step.request.path);
        return step
            .changes
            .iter()
            .map(|change| Piece {
                kind,
                key: &change.field,
                name: "",
                changes: vec![change],
            })
            .collect();
    }
    let own = Piece {
        kind: &step.kind,
        key: &step.key,
        name: &step.name,
        changes: step.changes.iter().collect(),
    };
    let along = step
        .consequences
        .iter()
        .filter(|said| said.code == "orgDeletedAlong")
        .filter_map(|said| said.params.get("keys"))
        .flat_map(|keys| keys.split(", "))
        .filter(|key| !key.is_empty())
        .map(|key| Piece {
            kind: "org",
            key,
            name: "",
            changes: Vec::new(),
        });
    std::iter::once(own).chain(along).collect()
}

/// The kind of object that a bulk call names.
fn bulk_kind(path: &str) -> &'static str {
    match path {
        "/users/external-keys" => "member",
        "/orgunits/external-keys" => "org",
        "/groups/external-keys" => "group",
        "/directory/levels/external-keys" => "level",
        "/directory/positions/external-keys" => "position",
        "/directory/user-types/external-keys" => "userType",
        _ => "externalKeys",
    }
}
