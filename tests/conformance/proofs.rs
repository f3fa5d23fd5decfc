//! Which test shows which fact: the `proves!` lines of the tests, found by parsing them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};

use crate::register::FactId;

/// A test: its file below the repository, with `/`, and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Test {
    /// `tests/conformance/orgs.rs`
    pub file: String,
    /// Name of the function.
    pub name: String,
}

/// Every `proves!` of the tests.
#[derive(Debug, Default)]
pub struct Proofs {
    /// The tests that name a fact, by the fact.
    pub tests: BTreeMap<FactId, BTreeSet<Test>>,
    /// Where `proves!` stands so that it shows nothing.
    pub wrong: Vec<String>,
}

/// Where tests that may show a fact begin; the rest is found by their `mod` lines, so that
/// a file which is not compiled shows nothing.
const ROOTS: [&str; 4] = [
    "tests/conformance/main.rs",
    "tests/it/main.rs",
    "src/world/mod.rs",
    "src/sandbox/mod.rs",
];

/// Reads the tests of the repository.
pub fn read() -> Proofs {
    let mut proofs = Proofs::default();
    for root in ROOTS {
        follow(Path::new(root), &mut proofs);
    }
    proofs
}

fn follow(file: &Path, proofs: &mut Proofs) {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = std::fs::read_to_string(&whole).expect("a module's file");
    for module in read_file(&slashed(file), &text, proofs) {
        follow(&path_of(file, &module), proofs);
    }
}

/// Takes the proofs of one file; the modules it declares in files of their own.
fn read_file(name: &str, text: &str, proofs: &mut Proofs) -> Vec<String> {
    let parsed = syn::parse_file(text).expect("it compiles, so it parses");
    let mut walk = Walk {
        file: name,
        function: None,
        modules: Vec::new(),
        proofs,
    };
    walk.visit_file(&parsed);
    walk.modules
}

/// The file of a module that another file declares.
fn path_of(file: &Path, module: &str) -> PathBuf {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let folder = match stem {
        Some("main" | "mod" | "lib") => file.with_file_name(""),
        _ => file.with_extension(""),
    };
    let flat = folder.join(format!("{module}.rs"));
    if Path::new(env!("CARGO_MANIFEST_DIR")).join(&flat).exists() {
        flat
    } else {
        folder.join(module).join("mod.rs")
    }
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// A function while its body is walked.
struct Function {
    name: String,
    /// Why `proves!` in it shows nothing; `None` where it is a test that runs.
    fault: Option<&'static str>,
}

impl Function {
    fn new(name: &syn::Ident, attributes: &[syn::Attribute]) -> Function {
        let has = |wanted: &str| {
            attributes.iter().any(|attribute| {
                let path = attribute.path();
                path.segments
                    .last()
                    .is_some_and(|last| last.ident == wanted)
            })
        };
        let fault = if !has("test") {
            Some("is no test")
        } else if has("ignore") {
            Some("does not run")
        } else {
            None
        };
        Function {
            name: name.to_string(),
            fault,
        }
    }
}

struct Walk<'a> {
    file: &'a str,
    function: Option<Function>,
    modules: Vec<String>,
    proofs: &'a mut Proofs,
}

