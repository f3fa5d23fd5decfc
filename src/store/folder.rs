use std::path::{Path, PathBuf};

use crate::source::parent;

/// The folder meibo keeps its files in.
pub const FOLDER: &str = ".meibo";

/// `.meibo` beside a configuration: in its folder, or in the folder of its one file.
pub fn folder_of(configuration: &Path) -> PathBuf {
    if configuration.is_dir() {
        configuration.join(FOLDER)
    } else {
        parent(configuration).join(FOLDER)
    }
}
