use super::codes;
use super::index::Index;
use super::place::within;
use crate::directory::{Declaration, Kind, Member, PasswordBy, WantedState};
use crate::source::Problem;

/// Dates are in the calendar, and a leave ends after it begins. The dates themselves
/// stay out of the message: a birthday is nobody's business.
pub(super) fn dates_exist(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for member in &index.desired.members {
        let (declaration, props) = (&member.declaration, &member.props);
        let lunar = props
            .birthday_calendar_type
            .value()
            .is_some_and(|kind| kind == "LUNAR");
        if let Some(date) = props.birthday.value()
            && !(is_date(date) || (lunar && is_lunar(date)))
        {
            problems.push(no_such_date(declaration, "birthday"));
        }
        if let Some(date) = props.hired_date.value()
            && !is_date(date)
        {
            problems.push(no_such_date(declaration, "hiredDate"));
        }
        if let Some(leave) = props.leave.value()
            && leave.from.at() > leave.to.at()
        {
            problems.push(Problem::error(codes::LEAVE_BACKWARDS).at(within(
                Kind::Member,
                declaration,
                format_args!("/leave"),
            )));
        }
    }
}

fn no_such_date(declaration: &Declaration, property: &str) -> Problem {
    Problem::error(codes::NO_SUCH_DATE)
        .with("property", property)
        .at(within(
            Kind::Member,
            declaration,
            format_args!("/{property}"),
        ))
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// A month of the lunar calendar has 29 or 30 days, the second as well.
fn is_lunar(text: &str) -> bool {
    let mut parts = text.splitn(3, '-').map(str::parse::<u16>);
    matches!(
        (parts.next(), parts.next(), parts.next()),
        (Some(Ok(_)), Some(Ok(1..=12)), Some(Ok(1..=30)))
    )
}

/// A name of one's own for the messenger comes with `CUSTOM` only (facts 5.1.2).
pub(super) fn messengers_fit(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for member in &index.desired.members {
        if let Some(messenger) = member.props.messenger.value()
            && messenger.custom_protocol.is_some()
            && messenger.protocol != "CUSTOM"
        {
            problems.push(
                Problem::error(codes::CUSTOM_PROTOCOL)
                    .with("protocol", &messenger.protocol)
                    .at(within(
                        Kind::Member,
                        &member.declaration,
                        format_args!("/messenger/customProtocol"),
                    )),
            );
        }
    }
}

/// Without single sign-on a new member who sets the password is invited by mail to a
/// private address (facts 5.1.4). Members who exist need none, and offline nobody knows who
/// does: a new member without one is the rehearsal's to name.
pub(super) fn invitations_arrive(index: &Index<'_>, problems: &mut Vec<Problem>) {
    let desired = index.desired;
    if desired.tenant.sso {
        return;
    }
    for member in &desired.members {
        let by = member.password_by.unwrap_or(desired.policy.password_by);
        if member.state != WantedState::Active || by != PasswordBy::Member {
            continue;
        }
        let Member {
            email,
            private_email,
            ..
        } = &member.props;
        let (Some(private), Some(email)) = (private_email.value(), email.known()) else {
            continue;
        };
        if private.eq_ignore_ascii_case(email.as_str()) {
            problems.push(
                Problem::warning(codes::INVITATION_TO_ITSELF)
                    .with("key", &member.declaration.key)
                    .at(within(
                        Kind::Member,
                        &member.declaration,
                        format_args!("/privateEmail"),
                    )),
            );
        }
    }
}

/// A relation is with another member.
pub(super) fn relations_name_others(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for (at, member) in index.desired.members.iter().enumerate() {
        let relations = member.props.relations.known();
        for (i, relation) in relations.into_iter().flatten().enumerate() {
            if index
                .member(&relation.member)
                .is_some_and(|(other, _)| other == at)
            {
                problems.push(
                    Problem::error(codes::RELATED_TO_ITSELF)
                        .with("key", &member.declaration.key)
                        .at(within(
                            Kind::Member,
                            &member.declaration,
                            format_args!("/relations/{i}/member"),
                        )),
                );
            }
        }
    }
}