impl Walk<'_> {
    fn body(&mut self, function: Function, block: &syn::Block) {
        let outer = self.function.replace(function);
        self.visit_block(block);
        self.function = outer;
    }

    fn proves(&mut self, facts: &syn::Macro) {
        let file = self.file;
        let listed = Punctuated::<syn::LitStr, syn::Token![,]>::parse_terminated;
        let Ok(listed) = facts.parse_body_with(listed) else {
            let wrong = format!("{file}: `proves!` takes numbers of facts in quotes");
            self.proofs.wrong.push(wrong);
            return;
        };
        let (name, fault) = match &self.function {
            Some(function) => (function.name.as_str(), function.fault),
            None => ("", Some("is outside of any test")),
        };
        if let Some(fault) = fault {
            let wrong = format!("{file}: `proves!` in {name:?}, which {fault}");
            self.proofs.wrong.push(wrong);
            return;
        }
        for fact in &listed {
            let text = fact.value();
            let Some(id) = FactId::read(&text) else {
                let wrong = format!("{file}, {name}: {text:?} is no number of a fact");
                self.proofs.wrong.push(wrong);
                continue;
            };
            let test = Test {
                file: file.to_owned(),
                name: name.to_owned(),
            };
            self.proofs.tests.entry(id).or_default().insert(test);
        }
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let elsewhere = module.attrs.iter().any(|held| held.path().is_ident("path"));
        if module.content.is_none() && !elsewhere {
            self.modules.push(module.ident.to_string());
        }
        visit::visit_item_mod(self, module);
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        let held = Function::new(&function.sig.ident, &function.attrs);
        self.body(held, &function.block);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        let held = Function::new(&function.sig.ident, &function.attrs);
        self.body(held, &function.block);
    }

    fn visit_macro(&mut self, found: &'ast syn::Macro) {
        if found.path.is_ident("proves") {
            self.proves(found);
        } else if found.path.is_ident("proptest") {
            let functions = properties.parse2(found.tokens.clone());
            for (function, block) in functions.expect("proptest! holds functions") {
                self.body(function, &block);
            }
        }
    }
}

/// The functions inside `proptest! { .. }`, whose parameters are no Rust of their own.
fn properties(input: ParseStream<'_>) -> syn::Result<Vec<(Function, syn::Block)>> {
    input.call(syn::Attribute::parse_inner)?;
    let mut found = Vec::new();
    while !input.is_empty() {
        let attributes = input.call(syn::Attribute::parse_outer)?;
        input.parse::<syn::Visibility>()?;
        input.parse::<syn::Token![fn]>()?;
        let name: syn::Ident = input.parse()?;
        let parameters;
        syn::parenthesized!(parameters in input);
        while !parameters.is_empty() {
            parameters.step(|cursor| match cursor.token_tree() {
                Some((_, rest)) => Ok(((), rest)),
                None => Ok(((), *cursor)),
            })?;
        }
        input.parse::<syn::ReturnType>()?;
        found.push((Function::new(&name, &attributes), input.parse()?));
    }
    Ok(found)
}

#[test]
fn proofs_are_found_in_tests_and_nowhere_else() {
    let mut proofs = Proofs::default();
    let modules = read_file(
        "some.rs",
        r#"
        mod below;
        #[path = "other.rs"] mod beside;
        #[test] fn plain() { proves!["1.1-01", "1.1-02"]; }
        #[tokio::test] async fn awaited() { proves!["1.1-02"]; }
        mod inside { #[test] fn nested() { proves!["1.1-03"]; } }
        proptest! {
            #![proptest_config(ProptestConfig::with_cases(32))]
            #[test]
            fn random(ops in ops(), flag: bool) { proves!["1.1-04"]; prop_assert!(flag); }
        }
        fn beside_a_test() { proves!["1.1-05"]; }
        #[test] #[ignore] fn idle() { proves!["1.1-06"]; }
        #[test] fn misspelt() { proves!["1.1-7"]; proves![here]; }
        "#,
        &mut proofs,
    );
    assert_eq!(modules, ["below"]);
    let found: Vec<String> = proofs
        .tests
        .iter()
        .map(|(fact, tests)| {
            let names: Vec<&str> = tests.iter().map(|test| test.name.as_str()).collect();
            format!("{fact} {}", names.join(" "))
        })
        .collect();
    assert_eq!(
        found,
        [
            "1.1-01 plain",
            "1.1-02 awaited plain",
            "1.1-03 nested",
            "1.1-04 random"
        ]
    );
    let wrong = proofs.wrong.join("\n");
    for says in ["is no test", "does not run", "1.1-7", "in quotes"] {
        assert!(wrong.contains(says), "{says}: {wrong}");
    }
    assert_eq!(proofs.wrong.len(), 4, "{wrong}");
}
