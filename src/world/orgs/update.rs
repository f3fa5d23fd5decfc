use crate::directory::{Field, LiveOrg};

use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::{State, parent_of};
use crate::world::{Mark, Refusal, reasons};

use super::props::{Given, SECTION, overlay, read, with_defaults};
use super::{encode, placing};

/// `PATCH /orgunits/{orgUnitId}`: only what stands in the body is replaced (facts 1.2).
pub fn patch(state: &mut State, call: &Call<'_>, org: &str) -> Result<Reply, Refusal> {
    let old = state.org(org)?;
    let body = Body::of(call, SECTION)?;
    if !state.assumptions.org_patch_needs_no_email && !body.has("email") {
        return Err(
            Refusal::new(400, reasons::MISSING_PROPERTY, "11 #20", Mark::I)
                .with("property", "email"),
        );
    }
    if let Field::Known(domain) = body.domain("domainId")? {
        state.same_domain(old.domain, domain)?;
    }
    let given = read(state, &body, old.domain, Some(&old.id))?;
    finish(state, &old, given)
}

/// `PUT /orgunits/{orgUnitId}`: what is left out becomes its default (facts 1.2). The
/// name is not flagged as required and is kept.
pub fn replace(state: &mut State, call: &Call<'_>, org: &str) -> Result<Reply, Refusal> {
    let old = state.org(org)?;
    let body = Body::of(call, SECTION)?;
    state.same_domain(old.domain, body.required_domain("domainId")?)?;
    if !body.has("email") {
        return Err(body.lacks("email"));
    }
    let Given { key, mut props } = read(state, &body, old.domain, Some(&old.id))?;
    // Below a private parent the default is no demand to be seen.
    let parent = parent_of(&old);
    if props.visible.is_absent() && placing::is_private(state, parent) {
        props.visible = Field::Known(false);
    }
    let given = Given {
        key: Field::Known(key.into_known().flatten()),
        props: with_defaults(props),
    };
    finish(state, &old, given)
}

fn finish(state: &mut State, old: &LiveOrg, given: Given) -> Result<Reply, Refusal> {
    let parent = parent_of(old);
    let Given { key, mut props } = given;
    let me = Some(&old.id);
    placing::name_free_among_siblings(state, old.domain, parent, &props.name, me)?;
    if !props.visible.is_absent() {
        props.visible = placing::visible_below(state, parent, &props.visible, old.id.as_str())?;
    }
    let mut new = old.clone();
    if let Field::Known(key) = key {
        new.key = key;
    }
    overlay(&mut new.props, props);
    state.put_org(new.clone());
    if new.props.visible != old.props.visible {
        placing::hide_below(state, &new);
    }
    Ok(Reply::ok(encode::org(state, &new)))
}
