use jiff::Timestamp;

/// A name for a run: when it began, to the second, and something that tells it from
/// others of the same second. Later runs have later names.
pub fn run_name(now: Timestamp, process: u32) -> String {
    let parts = now.subsec_nanosecond().unsigned_abs() ^ process.rotate_left(16);
    format!("{}-{parts:08x}", now.strftime("%Y%m%dT%H%M%SZ"))
}

/// The same for a run that follows another: later than that one's, whatever the clock says
/// by now.
pub fn next_run_name(now: Timestamp, process: u32, last: Option<&str>) -> String {
    let name = run_name(now, process);
    let Some(last) = last.filter(|last| **last >= *name) else {
        return name;
    };
    let began = last.split('-').next().unwrap_or(last);
    let began = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", began);
    let later = began
        .and_then(|began| began.to_zoned(jiff::tz::TimeZone::UTC))
        .and_then(|began| {
            began
                .timestamp()
                .checked_add(jiff::SignedDuration::from_secs(1))
        });
    later.map_or(name, |later| run_name(later, process))
}

/// A text as the name of a file, on every system: other letters than ASCII's, and
/// everything that is special somewhere, as its bytes.
pub fn file_name(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => name.push(char::from(byte)),
            // File systems that know no case would take A for a.
            _ => name.push_str(&format!("%{byte:02x}")),
        }
    }
    name
}

/// The folder of a tenant's journals.
pub fn of_tenant(tenant: &str) -> String {
    format!("journals/{}", file_name(tenant))
}

/// The journal of a run.
pub fn of_run(tenant: &str, run: &str) -> String {
    format!("{}/{run}.jsonl", of_tenant(tenant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_leave_no_folder_and_clash_with_none() {
        assert_eq!(file_name("acme-prod"), "acme-prod");
        assert_eq!(file_name("../x"), "%2e%2e%2fx");
        assert_ne!(file_name("ACME"), file_name("acme"));
        assert_eq!(file_name("名"), "%e5%90%8d");
    }

    #[test]
    fn later_runs_have_later_names() {
        let at = |second| Timestamp::from_second(second).expect("in range");
        let (first, second) = (
            run_name(at(1_800_000_000), 9),
            run_name(at(1_800_000_001), 1),
        );
        assert!(first < second, "{first} {second}");
        assert_ne!(run_name(at(0), 1), run_name(at(0), 2));
        assert!(first.starts_with("20270115T080000Z-"), "{first}");
        // A clock that was put back an hour changes nothing.
        let third = next_run_name(at(1_800_000_001 - 3600), 1, Some(&second));
        assert!(third > second, "{second} {third}");
        let plain = next_run_name(at(1_800_000_009), 1, Some(&second));
        assert_eq!(plain, run_name(at(1_800_000_009), 1));
    }
}
