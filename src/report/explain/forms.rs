//! Why texts have the form they have, and what decoding refuses: codes 160 to 199.

use super::entry::{Explanation, yaml};
use crate::source::codes::*;

/// See the module.
pub(super) const TABLE: &[Explanation] = &[
    yaml(
        FORM_EXTERNAL_KEY,
        "4.2, directory",
        "The service refuses % \\ # / ? in external keys: they stand in the paths of its calls. A space at an end is not seen.",
        "外部キーは API のパスに入るため、サービスは % \\ # / ? を拒否します。前後の空白は目に見えないため認めません。",
        "orgs:
  - {key: sales/1, name: 営業1課}",
        "orgs:
  - {key: sales-1, name: 営業1課}",
    ),
    yaml(
        FORM_RESOURCE_ID,
        "4.1, directory",
        "Ids are given by the service and copied: anything else is a slip of the clipboard.",
        "ID はサービスが付けるもので、コピーして使います。それ以外の形は貼り間違いです。",
        "orgs:
  - {key: sales, name: 営業部, id: \"営業部 5b0d4a3e\"}",
        "orgs:
  - {key: sales, name: 営業部, id: 5b0d4a3e-7f5c-4c0e-17a1-04f1c2b39d10}",
    ),
    yaml(
        FORM_LOCAL_KEY,
        "docs/yaml.md",
        "The keys of tenants and domains stand in names of files and locks.",
        "テナントとドメインのキーは、ファイル名やロックの名前に使うためです。",
        "orgs:
  - {key: sales, name: 営業部, domain: _sub}",
        "orgs:
  - {key: sales, name: 営業部, domain: sub}",
    ),
    yaml(
        FORM_KEY_PATTERN,
        "docs/yaml.md",
        "A pattern with a character that no key can have fits nothing, and what it was to own would not be managed.",
        "キーに使えない文字を含むパターンは何にも一致せず、管理したい対象が管理されません。",
        "policy:
  owns: {members: \"E/*\"}
members: []",
        "policy:
  owns: {members: \"E*\"}
members: []",
    ),
    yaml(
        FORM_MAIL_DOMAIN,
        "11 #36",
        "It is compared with the part of addresses after the @, which the service keeps in lower case.",
        "アドレスの @ より後ろと照合するためです。サービスはアドレスを小文字で保持します。",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: \"@Acme.example\"}",
        "tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example}",
    ),
    yaml(
        FORM_LOGIN_EMAIL,
        "5.1.3, user-create",
        "The service refuses login ids with other characters, and full-width letters look like the right ones.",
        "サービスは、これ以外の文字を含むログイン ID を拒否します。全角文字は正しい文字と見分けにくいものです。",
        "members:
  - {key: E1, email: hanako＠acme.example}",
        "members:
  - {key: E1, email: hanako@acme.example}",
    ),
    yaml(
        FORM_ORG_EMAIL,
        "5.2.2, orgunit-create",
        "The service refuses addresses of orgs and groups of another form.",
        "サービスは、この形でない組織・グループのアドレスを拒否します。",
        "orgs:
  - {key: sales, name: 営業部, email: Sales@acme.example}",
        "orgs:
  - {key: sales, name: 営業部, email: sales@acme.example}",
    ),
    yaml(
        FORM_EMAIL,
        "5.1.2, user-create",
        "The invitation would go nowhere: without it a new member cannot set a password.",
        "招待メールが届きません。届かなければ、新しいメンバーはパスワードを設定できません。",
        "members:
  - {key: E1, privateEmail: hanako.private.example}",
        "members:
  - {key: E1, privateEmail: hanako@private.example}",
    ),
    yaml(
        FORM_NAME,
        "4.2, orgunit-create",
        "The service refuses other special characters in names of orgs, levels, positions and user types.",
        "サービスは、組織・職級・役職・利用権限タイプの名前に、これ以外の記号を認めません。",
        "orgs:
  - {key: sales, name: \"営業部*\"}",
        "orgs:
  - {key: sales, name: 営業部(東京)}",
    ),
    yaml(
        FORM_ANY_NAME,
        "5.3.3, group-create",
        "A blank name is refused, and a line end in one breaks every list it is shown in.",
        "空白だけの名前は拒否されます。改行を含む名前は、一覧の表示を崩します。",
        "groups:
  - {key: g-1, name: \"企画\\n会議\"}",
        "groups:
  - {key: g-1, name: 企画 会議}",
    ),
    yaml(
        FORM_PERSON,
        "5.1.2, user-create",
        "The service refuses other special characters in names of people.",
        "サービスは、氏名にこれ以外の記号を認めません。",
        "members:
  - {key: E1, name: {last: \"森:\", first: 花子}}",
        "members:
  - {key: E1, name: {last: 森, first: 花子}}",
    ),
    yaml(
        FORM_KATAKANA,
        "5.1.2, user-create",
        "The service takes readings in katakana alone.",
        "サービスが受け付けるフリガナは、カタカナだけです。",
        "members:
  - {key: E1, name: {last: 森, first: 花子, phoneticLast: もり}}",
        "members:
  - {key: E1, name: {last: 森, first: 花子, phoneticLast: モリ}}",
    ),
    yaml(
        FORM_PHONE,
        "5.1.2, user-create",
        "The service refuses other characters: full-width digits and dashes among them.",
        "サービスは、これ以外の文字を拒否します。全角の数字やハイフンも使えません。",
        "members:
  - {key: E1, telephone: ０３－１２３４－５６７８}",
        "members:
  - {key: E1, telephone: 03-1234-5678}",
    ),
    yaml(
        FORM_TYPE_CODE,
        "5.6, directory-user-type-create",
        "The service refuses other codes of user types.",
        "サービスは、これ以外の形の利用権限タイプコードを拒否します。",
        "userTypes:
  - {key: FT, name: 正社員, code: 1-FULL}",
        "userTypes:
  - {key: FT, name: 正社員, code: FULL_1}",
    ),
    yaml(
        FORM_PROPERTY_NAME,
        "5.7, directory-user-custom-property-create",
        "No custom property can have such a name.",
        "この形の名前のカスタム項目は作れません。",
        "members:
  - {key: E1, custom: {1st-language: 日本語}}",
        "members:
  - {key: E1, custom: {firstLanguage: 日本語}}",
    ),
    yaml(
        FORM_LINK,
        "5.7",
        "The service wants a valid URL.",
        "サービスは正しい URL を求めます。",
        "members:
  - {key: E1, custom: {site: {text: 紹介, link: acme.example/people}}}",
        "members:
  - {key: E1, custom: {site: {text: 紹介, link: \"https://acme.example/people\"}}}",
    ),
    yaml(
        FORM_DATE,
        "5.1.2, user-create",
        "The service takes YYYY-MM-DD alone; 4/1/2026 is another day in another country.",
        "サービスが受け付けるのは YYYY-MM-DD だけです。4/1/2026 は国によって別の日になります。",
        "members:
  - {key: E1, hiredDate: 2026/04/01}",
        "members:
  - {key: E1, hiredDate: 2026-04-01}",
    ),
    yaml(
        FORM_DATE_TIME,
        "5.1.2, user-set-leave-of-absence",
        "Without its offset a moment is another one on another machine.",
        "時差の指定がないと、環境によって別の時刻になります。",
        "members:
  - {key: E1, activationDate: \"2026-04-01 09:00\"}",
        "members:
  - {key: E1, activationDate: 2026-04-01T09:00:00+09:00}",
    ),
    yaml(
        FORM_TIME_ZONE,
        "5.1.2, user-create",
        "The service takes IANA names; abbreviations such as JST are ambiguous.",
        "サービスが受け付けるのは IANA の名前です。略称は一意ではありません。",
        "members:
  - {key: E1, timeZone: \"UTC+9:00\"}",
        "members:
  - {key: E1, timeZone: Asia/Tokyo}",
    ),
    yaml(
        NO_TENANT,
        "docs/yaml.md",
        "The tenant and its domains say where everything belongs; without them a configuration could be applied to another company.",
        "テナントとドメインの指定がないと、別の会社に適用してしまうおそれがあります。",
        "# the whole configuration
orgs:
  - {key: hq, name: 本社}",
        "# the whole configuration
tenant:
  key: acme
  domains:
    - {key: acme, id: 1, name: acme.example}
orgs:
  - {key: hq, name: 本社}",
    ),
    yaml(
        TWO_TENANTS,
        "docs/yaml.md",
        "A configuration is for one tenant: two would contradict each other.",
        "1 つの設定は 1 つのテナントのものです。2 つあると矛盾します。",
        "# tenant.yaml
tenant:
  key: acme
  domains: [{key: acme, id: 1, name: acme.example}]
# test.yaml
tenant:
  key: acme-test
  domains: [{key: acme, id: 2, name: test.example}]",
        "# tenant.yaml
tenant:
  key: acme
  domains: [{key: acme, id: 1, name: acme.example}]
# test.yaml
orgs: []",
    ),
    yaml(
        TWO_POLICIES,
        "docs/yaml.md",
        "A second policy could quietly lift a limit that the first one sets.",
        "2 つ目の `policy` が、1 つ目の制限を気付かれずに外してしまうおそれがあります。",
        "# limits.yaml
policy:
  limits: {members: {remove: {max: 5}}}
# policy.yaml
policy:
  removal: {members: delete}",
        "# limits.yaml
policy:
  limits: {members: {remove: {max: 5}}}
  removal: {members: delete}",
    ),
    yaml(
        UNKNOWN_DOMAIN,
        "5.11",
        "The service has no list of domains: those that the configuration names are all that meibo knows.",
        "サービスにはドメインの一覧を得る API がありません。meibo が知るのは設定に書かれたドメインだけです。",
        "orgs:
  - {key: sales, name: 営業部, domain: akme}",
        "orgs:
  - {key: sales, name: 営業部, domain: acme}",
    ),
    yaml(
        PARENT_CONFLICT,
        "docs/yaml.md",
        "An org has one parent: where it is nested and what `parent` says must not differ.",
        "組織の上位組織は 1 つです。入れ子の位置と `parent` が食い違ってはなりません。",
        "orgs:
  - key: hq
    name: 本社
    orgs:
      - {key: sales, name: 営業部, parent: branch}
  - {key: branch, name: 支社}",
        "orgs:
  - key: hq
    name: 本社
  - key: branch
    name: 支社
    orgs:
      - {key: sales, name: 営業部}",
    ),
];
