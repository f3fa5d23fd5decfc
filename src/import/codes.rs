//! Codes of problems of import: 900 to 999. Their words stand in `report/words/import.rs`.
