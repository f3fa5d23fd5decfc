//! Files that somebody may be writing: what is read of them is what somebody wrote.

use std::io::{self, Read as _};
use std::time::{Duration, SystemTime};

use super::private_file::{NOT_REGULAR, open_regular_file};
use super::walk::Found;
use super::{Place, Problem, beside_each_other, codes, yaml};

/// How long a file must have been as it is: whoever writes one piece after another does not
/// rest as long.
const SETTLED: Duration = Duration::from_millis(100);

/// How often a file that does not stand still is looked at again.
const LOOKS: usize = 3;

/// What tells that a file is another one than it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    changed: SystemTime,
}

impl Stamp {
    fn of(metadata: &std::fs::Metadata) -> io::Result<Stamp> {
        Ok(Stamp {
            bytes: metadata.len(),
            changed: metadata.modified()?,
        })
    }

    /// How long it is until the file has been so for long enough, if it stays so.
    fn wait(self, now: Option<SystemTime>) -> Duration {
        match now.map(|now| now.duration_since(self.changed)) {
            Some(Ok(age)) => SETTLED.saturating_sub(age),
            // Changed since that was the time, or by another clock.
            Some(Err(_)) => SETTLED,
            None => Duration::ZERO,
        }
    }
}

/// What one look at a file gave.
enum Look {
    Whole(Vec<u8>),
    /// Its size in bytes.
    TooLarge(u64),
    /// It was changed a moment ago.
    Moving(Stamp),
}

/// What becomes of the bytes of each file, or of why it cannot be read: the system refuses, it
/// is no regular file, it is larger than meibo reads, or it does not stand still. Half of what
/// was there and half of what comes is nothing anybody wrote.
///
/// A file that was changed within the last tenth of a second of `now` (or is changed while it
/// is read) is read when it has stood still for so long; all such files are waited for at
/// once, by `pause`. Without `now` only what is changed while it is read is seen.
pub fn read_all<T: Send + Sync>(
    found: &[Found],
    now: Option<SystemTime>,
    pause: &mut dyn FnMut(Duration),
    then: impl Fn(&Found, Result<Vec<u8>, Problem>) -> T + Sync,
) -> Vec<T> {
    let mut done = Vec::with_capacity(found.len());
    let mut open: Vec<(&Found, Option<Stamp>)> = found.iter().map(|file| (file, None)).collect();
    for look in 0..=LOOKS {
        let looked = beside_each_other(&open, |(file, seen)| {
            let result = match look_at(file, *seen, now) {
                Ok(Look::Whole(bytes)) => Ok(bytes),
                Ok(Look::TooLarge(bytes)) => Err(Problem::error(codes::FILE_TOO_LARGE)
                    .with("bytes", bytes)
                    .with("max", yaml::MAX_BYTES)
                    .at(place(file))),
                Ok(Look::Moving(stamp)) => return Err(stamp),
                Err(error) => Err(Problem::error(codes::UNREADABLE)
                    .with("path", &file.name)
                    .with("reason", error)
                    .at(place(file))),
            };
            Ok(then(file, result))
        });
        let mut moving = Vec::new();
        for ((file, _), looked) in open.into_iter().zip(looked) {
            match looked {
                Ok(one) => done.push(one),
                Err(stamp) => moving.push((file, stamp)),
            }
        }
        if moving.is_empty() {
            return done;
        }
        if look < LOOKS {
            // Of the first look it is known how long ago it was; later ones begin anew.
            let now = now.filter(|_| look == 0);
            let waits = moving.iter().map(|(_, stamp)| match now {
                Some(_) => stamp.wait(now),
                None => SETTLED,
            });
            pause(waits.max().unwrap_or(SETTLED));
        }
        let again = moving.into_iter().map(|(file, stamp)| (file, Some(stamp)));
        open = again.collect();
    }
    done.extend(open.iter().map(|(file, _)| {
        let problem = Problem::error(codes::CHANGES_WHILE_READ);
        then(file, Err(problem.at(place(file))))
    }));
    done
}

fn place(file: &Found) -> Place {
    Place {
        file: Some(file.name.clone()),
        ..Place::default()
    }
}

