use secrecy::ExposeSecret;

use super::{
    Color, DEFAULT_API_URL, Environment, Flags, Service, Settings, Where, codes, language,
};
use crate::api::Credentials;
use crate::api::codes as api_codes;
use crate::source::Problem;

const KEY: &str = include_str!("../api/testdata/pkcs8.pem");
const SECRET: &str = "cl13nt-s3cr3t";

fn account() -> Vec<(&'static str, String)> {
    vec![
        ("LINEWORKS_CLIENT_ID", "client".to_owned()),
        ("LINEWORKS_CLIENT_SECRET", SECRET.to_owned()),
        (
            "LINEWORKS_SERVICE_ACCOUNT",
            "a.serviceaccount@acme".to_owned(),
        ),
        ("LINEWORKS_PRIVATE_KEY", KEY.to_owned()),
    ]
}

fn settings(flags: Flags, variables: &[(&str, String)]) -> Settings {
    Settings::read(flags, variables.iter().cloned().collect()).expect("UTF-8 variables")
}

fn service(flags: Flags, variables: &[(&str, String)]) -> Result<Service, Vec<Problem>> {
    match settings(flags, variables).tenant()? {
        Where::Service(service) => Ok(*service),
        Where::Sandbox { .. } => panic!("not the sandbox"),
    }
}

fn codes_of(result: Result<Service, Vec<Problem>>) -> Vec<crate::source::Code> {
    result
        .expect_err("a problem")
        .into_iter()
        .map(|problem| problem.code)
        .collect()
}

#[test]
fn one_problem_names_exactly_what_is_missing() {
    let all = account();
    for missing in 0..all.len() {
        let mut some = all.clone();
        let (name, _) = some.remove(missing);
        let problems = service(Flags::default(), &some).expect_err("incomplete");
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!(problems[0].code, codes::CREDENTIALS_MISSING);
        let variables = &problems[0].params["variables"];
        assert!(variables.starts_with(name), "{variables}");
        assert!(!variables.contains(", "), "{variables}");
    }
    let problems = service(Flags::default(), &[]).expect_err("nothing at all");
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].params["variables"].matches(", ").count(), 3);
    // An empty variable, or one of blanks, says nothing.
    let mut blank = account();
    blank[0].1 = " \n".to_owned();
    assert_eq!(
        codes_of(service(Flags::default(), &blank)),
        [codes::CREDENTIALS_MISSING]
    );
}

#[test]
fn a_whole_service_account() {
    let service = service(Flags::default(), &account()).expect("complete");
    assert_eq!(service.api_url, DEFAULT_API_URL);
    let Credentials::ServiceAccount(account) = service.credentials else {
        panic!("a service account");
    };
    assert_eq!(account.client_id, "client");
    assert_eq!(account.client_secret.expose_secret(), SECRET);
}

#[test]
fn flags_win_over_the_environment() {
    let flags = Flags {
        api_url: Some("http://127.0.0.1:1/v1.0".to_owned()),
        client_id: Some("other".to_owned()),
        ..Flags::default()
    };
    let service = service(flags, &account()).expect("complete");
    assert_eq!(service.api_url, "http://127.0.0.1:1/v1.0");
    let Credentials::ServiceAccount(account) = service.credentials else {
        panic!("a service account");
    };
    assert_eq!(account.client_id, "other");
}

#[test]
fn a_ready_token_needs_nothing_else() {
    let token = vec![("LINEWORKS_ACCESS_TOKEN", " kr1AAA\n".to_owned())];
    let service = service(Flags::default(), &token).expect("complete");
    let Credentials::AccessToken(token) = service.credentials else {
        panic!("a token");
    };
    assert_eq!(token.expose_secret(), "kr1AAA");
}

#[test]
fn the_sandbox_needs_no_credentials() {
    for state in [None, Some("s.json".into())] {
        let flags = Flags {
            sandbox: Some(state.clone()),
            ..Flags::default()
        };
        let settings = settings(flags, &[]);
        assert!(matches!(
            settings.tenant(),
            Ok(Where::Sandbox { state: found }) if found == state
        ));
    }
}

#[test]
fn keys_may_be_escaped_into_one_line_or_stand_in_a_file() {
    let mut escaped = account();
    escaped[3].1 = KEY.replace('\n', "\\n");
    assert!(service(Flags::default(), &escaped).is_ok());

    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("key.pem");
    std::fs::write(&path, KEY).expect("written");
    let mut in_file = account();
    in_file[3] = ("LINEWORKS_PRIVATE_KEY_FILE", path.display().to_string());
    assert!(service(Flags::default(), &in_file).is_ok());

    std::fs::write(&path, [0xff, 0xfe, 0x00]).expect("written");
    assert_eq!(
        codes_of(service(Flags::default(), &in_file)),
        [api_codes::KEY_NOT_PEM]
    );
    in_file[3].1 = folder.path().join("gone.pem").display().to_string();
    assert_eq!(
        codes_of(service(Flags::default(), &in_file)),
        [codes::KEY_FILE_UNREADABLE]
    );
    in_file[3].1 = folder.path().display().to_string();
    assert_eq!(
        codes_of(service(Flags::default(), &in_file)),
        [codes::KEY_FILE_UNREADABLE]
    );
}

