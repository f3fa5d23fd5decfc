//! Invitation mails to pending members (facts 5.1.1). No mail is sent: only who may be
//! invited is modelled.

use jiff::{SignedDuration, Timestamp};

use crate::directory::{Field, LiveMember};
use crate::world::body::Body;
use crate::world::call::{Call, Reply};
use crate::world::state::State;
use crate::world::text::Text;
use crate::world::{Mark, Refusal, reasons};

use super::forms::is_outside_address;
use super::states::refuse;

const SECTION: &str = "5.1.1";

/// How long an invitation can be followed (facts 5.1.4).
const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// When the invitation of a pending member runs out: the member is "waiting (expired)"
/// from then on. `None` where none was sent, or it is not known when.
pub(in crate::world) fn invitation_ends(state: &State, member: &LiveMember) -> Option<Timestamp> {
    if !member.flags.pending {
        return None;
    }
    let alone = state.extras.get(&member.id)?;
    if alone.password_set {
        return None;
    }
    let invited = alone.invited_at?;
    let settings = state.settings.get(&member.domain);
    let with_all = settings.and_then(|settings| settings.invited_at);
    // Mail to everybody reaches those with a private address.
    let with_all = with_all.filter(|_| member.props.private_email != Field::Known(None));
    let last = with_all.map_or(invited, |at| at.max(invited));
    last.checked_add(LIFE).ok()
}

/// `POST /users/{userId}/send-invitation-email`
pub(super) fn invite(
    state: &mut State,
    call: &Call<'_>,
    user: &str,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let member = state.member(user)?;
    let body = Body::of(call, SECTION)?;
    let private = match body.flag("usePrivateEmail")? {
        Field::Known(private) => private,
        Field::Absent => return Err(body.lacks("usePrivateEmail")),
    };
    if !member.flags.pending || member.flags.deleted {
        return Err(refuse(reasons::MEMBER_IS_NOT_PENDING, Mark::D, &member));
    }
    if !private {
        let email = body.required_text("email", Text::up_to(256))?;
        address(&body, "email", email)?;
    } else if member.props.private_email == Field::Known(None) {
        return Err(refuse(reasons::NO_PRIVATE_EMAIL, Mark::D, &member));
    }
    let extra = state.extras.entry(member.id.clone()).or_default();
    extra.invited_at = Some(now);
    Ok(Reply::no_content())
}

/// `POST /users/send-invitation-email`: to all of a domain, once a day.
pub(super) fn invite_all(
    state: &mut State,
    call: &Call<'_>,
    now: Timestamp,
) -> Result<Reply, Refusal> {
    let domain = match call.body {
        None => state.domain_of_query(call)?,
        Some(_) => {
            let body = Body::of(call, SECTION)?;
            if let Field::Known(Some(email)) =
                body.nullable_text("resultEmailReceiver", Text::up_to(256))?
            {
                address(&body, "resultEmailReceiver", email)?;
            }
            match body.domain("domainId")? {
                Field::Known(domain) => state.known_domain("domainId", domain)?,
                Field::Absent => state.domain_of_query(call)?,
            }
        }
    };
    let settings = state.settings.entry(domain).or_default();
    let day = SignedDuration::from_hours(24);
    let today = settings
        .invited_at
        .is_some_and(|at| now.duration_since(at) < day);
    if today {
        return Err(
            Refusal::new(400, reasons::INVITED_TODAY, SECTION, Mark::D).with("domain", domain)
        );
    }
    settings.invited_at = Some(now);
    Ok(Reply::accepted())
}

fn address(body: &Body<'_>, name: &str, email: &str) -> Result<(), Refusal> {
    if is_outside_address(email) {
        Ok(())
    } else {
        Err(body
            .refuse(reasons::BAD_FORMAT, Mark::D, name)
            .with("value", email)
            .with("expected", "email"))
    }
}
