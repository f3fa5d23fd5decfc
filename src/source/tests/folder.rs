use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{TENANT, said};
use crate::source::{Loaded, codes, load};

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("created");
        fs::write(path, text).expect("written");
    }
    folder
}

fn codes_of(loaded: &Loaded) -> Vec<crate::source::Code> {
    loaded.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn every_yaml_file_below_is_read_in_order_and_hidden_ones_are_not() {
    let folder = folder(&[
        ("tenant.yml", TENANT),
        ("b/members.yaml", "members: [{key: E2}]"),
        ("a/members.YAML", "members: [{key: E1}]"),
        (".git/x.yaml", "members: [{key: E3}]"),
        ("a/.hidden.yaml", "members: [{key: E4}]"),
        ("notes.txt", "members: [{key: E5}]"),
    ]);
    let loaded = load(folder.path());
    assert_eq!(said(&loaded), [""; 0]);
    let names: Vec<&str> = loaded.files.names().collect();
    assert_eq!(names, ["a/members.YAML", "b/members.yaml", "tenant.yml"]);
    let keys: Vec<String> = loaded
        .desired
        .expect("no problems")
        .members
        .iter()
        .map(|member| member.declaration.key.to_string())
        .collect();
    assert_eq!(keys, ["E1", "E2"]);
}

#[test]
fn one_file_is_a_configuration() {
    let folder = folder(&[("one.conf", TENANT)]);
    let loaded = load(&folder.path().join("one.conf"));
    assert_eq!(said(&loaded), [""; 0]);
    assert!(loaded.desired.is_some());
}

#[test]
fn nothing_to_read() {
    let loaded = load(Path::new("/there/is/no/such/place"));
    assert_eq!(codes_of(&loaded), [codes::PATH_MISSING]);
    assert!(loaded.desired.is_none());
    let empty = folder(&[("readme.md", "hello")]);
    let loaded = load(empty.path());
    assert_eq!(codes_of(&loaded), [codes::NO_FILES]);
    assert!(loaded.desired.is_none());
}

#[test]
fn tenants_and_policies() {
    let none = folder(&[("a.yaml", "members: []")]);
    assert_eq!(codes_of(&load(none.path())), [codes::NO_TENANT]);
    let two = folder(&[
        ("a.yaml", &format!("{TENANT}policy: {{}}\n")),
        ("b.yaml", TENANT),
        ("c.yaml", "\npolicy: {lists: exclusive}\n"),
    ]);
    let loaded = load(two.path());
    assert_eq!(codes_of(&loaded), [codes::TWO_TENANTS, codes::TWO_POLICIES]);
    let (label, first) = &loaded.problems[1].labels[0];
    assert_eq!(label, "firstDeclared");
    let spot = loaded.files.resolve(first).expect("a place");
    assert_eq!((&*spot.file, spot.line), ("a.yaml", 2));
    assert!(loaded.desired.is_some());
}

#[test]
fn every_problem_of_every_file_at_once() {
    let folder = folder(&[
        ("a.yaml", "orgs: [\n"),
        ("b.yaml", "members:\n  - {key: E1, emial: x}\n"),
        ("c.yaml", "groups:\n\t- key: a\n"),
        ("d.yaml", TENANT),
    ]);
    let loaded = load(folder.path());
    assert_eq!(
        codes_of(&loaded),
        [codes::SYNTAX, codes::UNKNOWN_PROPERTY, codes::TAB]
    );
    assert!(loaded.desired.is_none(), "orgs and groups are not known");
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let folder = folder(&[("tenant.yaml", TENANT)]);
    let large = fs::File::create(folder.path().join("large.yaml")).expect("created");
    large.set_len(1 << 30).expect("a file with a hole");
    let loaded = load(folder.path());
    assert_eq!(codes_of(&loaded), [codes::FILE_TOO_LARGE]);
    assert_eq!(loaded.problems[0].place.file.as_deref(), Some("large.yaml"));
    assert!(loaded.desired.is_none());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_are_followed_inside_and_refused_outside() {
        let outside = folder(&[("secret.yaml", "members: [{key: E9}]")]);
        let inside = folder(&[
            ("tenant.yaml", TENANT),
            ("a/members.yaml", "members: [{key: E1}]"),
        ]);
        let root = inside.path();
        // To a file that is read anyway, and a ring.
        symlink(root.join("a/members.yaml"), root.join("again.yaml")).expect("linked");
        symlink(root, root.join("a/ring")).expect("linked");
        let loaded = load(root);
        assert_eq!(said(&loaded), [""; 0]);
        assert_eq!(loaded.desired.expect("no problems").members.len(), 1);

        symlink(outside.path().join("secret.yaml"), root.join("b.yaml")).expect("linked");
        symlink(outside.path(), root.join("folder")).expect("linked");
        symlink(root.join("gone.yaml"), root.join("c.yaml")).expect("linked");
        let loaded = load(root);
        assert_eq!(
            codes_of(&loaded),
            [
                codes::LINK_OUTSIDE,
                codes::LINK_OUTSIDE,
                codes::LINK_OUTSIDE
            ]
        );
        assert!(loaded.desired.is_none());
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = folder(&[("tenant.yaml", TENANT)]);
        let pipe = folder.path().join("pipe.yaml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        if made.is_ok_and(|status| status.success()) {
            let loaded = load(folder.path());
            assert_eq!(codes_of(&loaded), [codes::UNREADABLE]);
        }
    }
}
