//! The words of the settings (`src/settings`): codes 600 to 699, in the order of their numbers.

use super::Words;
use crate::source::Code;

/// See the module. The settings stand above the report, so their codes are named by number.
pub const TABLE: &[Words] = &[
    Words::new(
        // settings::codes::CREDENTIALS_MISSING
        Code(600),
        "nothing says how to log in to the tenant: {variables} missing in the environment",
        "Set the variables (they stand in the Developer Console), or set LINEWORKS_ACCESS_TOKEN, or try it without an account: --sandbox.",
    )
    .ja(
        "テナントへのログイン情報がありません：環境変数 {variables} が設定されていません",
        "環境変数を設定してください（値は Developer Console にあります）。または LINEWORKS_ACCESS_TOKEN を設定するか、`--sandbox` を付けてアカウントなしでお試しください。",
    ),
    Words::new(
        // settings::codes::VARIABLE_NOT_UTF8
        Code(601),
        "the environment variable {variable} is not UTF-8 text",
        "Set it again as UTF-8: what it holds is of another encoding, such as Shift_JIS.",
    )
    .ja(
        "環境変数 {variable} が UTF-8 の文字列ではありません",
        "UTF-8 で設定し直してください。Shift_JIS など別の文字コードの値が入っています。",
    ),
    Words::new(
        // settings::codes::KEY_FILE_UNREADABLE
        Code(602),
        "the private key file {path} cannot be read: {why}",
        "Check the path in LINEWORKS_PRIVATE_KEY_FILE (or --private-key-file) and the file's permissions.",
    )
    .ja(
        "秘密鍵ファイル {path} を読み取れません：{why}",
        "LINEWORKS_PRIVATE_KEY_FILE（または `--private-key-file`）のパスと、ファイルのアクセス権を確認してください。",
    ),
    Words::new(
        // settings::codes::CA_FILE_UNREADABLE
        Code(603),
        "the CA file {path} cannot be read: {why}",
        "Check the path in SSL_CERT_FILE.",
    )
    .ja(
        "CA ファイル {path} を読み取れません：{why}",
        "SSL_CERT_FILE のパスを確認してください。",
    ),
];
