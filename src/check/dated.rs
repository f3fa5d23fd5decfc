use jiff::ToSpan;
use jiff::civil::Date;

use super::codes;
use super::place::within;
use crate::directory::{Desired, Kind};
use crate::source::Problem;

/// Dates that are compared with today: nobody joins more than a year from now without a
/// slip in the year, and nobody who works was born today or later (facts 5.1.2).
pub(super) fn dates_are_likely(desired: &Desired, today: Date, problems: &mut Vec<Problem>) {
    let latest = today.saturating_add(1.year());
    for member in &desired.members {
        let declaration = &member.declaration;
        let date = |text: Option<&String>| text.and_then(|text| text.parse::<Date>().ok());
        if date(member.props.hired_date.value()).is_some_and(|date| date > latest) {
            let place = within(Kind::Member, declaration, format_args!("/hiredDate"));
            problems.push(
                Problem::warning(codes::HIRED_LATE)
                    .with("latest", latest)
                    .at(place),
            );
        }
        if date(member.props.birthday.value()).is_some_and(|date| date >= today) {
            let place = within(Kind::Member, declaration, format_args!("/birthday"));
            problems.push(Problem::warning(codes::BORN_LATE).at(place));
        }
    }
}