#[test]
fn every_problem_at_once() {
    let mut wrong = account();
    wrong[3].1 = "not a key".to_owned();
    wrong.remove(0);
    wrong.push(("SSL_CERT_FILE", "/nowhere/ca.pem".to_owned()));
    let codes = codes_of(service(Flags::default(), &wrong));
    assert_eq!(
        codes,
        [
            super::codes::CA_FILE_UNREADABLE,
            super::codes::CREDENTIALS_MISSING,
            api_codes::KEY_NOT_PEM
        ]
    );
}

#[test]
fn proxies_and_authorities_are_honoured() {
    let folder = tempfile::tempdir().expect("a folder");
    let ca = folder.path().join("ca.pem");
    std::fs::write(&ca, "PEM").expect("written");
    let mut variables = account();
    variables.extend([
        ("HTTPS_PROXY", "http://u:p4ss@proxy:8080".to_owned()),
        ("no_proxy", "a.example".to_owned()),
        ("SSL_CERT_FILE", ca.display().to_string()),
    ]);
    let network = service(Flags::default(), &variables)
        .expect("complete")
        .network;
    assert_eq!(
        network.proxy.as_ref().map(ExposeSecret::expose_secret),
        Some("http://u:p4ss@proxy:8080")
    );
    assert_eq!(network.no_proxy, "a.example");
    assert_eq!(network.ca.as_deref(), Some("PEM".as_bytes()));
}

#[test]
fn colour_and_ci() {
    let color = |flag, variables: &[(&str, String)]| {
        let flags = Flags {
            color: flag,
            ..Flags::default()
        };
        settings(flags, variables).color
    };
    let no_color = [("NO_COLOR", "1".to_owned())];
    let dumb = [("TERM", "dumb".to_owned())];
    assert_eq!(color(None, &[]), Color::Auto);
    assert_eq!(color(None, &no_color), Color::Never);
    assert_eq!(color(Some(Color::Auto), &dumb), Color::Never);
    assert_eq!(color(Some(Color::Always), &no_color), Color::Always);
    for (value, ci) in [("true", true), ("1", true), ("false", false), ("", false)] {
        let variables = [("CI", value.to_owned())];
        assert_eq!(settings(Flags::default(), &variables).ci, ci, "{value}");
    }
}

#[test]
fn no_secret_in_any_debug_output() {
    let mut variables = account();
    variables.push(("MEIBO_NEW_MEMBER_PASSWORD", "f1rst-p4ss".to_owned()));
    variables.push(("HTTPS_PROXY", "http://u:p4ss@proxy:8080".to_owned()));
    let settings = settings(Flags::default(), &variables);
    let tenant = settings.tenant();
    let shown = format!("{settings:?} {tenant:?}");
    let key_line = KEY.lines().nth(1).expect("a key has lines");
    for secret in [SECRET, "f1rst-p4ss", "p4ss@", key_line] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_no_text_is_named() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let odd = OsString::from_vec(vec![0xff]);
    let environment: Environment = [("MEIBO_NEW_MEMBER_PASSWORD", odd)].into_iter().collect();
    let problems = Settings::read(Flags::default(), environment).expect_err("not UTF-8");
    assert_eq!(problems[0].params["variable"], "MEIBO_NEW_MEMBER_PASSWORD");
}

#[test]
fn the_language_is_that_of_the_flag_else_of_the_locale() {
    use crate::report::words::Language::{En, Ja};
    for (flag, variables, expected) in [
        (None, &[][..], En),
        (None, &[("LANG", "ja_JP.UTF-8")], Ja),
        (None, &[("LANG", "ja")], Ja),
        (None, &[("LANG", "JA_JP")], Ja),
        (None, &[("LANG", "C.UTF-8")], En),
        (None, &[("LANG", "j")], En),
        (
            None,
            &[("LANG", "ja_JP"), ("LC_MESSAGES", "en_US.UTF-8")],
            En,
        ),
        (
            None,
            &[("LANG", "en_US"), ("LC_MESSAGES", "ja_JP.UTF-8")],
            Ja,
        ),
        (
            None,
            &[("LC_ALL", "C"), ("LC_MESSAGES", "ja_JP"), ("LANG", "ja_JP")],
            En,
        ),
        // A variable that is empty says nothing.
        (None, &[("LC_ALL", ""), ("LANG", "ja_JP")], Ja),
        (Some(En), &[("LC_ALL", "ja_JP.UTF-8")], En),
        (Some(Ja), &[("LC_ALL", "en_US.UTF-8")], Ja),
    ] {
        let environment: Environment = variables.iter().copied().collect();
        assert_eq!(language(flag, &environment), expected, "{variables:?}");
    }
}
