//! Large tenants out of a seed: a configuration folder, and the live snapshot it is planned
//! against, which differ by a change of a given kind. Written as text, so that nothing of
//! the code under measurement makes its input.

mod april;
mod company;
mod configuration;
mod dice;
mod drift;
mod groups;
mod merger;
mod moves;
mod names;
mod orgs;
mod people;
mod ranks;
mod snapshot;

use std::fs;
use std::path::{Path, PathBuf};

use company::Company;
use dice::Dice;
use names::Names;

/// The id of the one domain of every tenant made here.
const DOMAIN: i32 = 20_000_123;

/// How large a tenant is, and from which seed.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub members: usize,
    pub orgs: usize,
    pub groups: usize,
    pub seed: u64,
}

impl Size {
    /// A company of so many members: an org to ten, a group to twenty.
    pub fn of(members: usize) -> Size {
        Size {
            members,
            orgs: (members / 10).clamp(8, 10_000),
            groups: (members / 20).max(4),
            seed: 20_270_401,
        }
    }
}

/// Writes the configuration into `config/` below a folder and the snapshot beside it as
/// `live.json`; gives the paths of both. What the configuration asks of the live tenant:
///
/// - `drift`: two in a hundred objects differ
/// - `april`: transfers, promotions, new heads, joiners and leavers
/// - `merger`: two divisions become one
/// - `new`: everything is created in an empty tenant
pub fn write(size: Size, change: &str, folder: &Path) -> (PathBuf, PathBuf) {
    let (config, live) = (folder.join("config"), folder.join("live.json"));
    let (before, after) = sides(size, change);
    configuration::write(&after, &config);
    let bytes = serde_json::to_vec(&snapshot::of(&before)).expect("plain data");
    fs::write(&live, bytes).expect("a file in a folder that exists");
    (config, live)
}

/// The company as it is, and as it shall be.
fn sides(size: Size, change: &str) -> (Company, Company) {
    let (names, mut dice) = (Names::new(), Dice::new(size.seed));
    let mut company = Company::default();
    company.ranked = true;
    orgs::grow(&mut company, size.orgs, &mut dice);
    people::staff(&mut company, size.members, &names, &mut dice);
    groups::gather(&mut company, size.groups, &mut dice);
    let before = company.clone();
    match change {
        "drift" => drift::change(&mut company, &mut dice),
        "april" => april::change(&mut company, &names, &mut dice),
        "merger" => merger::change(&mut company, &mut dice),
        "new" => return (Company::default(), company),
        other => panic!("no change is called {other}"),
    }
    (before, company)
}
