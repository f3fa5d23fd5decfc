use std::collections::HashSet;

use super::codes;
use super::index::Index;
use super::place::within;
use crate::directory::{Declaration, DomainId, Field, Kind, Member, Post, RankKind, Ref};
use crate::source::Problem;

/// Posts a member may have in one domain (facts 5.1.9).
const MOST: usize = 30;

/// The posts of a member in each domain, with the pointer below the member.
fn each_domain<'a>(
    declaration: &Declaration,
    member: &'a Member,
) -> impl Iterator<Item = (DomainId, &'a [Post], String)> + use<'a> {
    let domain = declaration.domain;
    let home = member
        .posts
        .known()
        .map(|posts| (domain, posts.as_slice(), String::from("/posts")));
    let others = member
        .secondary
        .known()
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(i, entry)| {
            let posts = entry.posts.known()?;
            Some((
                entry.domain,
                posts.as_slice(),
                format!("/secondary/{i}/posts"),
            ))
        });
    home.into_iter().chain(others)
}

/// Every post of a member with the pointer below the member.
pub(super) fn each_post(member: &Member) -> impl Iterator<Item = (&Post, String)> {
    let home = member
        .posts
        .known()
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(i, post)| (post, format!("/posts/{i}")));
    let others = member
        .secondary
        .known()
        .into_iter()
        .flatten()
        .enumerate()
        .flat_map(|(s, entry)| {
            entry
                .posts
                .known()
                .into_iter()
                .flatten()
                .enumerate()
                .map(move |(i, post)| (post, format!("/secondary/{s}/posts/{i}")))
        });
    home.chain(others)
}

/// In each domain a member has at most 30 posts, one of them primary, each in another
/// org, and each org is of that domain (facts 5.1.2, 5.1.9).
pub(super) fn posts_fit(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for member in &index.desired.members {
        let declaration = &member.declaration;
        for (domain, posts, list) in each_domain(declaration, &member.props) {
            if posts.len() > MOST {
                problems.push(
                    Problem::error(codes::TOO_MANY_POSTS)
                        .with("count", posts.len())
                        .with("domain", index.domain(domain))
                        .at(within(Kind::Member, declaration, format_args!("{list}"))),
                );
            }
            of_list(index, declaration, domain, posts, &list, problems);
        }
    }
}

fn of_list(
    index: &Index<'_>,
    declaration: &Declaration,
    domain: DomainId,
    posts: &[Post],
    list: &str,
    problems: &mut Vec<Problem>,
) {
    let mut primary: Option<usize> = None;
    let mut orgs: HashSet<&Ref> = HashSet::with_capacity(posts.len());
    for (i, post) in posts.iter().enumerate() {
        if post.primary == Field::Known(true) {
            if let Some(first) = primary {
                problems.push(
                    Problem::error(codes::TWO_PRIMARY_POSTS)
                        .with("domain", index.domain(domain))
                        .at(within(
                            Kind::Member,
                            declaration,
                            format_args!("{list}/{i}/primary"),
                        ))
                        .label(
                            "firstDeclared",
                            within(
                                Kind::Member,
                                declaration,
                                format_args!("{list}/{first}/primary"),
                            ),
                        ),
                );
            } else {
                primary = Some(i);
            }
        }
        let here = format_args!("{list}/{i}/org").to_string();
        if !orgs.insert(&post.org) {
            problems.push(
                Problem::error(codes::POST_TWICE)
                    .with("org", &post.org)
                    .at(within(Kind::Member, declaration, format_args!("{here}"))),
            );
        }
        if let Some((_, org)) = index.org(&post.org)
            && org.declaration.domain != domain
        {
            problems.push(
                Problem::error(codes::POST_IN_OTHER_DOMAIN)
                    .with("org", &post.org)
                    .with("theirs", index.domain(org.declaration.domain))
                    .with("ours", index.domain(domain))
                    .at(within(Kind::Member, declaration, format_args!("{here}"))),
            );
        }
    }
}

/// Levels, positions and user types are those of the domain they are given in.
pub(super) fn ranks_are_of_the_domain(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for member in &index.desired.members {
        let declaration = &member.declaration;
        let home = declaration.domain;
        let mut of = |kind: RankKind, domain: DomainId, to: Option<&Ref>, tail: &str| {
            let Some(key) = to.and_then(Ref::key) else {
                return;
            };
            let theirs = match index.rank(kind, domain, key) {
                Some(rank) if rank.declaration.domain == domain => return,
                Some(rank) => rank.declaration.domain,
                None => match index.rank_anywhere(kind, key) {
                    Some(rank) => rank.declaration.domain,
                    None => return, // unknown altogether: `referencesExist` says so
                },
            };
            problems.push(
                Problem::error(codes::RANK_OF_OTHER_DOMAIN)
                    .with("kind", Kind::from(kind))
                    .with("key", key)
                    .with("theirs", index.domain(theirs))
                    .with("ours", index.domain(domain))
                    .at(within(Kind::Member, declaration, format_args!("{tail}"))),
            );
        };
        let props = &member.props;
        of(
            RankKind::UserType,
            home,
            props.user_type.value(),
            "/userType",
        );
        of(RankKind::Level, home, props.level.value(), "/level");
        for (i, entry) in props.secondary.known().into_iter().flatten().enumerate() {
            let tail = format!("/secondary/{i}/level");
            of(RankKind::Level, entry.domain, entry.level.value(), &tail);
        }
        for (domain, posts, list) in each_domain(declaration, props) {
            for (i, post) in posts.iter().enumerate() {
                if let Some(to) = post.position.value() {
                    let tail = format!("{list}/{i}/position");
                    of(RankKind::Position, domain, Some(to), &tail);
                }
            }
        }
    }
}

/// `secondary` names other domains, each once.
pub(super) fn secondary_domains_differ(index: &Index<'_>, problems: &mut Vec<Problem>) {
    for member in &index.desired.members {
        let declaration = &member.declaration;
        let mut seen = HashSet::new();
        for (i, entry) in member
            .props
            .secondary
            .known()
            .into_iter()
            .flatten()
            .enumerate()
        {
            let problem = if entry.domain == declaration.domain {
                Problem::error(codes::SECONDARY_IS_PRIMARY)
            } else if !seen.insert(entry.domain) {
                Problem::error(codes::SECONDARY_TWICE)
            } else {
                continue;
            };
            problems.push(
                problem
                    .with("domain", index.domain(entry.domain))
                    .at(within(
                        Kind::Member,
                        declaration,
                        format_args!("/secondary/{i}/domain"),
                    )),
            );
        }
    }
}
