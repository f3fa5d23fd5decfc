//! Folders and files that cannot be read as a configuration, whatever stands in them.

use super::case::{case, hold};
use super::small::small;
use crate::environment::{Environment, Ran};

fn validate(it: &mut Environment) -> Ran {
    small(it).meibo(&["validate", "small"])
}

#[test]
fn folders() {
    hold(
        "folders",
        &[
            case(
                100,
                "a folder that is not there",
                |it| small(it).meibo(&["validate", "smal"]),
                validate,
            ),
            case(
                102,
                "a socket of the name of a file",
                |it| {
                    // The path of a socket is short.
                    let path = small(it).folder().join("small/orgs.yaml");
                    let _held = std::os::unix::net::UnixListener::bind(path).expect("bound");
                    it.meibo(&["validate", "small"])
                },
                |it| {
                    it.write("small/orgs.yaml", "orgs: []\n");
                    validate(it)
                },
            ),
            case(
                103,
                "a dump beside the configuration",
                |it| {
                    let path = it.write("small/dump.yaml", "");
                    let file = std::fs::File::options().write(true).open(path);
                    let file = file.expect("a file");
                    file.set_len(1_000_000_000).expect("a sparse file");
                    validate(it)
                },
                |it| {
                    it.write("small/dump.sql", "");
                    validate(it)
                },
            ),
            case(
                104,
                "a link to a file elsewhere",
                |it| {
                    let path = it.write("elsewhere/orgs.yaml", "orgs: []\n");
                    let link = small(it).folder().join("small/orgs.yaml");
                    std::os::unix::fs::symlink(path, link).expect("linked");
                    it.meibo(&["validate", "small"])
                },
                |it| {
                    let path = it.write("small/all/orgs.yaml", "orgs: []\n");
                    let link = small(it).folder().join("small/orgs.yaml");
                    std::fs::rename(&path, &link).expect("moved");
                    it.meibo(&["validate", "small"])
                },
            ),
        ],
    );
}
