//! Problems of lists (CSV, Excel): 930 to 989. Their words stand in `report/words/import.rs`.

use crate::source::Code;

// 930..939: the file
/// A CSV file is an Excel file.
pub const IS_XLSX: Code = Code(930);
/// A file of an old Excel, or one with a password.
pub const OLD_EXCEL: Code = Code(931);
/// A CSV file is no text.
pub const NOT_TEXT: Code = Code(932);
/// A file is no Excel file.
pub const NOT_XLSX: Code = Code(933);
/// An Excel file is damaged. Params: `cause`.
pub const XLSX_DAMAGED: Code = Code(934);
/// A file holds more than is read. Params: `what`, `max`.
pub const TOO_MUCH: Code = Code(935);
/// A cell is longer than is read. Params: `max`.
pub const CELL_TOO_LONG: Code = Code(936);
/// A quote is not closed where its cell ends. Params: `cell`.
pub const OPEN_QUOTE: Code = Code(937);
/// An Excel file has no such sheet, or none. Params: `sheet`, `sheets`.
pub const NO_SHEET: Code = Code(938);
/// No row has headers that are known. Params: `found`.
pub const NO_HEADER: Code = Code(939);

// 940..947: the mapping and the headers
/// A mapping names a column that the sheet lacks. Params: `column`; `nearest` where one is near.
pub const COLUMN_MISSING: Code = Code(940);
/// A header that is read stands over several columns. Params: `column`, `letters`. Label:
/// `firstDeclared`.
pub const COLUMN_TWICE: Code = Code(941);
/// Two columns fill one property. Params: `property`, `first`, `column`. Label: `firstDeclared`.
pub const PROPERTY_TWICE: Code = Code(942);
/// A mapping names a property that does not exist. Params: `name`, `section`; `nearest`.
pub const NO_PROPERTY: Code = Code(943);
/// Columns that are not read (a warning). Params: `columns`.
pub const UNREAD_COLUMNS: Code = Code(944);
/// Merged cells (a warning). Params: `count`, `cell`.
pub const MERGED: Code = Code(945);
/// Hidden rows (a warning). Params: `row`.
pub const HIDDEN_ROWS: Code = Code(946);
/// A column fills a further post, and none the org of the first. Params: `column`, `property`.
pub const NO_FIRST_POST: Code = Code(947);

// 948..961: cells
/// A cell holds an error of the spreadsheet program. Params: `error`.
pub const CELL_ERROR: Code = Code(948);
/// A cell holds a character that was lost in decoding.
pub const UNDECODABLE: Code = Code(949);
/// A cell holds no date.
pub const NO_DATE: Code = Code(950);
/// A cell holds neither yes nor no. Params: `text`.
pub const NO_FLAG: Code = Code(951);
/// A cell holds no state of a member. Params: `text`.
pub const NO_STATE: Code = Code(952);
/// A cell begins with `json:` and holds none, or no list where one is wanted.
pub const NO_JSON: Code = Code(953);
/// A cell holds only the local part of an address, and no mail domain is known.
pub const NO_MAIL_DOMAIN: Code = Code(954);
/// A name in one cell is not exactly two words (a warning).
pub const NAME_NOT_SPLIT: Code = Code(955);
/// Several orgs have the name of a cell. Params: `name`, `keys`.
pub const ORG_AMBIGUOUS: Code = Code(956);
/// A path of orgs is too deep. Params: `max`.
pub const ORG_TOO_DEEP: Code = Code(957);
/// What a cell names is not declared, and the mapping wants it so. Params: `kind`, `name`.
pub const NOT_DECLARED: Code = Code(958);
/// Keys of digits alone have different lengths (a warning). Params: `short`, `long`.
pub const LEADING_ZEROS: Code = Code(959);
/// A column of a whole mapping or list holds something else than that it is cleared.
pub const ONLY_CLEARED: Code = Code(960);
/// A row has cells right of the last header. Params: `cell`, `letters`.
pub const BEYOND_HEADERS: Code = Code(961);

// 962..969: rows
/// A row has nothing to make a key of. Params: `section`.
pub const NO_KEY: Code = Code(962);
/// Two rows of orgs or groups have one key. Params: `key`. Label: `firstDeclared`.
pub const KEY_TWICE: Code = Code(963);
/// Two members have one address. Params: `first`, `second`. Label: `firstDeclared`.
pub const EMAIL_TWICE: Code = Code(964);
/// Two rows of one member differ in what is no post. Params: `key`. Label: `firstDeclared`.
pub const ROWS_DIFFER: Code = Code(965);
/// A member has more rows than anybody has posts. Params: `key`, `max`.
pub const TOO_MANY_ROWS: Code = Code(966);
/// The encoding asked for lacks a character of a cell. Params: `cell`, `column`, `character`,
/// `encoding`.
pub const NOT_IN_ENCODING: Code = Code(967);

// 970..979: which member a row is
/// A row is a declared member by one property, and is not by another. Params: `key`, `by`,
/// `other`.
pub const NOT_THE_SAME: Code = Code(970);
/// A row could be each of several declared members. Params: `keys`.
pub const SEVERAL_MEMBERS: Code = Code(971);
/// A row has the address of a member declared `state: deleted`. Params: `key`.
pub const DECLARED_DELETED: Code = Code(972);
/// A row has the address of another declared member. Params: `key`.
pub const ADDRESS_OF_OTHER: Code = Code(973);
/// A row has the employee number of another declared member (a warning). Params: `key`.
pub const NUMBER_OF_OTHER: Code = Code(974);
/// No row stands below the headers.
pub const NO_ROWS: Code = Code(975);

// 980..989: the mapping, what there was no room for above
/// A mapping says a level of an org of a column that fills none, or the same one twice.
/// Params: `property`.
pub const WRONG_DEPTH: Code = Code(980);
/// The sheet has no row of the number that the mapping says. Params: `row`.
pub const NO_HEADER_ROW: Code = Code(981);
/// A mapping file names no columns.
pub const NO_COLUMNS: Code = Code(982);
/// No row of a sheet has headers that are known, and the workbook has other sheets. Params:
/// `sheet`, `sheets`, `found`.
pub const NO_HEADER_IN_SHEET: Code = Code(983);
/// A mapping file has a value of a form that is not read there.
pub const MAPPING_FORM: Code = Code(984);
