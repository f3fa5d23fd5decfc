//! The smallest tenant that the cases are made with.

use std::process::{Command, Stdio};

use crate::environment::{Environment, Ran, SandboxProcess};

/// A tenant with one org.
pub const SMALL: &str = "\
tenant:
  key: small
  plan: standard
  domains: [{key: main, id: 1, name: small.example}]
orgs:
  - {key: hq, name: 本社, email: hq@small.example}
";

/// Its folder, `small`.
pub fn small(it: &mut Environment) -> &mut Environment {
    it.write("small/tenant.yaml", SMALL);
    it
}

/// Its folder, with an end of its own.
pub fn and(it: &mut Environment, more: &str) {
    it.write("small/tenant.yaml", format!("{SMALL}{more}"));
}

/// The same, with the org in the embedded sandbox already.
pub fn applied(it: &mut Environment) -> &mut Environment {
    small(it)
        .meibo(&["apply", "small", "--sandbox", "--yes"])
        .exits(0);
    it
}

/// A sandbox that plays it, and the variables that lead there.
pub fn connected(it: &mut Environment) -> SandboxProcess {
    connected_as(it, &[])
}

/// The same with more flags.
pub fn connected_as(it: &mut Environment, more: &[&str]) -> SandboxProcess {
    // Making a key takes seconds.
    let key = include_str!("../../../src/api/testdata/pkcs8.pem");
    it.write("small/.meibo/sandbox.json.key.pem", key);
    if !it.folder().join("small").join("tenant.yaml").exists() {
        small(it);
    }
    let process = SandboxProcess::start(it, &[&["small"], more].concat());
    for (name, value) in &process.variables {
        it.set(name, value);
    }
    process
}

/// Runs `meibo sandbox` until it is told to stop or has ended by itself.
pub fn serve(it: &Environment, args: &[&str]) -> Ran {
    use std::io::{BufRead, BufReader};
    let mut child = (it.command(&[&["sandbox"], args].concat()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut first = String::new();
    out.read_line(&mut first).expect("a line, or the end");
    if !first.is_empty() {
        let pid = child.id().to_string();
        let told = Command::new("kill").args(["-INT", &pid]).status();
        assert!(told.expect("kill runs").success());
    }
    it.ran(child.wait_with_output().expect("ended"))
}
