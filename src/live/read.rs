use super::beside::{Work, side_by_side};
use super::codes;
use super::course::{Course, Found};
use super::extent::Wants;
use super::needs::Needs;
use super::progress::{Progress, What};
use super::walk::Walk;
use crate::api::{ApiError, ErrorKind, Reads, Said};
use crate::directory::{Desired, Domain, SNAPSHOT_FORMAT, Snapshot};
use crate::source::{Place, Problem};

/// A tenant that was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What was read.
    pub snapshot: Snapshot,
    /// Warnings: properties that could not be read.
    pub problems: Vec<Problem>,
}

/// Why a tenant could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// At least one.
    pub problems: Vec<Problem>,
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Failure {
            problems: vec![error.problem()],
        }
    }
}

/// Reads what a configuration needs to know of the tenant, and nothing else. One page of
/// every domain comes first and proves that it may be read at all.
///
/// # Errors
/// Any read that is refused, fails, cannot be understood or does not end.
pub async fn read<R: Reads>(
    service: &R,
    desired: &Desired,
    wants: Wants,
    progress: &dyn Progress,
) -> Result<Reading, Failure> {
    let read_at = service.clock().now();
    let needs = Needs::of(desired, wants.extent);
    let first = prove(service, desired, &needs).await?;
    let course = Course::new(
        service,
        desired,
        &needs,
        wants.group_members,
        first,
        progress,
    );
    let Found {
        mut lists,
        found,
        book,
    } = course.run().await?;
    let domains = &desired.tenant.domains;
    let problems = domains
        .iter()
        .filter_map(|domain| lists.returned.get(&domain.id)?.warning(domain, desired))
        .collect();
    for member in found {
        lists.members.entry(member.id.clone()).or_insert(member);
    }
    book.fill(&mut lists.groups);
    for domain in domains {
        lists.leave_out(domain.id, needs.unread());
    }
    Ok(Reading {
        snapshot: Snapshot {
            format_version: SNAPSHOT_FORMAT,
            tenant: desired.tenant.key.clone(),
            read_at,
            directory: lists.directory(),
        },
        problems,
    })
}

/// A list whose first page was read, and whether it is refused because its feature is off.
type Begun<'a, R> = (Walk<'a, R>, bool);

/// Reads the first page of a list of every domain, of one that is needed where there is one.
async fn prove<'a, R: Reads>(
    service: &'a R,
    desired: &Desired,
    needs: &Needs,
) -> Result<Vec<Begun<'a, R>>, Failure> {
    let work: Vec<Work<'_, Result<Begun<'a, R>, ApiError>, Failure>> = desired
        .tenant
        .domains
        .iter()
        .map(|domain| -> Work<'_, _, _> {
            let mut walk = Walk::new(service, needs.first(domain.id), domain.id);
            Box::pin(async move {
                let stepped = match walk.step().await {
                    // Its feature may be off, or the domain not ours to read: another list
                    // tells which (facts 11 #69).
                    Err(error) if matches!(walk.what(), What::Ranks(_)) && error.is_forbidden() => {
                        let orgs = &mut Walk::new(service, What::Orgs, walk.domain());
                        orgs.step().await.map(|()| true)
                    }
                    other => other.map(|()| false),
                };
                Ok(stepped.map(|off| (walk, off)))
            })
        })
        .collect();
    let mut begun = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    let results = side_by_side(work).await?;
    for (result, domain) in results.into_iter().zip(&desired.tenant.domains) {
        match result {
            // A page that only proves the access is not gone on with.
            Ok((walk, _)) if !needs.has(walk.what(), domain.id) => {}
            Ok(walk) => begun.push(walk),
            Err(error) => {
                let problem = refused(&error, domain).unwrap_or_else(|| error.problem());
                // No network is one problem, however many domains there are.
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
    }
    if problems.is_empty() {
        Ok(begun)
    } else {
        Err(Failure { problems })
    }
}

/// The problem of a domain that the service does not let us read (facts 11 #79).
fn refused(error: &ApiError, domain: &Domain) -> Option<Problem> {
    let ErrorKind::Status(status @ (400 | 403 | 404), said) = &error.kind else {
        return None;
    };
    let problem = |said: &Said| {
        Problem::error(codes::DOMAIN_REFUSED)
            .with("domain", &domain.key)
            .with("id", domain.id)
            .with("status", status)
            .with("said", said)
            .at(Place {
                object: Some(format!("domain/{}", domain.key)),
                ..Place::default()
            })
    };
    Some(problem(said))
}
