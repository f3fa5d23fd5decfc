//! Facts 5.1.6: forcing a logout. Tokens of users are not modelled: what a client sees is
//! that nothing of its own is lost.

use jiff::SignedDuration;
use meibo::world::{Method, reasons};

use crate::tenant::{SPACING, Tenant};

const LOGOUT: &str = "/users/externalKey:E1/force-logout";

#[test]
fn it_is_accepted_and_leaves_the_user_in_use() {
    proves!["5.1.1-10", "5.1.6-09"];
    let mut t = Tenant::acme_with(|setup| setup.sso = true);
    let user = "/users/externalKey:E1";
    let before = t.read(user);
    let bearer = t.bearer("user,directory");
    let answer = t.send(Method::Post, LOGOUT, Some(&bearer), b"");
    assert_eq!((answer.status, answer.has_body), (202, false));
    for minutes in [0, 4, 5, 6] {
        t.at(SignedDuration::from_mins(minutes) - SPACING);
        let seen = t.send(Method::Get, user, Some(&bearer), b"");
        assert_eq!(seen.is(200), before, "{minutes} minutes later");
    }
    let nobody = t.act("/users/externalKey:E99/force-logout");
    assert_eq!(nobody.refused(404), reasons::NOT_FOUND);
}
