use crate::directory::{DomainId, Email, Field, Kind, LiveOrg, Plan};

use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::{Mark, Refusal, reasons};

use super::props::{SECTION, read, silence, with_defaults};
use super::{encode, placing};

/// `POST /orgunits` (facts 5.2.1 to 5.2.3).
pub fn create(state: &mut State, call: &Call<'_>) -> Result<Reply, Refusal> {
    let body = Body::of(call, SECTION)?;
    let domain = state.known_domain("domainId", body.required_domain("domainId")?)?;
    let given = read(state, &body, domain, None)?;
    let name = given
        .props
        .name
        .known()
        .ok_or_else(|| body.lacks("orgUnitName"))?;
    let label = given.key.value().map_or(name.as_str(), |key| key.as_str());
    let order = placing::order_in_body(&body)?;
    if order.is_none() && state.assumptions.org_create_needs_display_order {
        return Err(placing::order_missing(&body, Mark::E));
    }
    let parent = placing::parent_in_body(state, &body, domain, label)?;
    placing::deep_enough(state, parent.as_ref(), 1, label)?;
    room_for_one(state, domain)?;
    placing::name_free_among_siblings(state, domain, parent.as_ref(), &given.props.name, None)?;
    let visible = placing::visible_below(state, parent.as_ref(), &given.props.visible, label)?;
    let slot = placing::slot(state, domain, parent.as_ref(), None, order)?;

    let mut props = with_defaults(given.props);
    silence(&mut props.features);
    visible.overlay(&mut props.visible);
    props.parent = placing::parent_field(parent);
    if props.email.is_absent() {
        props.email = Field::Known(generated(state, domain));
    }
    let org = LiveOrg {
        id: state.new_id(),
        key: given.key.into_known().flatten(),
        domain,
        display_order: slot.1,
        props,
    };
    state.put_org(org.clone());
    placing::insert(state, &org, slot);
    let org = state.org(org.id.as_str())?;
    Ok(Reply::created(encode::org(state, &org)))
}

/// The service makes an address where none is given (facts 5.2.2).
fn generated(state: &mut State, domain: DomainId) -> Email {
    loop {
        let count = state.count_up();
        let mail_domain = state
            .rules
            .domain(domain)
            .map_or("example", |d| d.name.as_str());
        let email = Email::from(format!("orgunit-{count}@{mail_domain}"));
        if state.index.address_holder(domain, &email, None).is_none() {
            return email;
        }
    }
}

fn room_for_one(state: &State, domain: DomainId) -> Result<(), Refusal> {
    let max = match state.rules.plan {
        Plan::Free => 100,
        Plan::Standard | Plan::Advanced => 10_000,
    };
    if state.index.count(Kind::Org, domain) < max {
        return Ok(());
    }
    Err(Refusal::new(403, reasons::TOO_MANY_ORGS, "5.2.3", Mark::G)
        .with("domain", domain)
        .with("max", max))
}
