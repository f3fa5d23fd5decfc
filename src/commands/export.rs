use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::directory::Desired;
use crate::import::live::Keys;
use crate::import::sheet::{self, Encoding, What};
use crate::report::words::sheets;
use crate::source::{Files, Problem, values, write_private_file};
use crate::{import, live};

use super::codes::FILE_UNWRITABLE;
use super::{Exit, Failure, Format, Output, configuration};

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// The configuration.
    pub path: PathBuf,
    /// What is written.
    pub what: What,
    /// A snapshot to write instead of what is declared.
    pub live: Option<PathBuf>,
    /// How the file is encoded.
    pub encoding: Encoding,
    /// Where to write it; `None`: standard output.
    pub out: Option<PathBuf>,
    /// Whether personal data goes to standard output too.
    pub show_sensitive: bool,
}

/// Writes what a configuration declares, or what a snapshot holds, as a list that `import --csv` reads back. A file is
/// for its owner alone.
///
/// # Errors
/// What is wrong with the configuration; characters that the encoding lacks; a file that
/// cannot be written.
pub fn run(request: &Request, output: &Output) -> Result<Exit, Failure> {
    let configuration = configuration::load(&request.path)?;
    output.problems(&configuration.warnings, &configuration.files);
    let objects = match &request.live {
        Some(file) => live(file, &configuration.desired, request.what).map_err(Failure::error)?,
        None => declared(&configuration.files, request.what).map_err(Failure::all)?,
    };
    let mut list = sheet::sheet(request.what, &objects);
    let language = output.language();
    let personal = match request.out.is_some() || request.show_sensitive {
        true => Vec::new(),
        false => list.take_personal(request.what),
    };
    let bytes = sheet::bytes(&list, request.encoding).map_err(Failure::all)?;
    match &request.out {
        Some(file) => {
            write_private_file(file, |out| out.write_all(&bytes)).map_err(|error| {
                Failure::error(
                    Problem::error(FILE_UNWRITABLE)
                        .with("path", file.display())
                        .with("cause", error),
                )
            })?;
            match output.format() {
                Format::Text => output.note(&sheets::exported(
                    list.rows.len(),
                    request.what.section(),
                    file.display(),
                    language,
                )),
                Format::Json => output.json(&serde_json::json!({
                    "file": file.display().to_string(),
                    "what": request.what.section(),
                    "rows": list.rows.len(),
                    "columns": list.header,
                })),
            }
        }
        None => output.bytes(&bytes),
    }
    if !personal.is_empty() {
        output.note(&sheets::personal_left_out(&personal.join(", "), language));
    }
    Ok(Exit::Done)
}

/// The objects of a section as they are written, file by file.
fn declared(files: &Files, what: What) -> Result<Vec<Value>, Vec<Problem>> {
    let mut objects = Vec::new();
    for name in files.names() {
        let Some(text) = files.text(name) else {
            continue;
        };
        if let Some(Value::Array(list)) = values(name, text)?.shift_remove(what.section()) {
            objects.extend(list);
        }
    }
    Ok(objects)
}

/// The objects of a snapshot, as they would be declared: by the keys they have or are declared
/// by, else by proposed ones.
fn live(file: &Path, desired: &Desired, what: What) -> Result<Vec<Value>, Problem> {
    let snapshot = live::load(file, &desired.tenant.key)?;
    let tenant = &desired.tenant;
    let imported = import::live::sections(&snapshot.directory, tenant, Some(desired), Keys::Email);
    let mut sections = imported.defaults.left_out(&imported.sections);
    Ok(match sections.shift_remove(what.section()) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    })
}