/// Reads a file that is as it was `seen` before the last pause, or that was not changed
/// shortly before `now`.
fn look_at(file: &Found, seen: Option<Stamp>, now: Option<SystemTime>) -> io::Result<Look> {
    // A named pipe would be waited for without end.
    let mut open = open_regular_file(&file.path)?;
    let metadata = open.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other(NOT_REGULAR));
    }
    let before = Stamp::of(&metadata)?;
    let max = yaml::MAX_BYTES as u64;
    if before.bytes > max {
        return Ok(Look::TooLarge(before.bytes));
    }
    let still = match seen {
        Some(seen) => seen == before,
        None => before.wait(now).is_zero(),
    };
    if !still {
        return Ok(Look::Moving(before));
    }
    let mut bytes = Vec::new();
    // It may grow while it is read.
    open.by_ref().take(max + 1).read_to_end(&mut bytes)?;
    let after = Stamp::of(&open.metadata()?)?;
    let stood_still = before == after && after.bytes == bytes.len() as u64;
    Ok(match stood_still {
        true => Look::Whole(bytes),
        false => Look::Moving(after),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// When the files of these tests were written.
    fn written() -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)
    }

    fn write(path: &Path, text: &str, after: Duration) {
        fs::write(path, text).expect("written");
        let file = fs::File::options().write(true).open(path).expect("opened");
        file.set_modified(written() + after).expect("dated");
    }

    fn files(folder: &Path, count: usize) -> Vec<Found> {
        let file = |n: usize| {
            let path = folder.join(format!("{n}.yaml"));
            write(&path, "orgs: []\n", Duration::ZERO);
            Found {
                name: format!("{n}.yaml"),
                path,
                size: 9,
            }
        };
        (0..count).map(file).collect()
    }

    /// What is read so long after the files were written, and how long was waited.
    fn read(
        found: &[Found],
        later: Duration,
        mut meanwhile: impl FnMut(usize),
    ) -> (Vec<Result<String, String>>, Vec<Duration>) {
        let mut pauses = Vec::new();
        let mut pause = |time: Duration| {
            meanwhile(pauses.len());
            pauses.push(time);
        };
        let mut read =
            read_all(
                found,
                Some(written() + later),
                &mut pause,
                |file, bytes| match bytes {
                    Ok(bytes) => Ok(String::from_utf8(bytes).expect("UTF-8")),
                    Err(problem) => Err(format!("{} {}", problem.code, file.name)),
                },
            );
        read.sort();
        (read, pauses)
    }

    const fn ms(time: u64) -> Duration {
        Duration::from_millis(time)
    }

    #[test]
    fn what_has_stood_still_is_read_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = files(folder.path(), 3);
        let whole = vec![Ok("orgs: []\n".to_owned()); 3];
        assert_eq!(read(&found, ms(100), |_| {}), (whole, Vec::new()));
    }

    #[test]
    fn all_that_was_just_written_is_waited_for_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = files(folder.path(), 50);
        let whole = vec![Ok("orgs: []\n".to_owned()); 50];
        assert_eq!(read(&found, ms(30), |_| {}), (whole.clone(), vec![ms(70)]));
        // A clock behind that of the file system.
        fs::write(&found[0].path, "orgs: []\n").expect("written now");
        assert_eq!(read(&found, ms(100), |_| {}), (whole, vec![ms(100)]));
    }

    #[test]
    fn half_a_text_is_not_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = files(folder.path(), 2);
        let path = found[0].path.clone();
        let all = "orgs:\n  - {key: hq, name: 本社}\n";
        write(&path, &all[..20], ms(10));
        let (texts, pauses) = read(&found, ms(50), |pause| {
            if pause == 0 {
                write(&path, all, ms(90));
            }
        });
        assert_eq!(texts, [Ok(all.to_owned()), Ok("orgs: []\n".to_owned())]);
        assert_eq!(pauses, [ms(60), ms(100)]);
        // The same length at another time is another text.
        let (texts, pauses) = read(&found, ms(150), |pause| {
            if pause == 0 {
                write(&path, &all.replace("hq", "HQ"), ms(200));
            }
        });
        assert_eq!(texts[0], Ok(all.replace("hq", "HQ")));
        assert_eq!(pauses, [ms(40), ms(100)]);
    }

    #[test]
    fn what_never_stands_still_is_told_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let found = files(folder.path(), 2);
        let path = found[0].path.clone();
        write(&path, "orgs: []\n", ms(50));
        let (texts, pauses) = read(&found, ms(120), |pause| {
            write(&path, "orgs: []\n", ms(200 + 50 * pause as u64));
        });
        let told = Err("M0106 0.yaml".to_owned());
        assert_eq!(texts, [Ok("orgs: []\n".to_owned()), told]);
        assert_eq!(pauses, [ms(30), ms(100), ms(100)]);
    }
}
