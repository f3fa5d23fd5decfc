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
    )
    .ja(
        "{host} に接続できません：{why}",
        "ネットワーク、プロキシ（HTTPS_PROXY、NO_PROXY）、LINEWORKS_API_URL と LINEWORKS_AUTH_URL のアドレスを確認してください。何も送信していません。",
    ),
    Words::new(
        api::BROKEN_OFF,
        "the connection to {host} broke during {call}: {why}",
        "Check the network and run the command again. It reads the tenant first, so a write that did get through is not repeated.",
    )
    .ja(
        "{call} の途中で {host} との接続が切れました：{why}",
        "ネットワークを確認し、再度実行してください。最初にテナントを読み取るため、すでに反映された変更が繰り返されることはありません。",
    ),
    Words::new(
        api::TIMED_OUT,
        "{host} did not answer {call} within {seconds} seconds",
        "Run the command again later. It reads the tenant first, so a write that did get through is not repeated.",
    )
    .ja(
        "{host} が {call} に {seconds} 秒以内に応答しませんでした",
        "しばらくしてから再度実行してください。最初にテナントを読み取るため、すでに反映された変更が繰り返されることはありません。",
    ),
    Words::new(
        api::REFUSED,
        "the service refused {call} with {status}: {said}",
        "Read what the service says. When the tenant was changed meanwhile, a new plan takes that into account.",
    )
    .ja(
        "サービスが {call} を {status} で拒否しました：{said}",
        "サービスのメッセージを確認してください。テナントがその間に変更されている場合は、新しいプランに反映されます。",
    ),
    Words::new(
        api::FAILED,
        "the service failed at {call} with {status}: {said}",
        "This is a fault or maintenance of the service. Run the command again later.",
    )
    .ja(
        "サービスが {call} の処理に {status} で失敗しました：{said}",
        "サービスの障害またはメンテナンスです。しばらくしてから再度実行してください。",
    ),
    Words::new(
        api::RATE_LIMITED,
        "the service keeps refusing {call} because of its rate limit (refusals: {times})",
        "Other apps of the tenant share the limit. Run the command again when they are done.",
    )
    .ja(
        "呼び出し回数の制限により、サービスが {call} を拒否し続けています（{times} 回）",
        "制限はテナントのほかのアプリと共有されます。それらの処理が終わってから再度実行してください。",
    ),
    Words::new(
        api::FORBIDDEN,
        "the service does not allow {call}: {said}",
        "Check in the Developer Console that the app has the scope (directory.read to read, directory to write) and that the tenant's plan includes the API.",
    )
    .ja(
        "サービスが {call} を許可していません：{said}",
        "Developer Console で、アプリに必要な scope（読み取りは directory.read、書き込みは directory）があること、テナントのプランで API を利用できることを確認してください。",
    ),
    Words::new(
        api::UNAUTHORISED,
        "the service refused {call} although the access token is new: {said}",
        "Check in the Developer Console that the app and its service account are still active.",
    )
    .ja(
        "アクセストークンは新しいものですが、サービスが {call} を拒否しました：{said}",
        "Developer Console で、アプリとサービスアカウントが有効であることを確認してください。",
    ),
    Words::new(
        api::ACCESS_TOKEN_REFUSED,
        "the service refused the access token in LINEWORKS_ACCESS_TOKEN: {said}",
        "The token has probably expired. Set a new one, or set the service account's variables so that meibo asks for tokens itself.",
    )
    .ja(
        "サービスが LINEWORKS_ACCESS_TOKEN のアクセストークンを拒否しました：{said}",
        "トークンの期限が切れている可能性があります。新しいトークンを設定するか、サービスアカウントの環境変数を設定して meibo にトークンを取得させてください。",
    ),
    Words::new(
        api::REDIRECTED,
        "{host} answered {call} with a redirect ({status}), which is not followed",
        "Check the address in LINEWORKS_API_URL and LINEWORKS_AUTH_URL, and whether a proxy or login portal stands in between.",
    )
    .ja(
        "{host} が {call} にリダイレクト（{status}）で応答しました。リダイレクトには従いません",
        "LINEWORKS_API_URL と LINEWORKS_AUTH_URL のアドレスと、途中にプロキシやログインページがないかを確認してください。",
    ),
    Words::new(
        api::ANSWER_HTML,
        "{host} answered {call} with a web page instead of JSON ({status})",
        "Something else than the service answered: check the address in LINEWORKS_API_URL, the proxy, and whether the network asks for a login.",
    )
    .ja(
        "{host} が {call} に JSON ではなく Web ページで応答しました（{status}）",
        "サービス以外のものが応答しています。LINEWORKS_API_URL のアドレス、プロキシ、ネットワークへのログインの要否を確認してください。",
    ),
    Words::new(
        api::ANSWER_EMPTY,
        "{host} answered {call} with nothing ({status})",
        "Run the command again. When it happens again, check whether a proxy in between drops answers.",
    )
    .ja(
        "{host} が {call} に空の応答を返しました（{status}）",
        "再度実行してください。繰り返す場合は、途中のプロキシが応答を捨てていないかを確認してください。",
    ),
    Words::new(
        api::ANSWER_CUT_OFF,
        "the answer of {host} to {call} stops in the middle ({status})",
        "Run the command again. When it happens again, check whether a proxy in between cuts answers off.",
    )
    .ja(
        "{call} に対する {host} の応答が途中で切れています（{status}）",
        "再度実行してください。繰り返す場合は、途中のプロキシが応答を切っていないかを確認してください。",
    ),
    Words::new(
        api::ANSWER_NOT_JSON,
        "{host} answered {call} with something that is not JSON ({status})",
        "Check the address in LINEWORKS_API_URL and whether a proxy changes answers.",
    )
    .ja(
        "{host} が {call} に JSON ではない内容で応答しました（{status}）",
        "LINEWORKS_API_URL のアドレスと、途中のプロキシが応答を変更していないかを確認してください。",
    ),
    Words::new(
        api::ANSWER_TOO_LARGE,
        "the answer of {host} to {call} is larger than {limit} bytes ({status})",
        "Check the address in LINEWORKS_API_URL: no documented answer is this large.",
    )
    .ja(
        "{call} に対する {host} の応答が {limit} バイトを超えています（{status}）",
        "LINEWORKS_API_URL のアドレスを確認してください。文書化された応答にこれほど大きいものはありません。",
    ),
    Words::new(
        api::ANSWER_SHAPE,
        "the answer of {host} to {call} is not what the service documents: {why} was expected ({status})",
        "Check the address in LINEWORKS_API_URL. When it is right, the service has changed and meibo needs an update.",
    )
    .ja(
        "{call} に対する {host} の応答が、サービスの文書と異なります：{why} が必要です（{status}）",
        "LINEWORKS_API_URL のアドレスを確認してください。正しい場合はサービスの仕様が変わっており、meibo の更新が必要です。",
    ),
    Words::new(
        api::LIST_REPEATS,
        "the list of {call} goes round in circles: a page came with a cursor that was there before",
        "Nothing is planned on a list that was not read to its end. Run the command again.",
    )
    .ja(
        "{call} の一覧が循環しています：以前と同じカーソルのページが返されました",
        "最後まで読み取れない一覧からプランは作成しません。再度実行してください。",
    ),
    Words::new(
        api::LIST_ENDLESS,
        "the list of {call} does not end: after {pages} pages nothing new comes, but always a further page",
        "Nothing is planned on a list that was not read to its end. Run the command again.",
    )
    .ja(
        "{call} の一覧が終わりません：{pages} ページ以降に新しい内容はありませんが、次のページが返され続けます",
        "最後まで読み取れない一覧からプランは作成しません。再度実行してください。",
    ),
    Words::new(
        api::TOKEN_REFUSED,
        "{host} refused to issue an access token ({status}): {said}",
        "Check LINEWORKS_CLIENT_ID, LINEWORKS_CLIENT_SECRET, LINEWORKS_SERVICE_ACCOUNT and the private key against the Developer Console, that the app has the scope asked for, and the clock of this machine.",
    )
    .ja(
        "{host} がアクセストークンの発行を拒否しました（{status}）：{said}",
        "LINEWORKS_CLIENT_ID、LINEWORKS_CLIENT_SECRET、LINEWORKS_SERVICE_ACCOUNT と秘密鍵を Developer Console の内容と照合し、アプリに必要な scope があること、このマシンの時計が正しいことを確認してください。",
    ),
    Words::new(
        api::TOKEN_UNREADABLE,
        "{host} answered the request for an access token without a token ({status})",
        "Check the address in LINEWORKS_AUTH_URL and whether a proxy or login portal stands in between.",
    )
    .ja(
        "{host} の応答にアクセストークンが含まれていません（{status}）",
        "LINEWORKS_AUTH_URL のアドレスと、途中にプロキシやログインページがないかを確認してください。",
    ),
    Words::new(
        api::KEY_NOT_PEM,
        "the private key is no PEM text",
        "Give the file the Developer Console offers for download: it begins with -----BEGIN and ends with -----END lines. In LINEWORKS_PRIVATE_KEY line ends may be written as \\n.",
    )
    .ja(
        "秘密鍵が PEM 形式の文字列ではありません",
        "Developer Console でダウンロードしたファイルを指定してください。-----BEGIN の行で始まり -----END の行で終わるものです。LINEWORKS_PRIVATE_KEY では改行を \\n と書けます。",
    ),
    Words::new(
        api::KEY_ENCRYPTED,
        "the private key is encrypted",
        "Decrypt it first (openssl pkcs8 -in KEY -out PLAIN), or download a new one from the Developer Console.",
    )
    .ja(
        "秘密鍵が暗号化されています",
        "先に復号するか（openssl pkcs8 -in KEY -out PLAIN）、Developer Console で新しい鍵をダウンロードしてください。",
    ),
    Words::new(
        api::KEY_NOT_PRIVATE,
        "the private key is not a private key but: {found}",
        "Give the private key file the Developer Console offers for download.",
    )
    .ja(
        "秘密鍵ではなく、次のものが指定されています：{found}",
        "Developer Console でダウンロードした秘密鍵ファイルを指定してください。",
    ),
    Words::new(
        api::KEY_NOT_RSA,
        "the private key is not an RSA key but: {found}",
        "Give the private key file the Developer Console offers for download: the service takes RS256 signatures only.",
    )
    .ja(
        "RSA の秘密鍵ではなく、次のものが指定されています：{found}",
        "Developer Console でダウンロードした秘密鍵ファイルを指定してください。サービスは RS256 の署名のみ受け付けます。",
    ),
    Words::new(
        api::KEY_DAMAGED,
        "the private key is damaged: it looks like one, but no RSA key can be read from it",
        "Download it again from the Developer Console. When it stands in an environment variable, check that no line is missing.",
    )
    .ja(
        "秘密鍵が破損しています：形式は合っていますが、RSA 鍵を読み取れません",
        "Developer Console で再度ダウンロードしてください。環境変数で渡している場合は、行が欠けていないかを確認してください。",
    ),
    Words::new(
        api::URL_MALFORMED,
        "{url} is no address of a server",
        "Give an https:// address without login, query or fragment, such as https://www.worksapis.com/v1.0.",
    )
    .ja(
        "{url} はサーバーのアドレスとして正しくありません",
        "https://www.worksapis.com/v1.0 のように、ログイン情報・クエリ・フラグメントのない https:// のアドレスを指定してください。",
    ),
    Words::new(
        api::URL_PLAIN_HTTP,
        "{url} is plain http to another machine",
        "Use https://. Plain http would show the access token to everybody on the way, so it is accepted for this machine only.",
    )
    .ja(
        "{url} は別のマシンへの暗号化されない http です",
        "https:// を使用してください。http ではアクセストークンが経路上で読み取られるため、このマシン自身への接続にのみ使えます。",
    ),
    Words::new(
        api::TIME_SCALE_NOT_LOOPBACK,
        "--time-scale would break the rate rules of {url}",
        "Leave it out. It is for servers on this machine only.",
    )
    .ja(
        "--time-scale を使うと {url} の呼び出し制限に違反します",
        "取り除いてください。このマシン上のサーバー専用です。",
    ),
    Words::new(
        api::TIME_SCALE_MALFORMED,
        "--time-scale {value} is no positive number",
        "Give a number such as 60: every wait is divided by it.",
    )
    .ja(
        "--time-scale {value} は正の数ではありません",
        "60 のような数値を指定してください。待ち時間がその数で割られます。",
    ),
    Words::new(
        api::CA_FILE_MALFORMED,
        "the CA file (SSL_CERT_FILE) cannot be used: {why}",
        "Give a PEM file with the certificates of the authorities to trust.",
    )
    .ja(
        "CA ファイル（SSL_CERT_FILE）を使用できません：{why}",
        "信頼する認証局の証明書を含む PEM ファイルを指定してください。",
    ),
    Words::new(
        api::PROXY_MALFORMED,
        "the proxy in HTTPS_PROXY is no address",
        "Give it as http://HOST:PORT, with USER:PASSWORD@ before the host where the proxy asks for a login.",
    )
    .ja(
        "HTTPS_PROXY のプロキシがアドレスとして正しくありません",
        "http://HOST:PORT の形式で指定してください。プロキシにログインが必要な場合は、ホストの前に USER:PASSWORD@ を付けます。",
    ),
    Words::new(
        api::TLS_SETUP,
        "TLS cannot be set up: {why}",
        "Check the certificate authorities of this machine, or name a PEM file in SSL_CERT_FILE.",
    )
    .ja(
        "TLS を準備できません：{why}",
        "このマシンの認証局の設定を確認するか、SSL_CERT_FILE で PEM ファイルを指定してください。",
    ),
    Words::new(
        api::ACCESS_TOKEN_MALFORMED,
        "LINEWORKS_ACCESS_TOKEN holds characters that no access token has",
        "Set it again: the token alone, without quotes, spaces or the word Bearer.",
    )
    .ja(
        "LINEWORKS_ACCESS_TOKEN に、アクセストークンには使われない文字が含まれています",
        "引用符・空白・Bearer を含めず、トークンのみを設定し直してください。",
    ),
    Words::new(
        live::DOMAIN_REFUSED,
        "the service does not let meibo read the domain {domain} ({id}): {status} {said}",
        "Check the number of the domain in the configuration against the Developer Console, and that the app has the scope directory.read and reaches this domain.",
    )
    .ja(
        "サービスがドメイン {domain}（{id}）の読み取りを許可していません：{status} {said}",
        "設定のドメイン番号を Developer Console と照合し、アプリに scope directory.read があり、このドメインを対象としていることを確認してください。",
    ),
    Words::new(
        live::HIDDEN_PROPERTIES,
        "the domain {domain} does not return these member properties, so they are left as they are: {properties}",
        "Switch them on in the admin console (Members, manage items), or take them out of the configuration.",
    )
    .ja(
        "ドメイン {domain} は次のメンバー項目を返さないため、変更しません：{properties}",
        "管理画面（メンバー > 管理項目）で表示するようにするか、設定から取り除いてください。",
    ),
    Words::new(
        live::INLINE_NOT_WHOLE,
        "the list of groups does not show all who are in them: group {group} holds others when read by itself (groups read both ways: {sampled} of {of})",
        "Nothing that it shows is used: the members and masters of every managed group are read by their own lists now. Leave --group-members inline out for this tenant.",
    )
    .ja(
        "グループの一覧に参加者がすべて表示されていません：グループ {group} は個別に読み取ると参加者が異なります（{of} 件のうち {sampled} 件を両方の方法で確認）",
        "一覧の内容は使用せず、管理対象の全グループの参加者とマスターを個別に読み取ります。このテナントでは `--group-members inline` を使わないでください。",
    ),
    Words::new(
        live::LONG_GROUPS,
        "{groups} groups: about {minutes} min at {rate} calls a minute (calls left: {calls})",
        "Their members and masters are read group by group. --group-members inline reads them with the groups, and holds a sample against their own lists; meibo pull --out saves what was read for meibo plan --live.",
    )
    .ja(
        "グループが {groups} 件あります：1 分あたり {rate} 回の呼び出しで約 {minutes} 分かかります（残り {calls} 回）",
        "参加者とマスターはグループごとに読み取ります。`--group-members inline` を付けるとグループとともに読み取り、一部を個別の一覧と照合します。`meibo pull --out` で保存すると `meibo plan --live` で使えます。",
    ),
    Words::new(
        live::LONG_READING,
        "reading the tenant takes about {minutes} min at {rate} calls a minute of each kind (calls left: {calls})",
        "meibo pull --out saves what was read, and meibo plan --live plans against it as often as you like.",
    )
    .ja(
        "テナントの読み取りには、同種の呼び出し 1 分あたり {rate} 回で約 {minutes} 分かかります（残り {calls} 回）",
        "`meibo pull --out` で保存すると、`meibo plan --live` で何度でもプランを作成できます。",
    ),
    Words::new(
        live::SNAPSHOT_UNREADABLE,
        "the snapshot {path} cannot be read: {why}",
        "Check the path. meibo pull --out FILE makes a snapshot.",
    )
    .ja(
        "スナップショット {path} を読み取れません：{why}",
        "パスを確認してください。スナップショットは `meibo pull --out FILE` で作成します。",
    ),
    Words::new(
        live::SNAPSHOT_DAMAGED,
        "{path} is no snapshot, or a damaged one: {why}",
        "Make it again with meibo pull --out FILE.",
    )
    .ja(
        "{path} はスナップショットではないか、破損しています：{why}",
        "`meibo pull --out FILE` で作り直してください。",
    ),
    Words::new(
        live::SNAPSHOT_FORMAT,
        "the snapshot {path} has format {found}, this meibo reads format {expected}",
        "Make it again with this version: meibo pull --out FILE.",
    )
    .ja(
        "スナップショット {path} の形式は {found} ですが、この meibo が読み取れるのは {expected} です",
        "このバージョンで作り直してください：`meibo pull --out FILE`",
    ),
    Words::new(
        live::SNAPSHOT_TENANT,
        "the snapshot {path} is of the tenant {found}, the configuration is for {expected}",
        "Give the snapshot of this tenant, or the configuration of the other one.",
    )
    .ja(
        "スナップショット {path} はテナント {found} のものですが、設定は {expected} 用です",
        "このテナントのスナップショット、または対応する設定を指定してください。",
    ),
    Words::new(
        live::SNAPSHOT_NOT_WRITTEN,
        "the snapshot {path} cannot be written: {why}",
        "Check that the folder exists, may be written and has room.",
    )
    .ja(
        "スナップショット {path} に書き込めません：{why}",
        "フォルダが存在し、書き込み可能で、空き容量があることを確認してください。",
    ),
    Words::new(
        live::SNAPSHOT_LACKS,
        "the snapshot {path} was read for a configuration that needed less: it lacks {lists}",
        "What was not read is never taken for empty. Make it again with this configuration: meibo pull --out FILE.",
    )
    .ja(
        "スナップショット {path} は必要な項目が少ない設定で読み取られたため、{lists} が含まれていません",
        "読み取っていないものを空とはみなしません。この設定で作り直してください：`meibo pull --out FILE`",
    ),
];
