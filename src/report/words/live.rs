//! The words of reading the tenant and of the API (`src/live`, `src/api`): codes 500 to 599, in the order of their numbers.

use super::Words;
use crate::api::codes as api;
use crate::live::codes as live;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        api::UNREACHABLE,
        "{host} cannot be reached: {why}",
        "Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the address in LINEWORKS_API_URL and LINEWORKS_AUTH_URL. Nothing was sent.",
    ),
    Words::new(
        api::BROKEN_OFF,
        "The connection to {host} broke during {call}: {why}",
        "Check the network and run the command again. It reads the tenant first, so a write that did get through is not repeated.",
    ),
    Words::new(
        api::TIMED_OUT,
        "{host} did not answer {call} within {seconds} seconds",
        "Run the command again later. It reads the tenant first, so a write that did get through is not repeated.",
    ),
    Words::new(
        api::REFUSED,
        "The service refused {call} with {status}: {said}",
        "Read what the service says. When the tenant was changed meanwhile, a new plan takes that into account.",
    ),
    Words::new(
        api::FAILED,
        "The service failed at {call} with {status}: {said}",
        "This is a fault or maintenance of the service. Run the command again later.",
    ),
    Words::new(
        api::RATE_LIMITED,
        "The service keeps refusing {call} because of its rate limit (refusals: {times})",
        "Other apps of the tenant share the limit. Run the command again when they are done.",
    ),
    Words::new(
        api::FORBIDDEN,
        "The service does not allow {call}: {said}",
        "Check in the Developer Console that the app has the scope (directory.read to read, directory to write) and that the tenant's plan includes the API.",
    ),
    Words::new(
        api::UNAUTHORISED,
        "The service refused {call} although the access token is new: {said}",
        "Check in the Developer Console that the app and its service account are still active.",
    ),
    Words::new(
        api::ACCESS_TOKEN_REFUSED,
        "The service refused the access token in LINEWORKS_ACCESS_TOKEN: {said}",
        "The token has probably expired. Set a new one, or set the service account's variables so that meibo asks for tokens itself.",
    ),
    Words::new(
        api::REDIRECTED,
        "{host} answered {call} with a redirect ({status}), which is not followed",
        "Check the address in LINEWORKS_API_URL and LINEWORKS_AUTH_URL, and whether a proxy or login portal stands in between.",
    ),
    Words::new(
        api::ANSWER_HTML,
        "{host} answered {call} with a web page instead of JSON ({status})",
        "Something else than the service answered: check the address in LINEWORKS_API_URL, the proxy, and whether the network asks for a login.",
    ),
    Words::new(
        api::ANSWER_EMPTY,
        "{host} answered {call} with nothing ({status})",
        "Run the command again. When it happens again, check whether a proxy in between drops answers.",
    ),
    Words::new(
        api::ANSWER_CUT_OFF,
        "The answer of {host} to {call} stops in the middle ({status})",
        "Run the command again. When it happens again, check whether a proxy in between cuts answers off.",
    ),
    Words::new(
        api::ANSWER_NOT_JSON,
        "{host} answered {call} with something that is not JSON ({status})",
        "Check the address in LINEWORKS_API_URL and whether a proxy changes answers.",
    ),
    Words::new(
        api::ANSWER_TOO_LARGE,
        "The answer of {host} to {call} is larger than {limit} bytes ({status})",
        "Check the address in LINEWORKS_API_URL: no documented answer is this large.",
    ),
    Words::new(
        api::ANSWER_SHAPE,
        "The answer of {host} to {call} is not what the service documents: {why} was expected ({status})",
        "Check the address in LINEWORKS_API_URL. When it is right, the service has changed and meibo needs an update.",
    ),
    Words::new(
        api::LIST_REPEATS,
        "The list of {call} goes round in circles: a page came with a cursor that was there before",
        "Nothing is planned on a list that was not read to its end. Run the command again.",
    ),
    Words::new(
        api::LIST_ENDLESS,
        "The list of {call} does not end: after {pages} pages nothing new comes, but always a further page",
        "Nothing is planned on a list that was not read to its end. Run the command again.",
    ),
    Words::new(
        api::TOKEN_REFUSED,
        "{host} refused to issue an access token ({status}): {said}",
        "Check LINEWORKS_CLIENT_ID, LINEWORKS_CLIENT_SECRET, LINEWORKS_SERVICE_ACCOUNT and the private key against the Developer Console, that the app has the scope asked for, and the clock of this machine.",
    ),
    Words::new(
        api::TOKEN_UNREADABLE,
        "{host} answered the request for an access token without a token ({status})",
        "Check the address in LINEWORKS_AUTH_URL and whether a proxy or login portal stands in between.",
    ),
    Words::new(
        api::KEY_NOT_PEM,
        "The private key is no PEM text",
        "Give the file the Developer Console offers for download: it begins with -----BEGIN and ends with -----END lines. In LINEWORKS_PRIVATE_KEY line ends may be written as \\n.",
    ),
    Words::new(
        api::KEY_ENCRYPTED,
        "The private key is encrypted",
        "Decrypt it first (openssl pkcs8 -in KEY -out PLAIN), or download a new one from the Developer Console.",
    ),
    Words::new(
        api::KEY_NOT_PRIVATE,
        "The private key is not a private key but: {found}",
        "Give the private key file the Developer Console offers for download.",
    ),
    Words::new(
        api::KEY_NOT_RSA,
        "The private key is not an RSA key but: {found}",
        "Give the private key file the Developer Console offers for download: the service takes RS256 signatures only.",
    ),
    Words::new(
        api::KEY_DAMAGED,
        "The private key is damaged: it looks like one, but no RSA key can be read from it",
        "Download it again from the Developer Console. When it stands in an environment variable, check that no line is missing.",
    ),
    Words::new(
        api::URL_MALFORMED,
        "{url} is no address of a server",
        "Give an https:// address without login, query or fragment, such as https://www.worksapis.com/v1.0.",
    ),
    Words::new(
        api::URL_PLAIN_HTTP,
        "{url} is plain http to another machine",
        "Use https://. Plain http would show the access token to everybody on the way, so it is accepted for this machine only.",
    ),
    Words::new(
        api::TIME_SCALE_NOT_LOOPBACK,
        "--time-scale would break the rate rules of {url}",
        "Leave it out. It is for servers on this machine only.",
    ),
    Words::new(
        api::TIME_SCALE_MALFORMED,
        "--time-scale {value} is no positive number",
        "Give a number such as 60: every wait is divided by it.",
    ),
    Words::new(
        api::CA_FILE_MALFORMED,
        "The CA file (SSL_CERT_FILE) cannot be used: {why}",
        "Give a PEM file with the certificates of the authorities to trust.",
    ),
    Words::new(
        api::PROXY_MALFORMED,
        "The proxy in HTTPS_PROXY is no address",
        "Give it as http://HOST:PORT, with USER:PASSWORD@ before the host where the proxy asks for a login.",
    ),
    Words::new(
        api::TLS_SETUP,
        "TLS cannot be set up: {why}",
        "Check the certificate authorities of this machine, or name a PEM file in SSL_CERT_FILE.",
    ),
    Words::new(
        api::ACCESS_TOKEN_MALFORMED,
        "LINEWORKS_ACCESS_TOKEN holds characters that no access token has",
        "Set it again: the token alone, without quotes, spaces or the word Bearer.",
    ),
    Words::new(
        live::DOMAIN_REFUSED,
        "The service does not let meibo read the domain {domain} ({id}): {status} {said}",
        "Check the number of the domain in the configuration against the Developer Console, and that the app has the scope directory.read and reaches this domain.",
    ),
    Words::new(
        live::HIDDEN_PROPERTIES,
        "The domain {domain} does not return these member properties, so they are left as they are: {properties}",
        "Switch them on in the admin console (Members, manage items), or take them out of the configuration.",
    ),
    Words::new(
        live::INLINE_NOT_WHOLE,
        "The list of groups does not show all who are in them: group {group} holds others when read by itself (groups read both ways: {sampled} of {of})",
        "Nothing that it shows is used: the members and masters of every managed group are read by their own lists now. Leave --group-members inline out for this tenant.",
    ),
    Words::new(
        live::LONG_GROUPS,
        "{groups} groups: about {minutes} min at {rate} calls a minute (calls left: {calls})",
        "Their members and masters are read group by group. --group-members inline reads them with the groups, and holds a sample against their own lists; meibo pull --out saves what was read for meibo plan --live.",
    ),
    Words::new(
        live::LONG_READING,
        "Reading the tenant takes about {minutes} min at {rate} calls a minute of each kind (calls left: {calls})",
        "meibo pull --out saves what was read, and meibo plan --live plans against it as often as you like.",
    ),
    Words::new(
        live::SNAPSHOT_UNREADABLE,
        "The snapshot {path} cannot be read: {why}",
        "Check the path. meibo pull --out FILE makes a snapshot.",
    ),
    Words::new(
        live::SNAPSHOT_DAMAGED,
        "{path} is no snapshot, or a damaged one: {why}",
        "Make it again with meibo pull --out FILE.",
    ),
    Words::new(
        live::SNAPSHOT_FORMAT,
        "The snapshot {path} has format {found}, this meibo reads format {expected}",
        "Make it again with this version: meibo pull --out FILE.",
    ),
    Words::new(
        live::SNAPSHOT_TENANT,
        "The snapshot {path} is of the tenant {found}, the configuration is for {expected}",
        "Give the snapshot of this tenant, or the configuration of the other one.",
    ),
    Words::new(
        live::SNAPSHOT_NOT_WRITTEN,
        "The snapshot {path} cannot be written: {why}",
        "Check that the folder exists, may be written and has room.",
    ),
    Words::new(
        live::SNAPSHOT_LACKS,
        "The snapshot {path} was read for a configuration that needed less: it lacks {lists}",
        "What was not read is never taken for empty. Make it again with this configuration: meibo pull --out FILE.",
    ),
];
