//! What can go wrong between meibo and the service: codes 500 to 549.
//!
//! Params that several carry: `call` (method and path template), `status`, `said` (what
//! the service wrote, bounded, untrusted), `host` (scheme, host and port of the server).

use crate::source::Code;

/// No connection to the service. `host`, `why`.
pub const UNREACHABLE: Code = Code(500);
/// The connection broke while a call was under way. `call`, `host`, `why`.
pub const BROKEN_OFF: Code = Code(501);
/// No answer in time. `call`, `host`, `seconds`.
pub const TIMED_OUT: Code = Code(502);
/// The service refused a call: 400, 404, 409, ... `call`, `status`, `said`.
pub const REFUSED: Code = Code(503);
/// The service failed: 5xx. `call`, `status`, `said`.
pub const FAILED: Code = Code(504);
/// Refused with 429 again and again. `call`, `times`.
pub const RATE_LIMITED: Code = Code(505);
/// 403: scope, plan or a feature that is off. `call`, `said`.
pub const FORBIDDEN: Code = Code(506);
/// 401 with a token that was just issued. `call`, `said`.
pub const UNAUTHORISED: Code = Code(507);
/// 401 with the access token of the environment. `call`, `said`.
pub const ACCESS_TOKEN_REFUSED: Code = Code(508);
/// A redirect, which is never followed. `call`, `status`, `host`.
pub const REDIRECTED: Code = Code(509);

/// The answer is HTML. `call`, `status`, `host`.
pub const ANSWER_HTML: Code = Code(510);
/// The answer is empty. `call`, `status`.
pub const ANSWER_EMPTY: Code = Code(511);
/// The answer stops in the middle. `call`, `status`.
pub const ANSWER_CUT_OFF: Code = Code(512);
/// The answer is no JSON. `call`, `status`.
pub const ANSWER_NOT_JSON: Code = Code(513);
/// The answer is larger than any the service documents. `call`, `status`, `limit` (bytes).
pub const ANSWER_TOO_LARGE: Code = Code(514);
/// The answer is JSON of another shape. `call`, `status`, `why`.
pub const ANSWER_SHAPE: Code = Code(515);

/// A list gave the same cursor twice. `call`.
pub const LIST_REPEATS: Code = Code(516);
/// A list goes on without end. `call`, `pages`.
pub const LIST_ENDLESS: Code = Code(517);

/// The token endpoint refused. `status`, `said`, `host`.
pub const TOKEN_REFUSED: Code = Code(520);
/// The token endpoint's answer holds no token. `status`, `host`.
pub const TOKEN_UNREADABLE: Code = Code(521);
/// The private key is no PEM text.
pub const KEY_NOT_PEM: Code = Code(522);
/// The private key is encrypted.
pub const KEY_ENCRYPTED: Code = Code(523);
/// A public key or a certificate instead of the private key. `found` (the PEM label).
pub const KEY_NOT_PRIVATE: Code = Code(524);
/// A private key that is not RSA. `found` (the PEM label).
pub const KEY_NOT_RSA: Code = Code(525);
/// PEM text of the right kind that holds no usable RSA key.
pub const KEY_DAMAGED: Code = Code(526);

/// An address of the service that is no http(s) URL. `url`.
pub const URL_MALFORMED: Code = Code(530);
/// Plain http to another machine. `url`.
pub const URL_PLAIN_HTTP: Code = Code(531);
/// `--time-scale` with a service that is not on loopback. `url`.
pub const TIME_SCALE_NOT_LOOPBACK: Code = Code(532);
/// `--time-scale` that is no positive number. `value`.
pub const TIME_SCALE_MALFORMED: Code = Code(533);
/// The CA file holds no certificate. `why`.
pub const CA_FILE_MALFORMED: Code = Code(534);
/// The proxy's address is no URL.
pub const PROXY_MALFORMED: Code = Code(535);
/// TLS cannot be set up. `why`.
pub const TLS_SETUP: Code = Code(536);
/// An access token with characters that no header can carry.
pub const ACCESS_TOKEN_MALFORMED: Code = Code(537);
