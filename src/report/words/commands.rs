//! The words of the verbs (`src/commands`): codes 650 to 699, in the order of their numbers.

use super::Words;
use crate::source::Code;

/// See the module. The verbs stand above the report, so their codes are named by number.
pub const TABLE: &[Words] = &[
    Words::new(
        // commands::codes::FILE_UNREADABLE
        Code(650),
        "{path} cannot be read: {cause}",
        "Check the path and its permissions.",
    )
    .ja(
        "{path} を読み取れません：{cause}",
        "パスとアクセス権を確認してください。",
    ),
    Words::new(
        // commands::codes::FILE_UNWRITABLE
        Code(651),
        "{path} cannot be written: {cause}",
        "Check the path, its permissions and the space left.",
    )
    .ja(
        "{path} に書き込めません：{cause}",
        "パス、アクセス権、空き容量を確認してください。",
    ),
    Words::new(
        // commands::codes::TARGET_MALFORMED
        Code(655),
        "`--target {target}` is not of the form KIND/KEY",
        "Write a kind, a slash and a key, such as `org/sales-1`. The kinds are {kinds}.",
    )
    .ja(
        "`--target {target}` は 種類/キー の形式ではありません",
        "`org/sales-1` のように、種類、スラッシュ、キーの順に書いてください。種類は {kinds} です。",
    ),
    Words::new(
        // commands::codes::NOBODY_TO_ASK
        Code(656),
        "applying needs a yes, and there is no terminal to ask at",
        "Review the plan, then run apply with `--yes`.",
    )
    .ja(
        "適用には確認が必要ですが、入力できる端末がありません",
        "プランを確認したうえで、`--yes` を付けて実行してください。",
    ),
    Words::new(
        // commands::codes::DECLINED
        Code(657),
        "not applied: the answer was not `yes`",
        "Nothing was changed. Run apply again and answer `yes` to go on.",
    )
    .ja(
        "`yes` または `はい` と入力されなかったため、適用していません",
        "何も変更していません。適用する場合は、再度実行して `yes` または `はい` と入力してください。",
    ),
    Words::new(
        // commands::codes::SYSTEM
        Code(658),
        "the system refuses what meibo needs to run: {cause}",
        "Free some memory, threads or open files (`ulimit -n`) and try again.",
    )
    .ja(
        "実行に必要なものをシステムから取得できません：{cause}",
        "メモリ、スレッド、または開けるファイルの数（`ulimit -n`）に余裕を作ってから、再度実行してください。",
    ),
    Words::new(
        // commands::codes::STILL_DIFFERS
        Code(659),
        "everything was applied, and the tenant still differs: {calls} more calls would be needed ({objects})",
        "Run plan to see what differs. Somebody may be changing the tenant right now, or the service takes longer to show a change.",
    )
    .ja(
        "すべて適用しましたが、テナントにはまだ差異があります：あと {calls} 回の呼び出しが必要です（{objects}）",
        "`meibo plan` で差異を確認してください。ほかの人がテナントを変更中か、サービスへの反映に時間がかかっている可能性があります。",
    ),
    Words::new(
        // commands::codes::SANDBOX_WITHOUT_TENANT
        Code(660),
        "nothing says which tenant the sandbox is to play: there is no usable configuration at {path}, no seed and no state",
        "Name the folder of a configuration, or give a state file or a snapshot with `--seed`.",
    )
    .ja(
        "サンドボックスが再現するテナントを特定できません：{path} に使用できる設定がなく、初期データも状態ファイルもありません",
        "設定フォルダを指定するか、`--seed` で状態ファイルまたはスナップショットを指定してください。",
    ),
    Words::new(
        // commands::codes::NUMBER_OUT_OF_RANGE
        Code(661),
        "`{flag} {value}` is out of range",
        "Give a number {range}.",
    )
    .ja(
        "`{flag} {value}` は範囲外です",
        "指定できる数値の範囲：{range}。",
    ),
    Words::new(
        // commands::codes::FIRST_PASSWORD_MISSING
        Code(662),
        "the plan creates members whose first password the administrator sets, and none was given",
        "Set {variable}, or let the members set their own with `passwordBy: member`.",
    )
    .ja(
        "プランには管理者が初期パスワードを設定するメンバーの作成が含まれていますが、パスワードが指定されていません",
        "{variable} を設定するか、`passwordBy: member` として本人に設定させてください。",
    ),
    Words::new(
        // commands::codes::SANDBOX_WITHOUT_STATE
        Code(663),
        "there is no sandbox at {path} for the saved plan to be applied to",
        "Name the state of the sandbox the plan was made against: `--sandbox=FOLDER/.meibo/sandbox.json`.",
    )
    .ja(
        "保存されたプランの適用先となるサンドボックスが {path} にありません",
        "プランの作成に使用したサンドボックスの状態を指定してください：`--sandbox=FOLDER/.meibo/sandbox.json`",
    ),
    Words::new(
        // commands::codes::RUN_UNFINISHED
        Code(664),
        "the run {run} of {started} ({by} on {host}) did not come to its end: {done} of {total} steps are done, {doubtful} in doubt, {left} left",
        "`meibo apply --resume` goes on with it: what is in doubt is looked at first. `meibo apply --abandon` gives it up and plans anew from the tenant as it is.",
    )
    .ja(
        "{started} に {by}（{host}）が開始した実行 {run} が完了していません：全 {total} ステップのうち {done} 件が完了、{doubtful} 件が結果不明、{left} 件が未実行です",
        "`meibo apply --resume` で再開できます（結果不明のものは先に確認します）。`meibo apply --abandon` で破棄し、現在のテナントから改めてプランを作成します。",
    ),
    Words::new(
        // commands::codes::RESUMABLE
        Code(665),
        "the run {run} can be taken up where it stands",
        "Solve what stopped it and run `meibo apply --resume`; or change the configuration and run `meibo apply --abandon`, which plans anew.",
    )
    .ja(
        "実行 {run} は中断した箇所から再開できます",
        "中断の原因を解消して `meibo apply --resume` を実行してください。設定を変更する場合は `meibo apply --abandon` で破棄し、改めてプランを作成します。",
    ),
    Words::new(
        // commands::codes::NOTHING_TO_RESUME
        Code(666),
        "there is no run to take up in {path}",
        "Every run there came to its end: run apply without `--resume`.",
    )
    .ja(
        "{path} に再開できる実行はありません",
        "これまでの実行はすべて終了しています。`--resume` を付けずに実行してください。",
    ),
    Words::new(
        // commands::codes::READING_CUT_SHORT
        Code(667),
        "everything was applied, and reading it back was stopped on request",
        "Run plan to see whether anything is left.",
    )
    .ja(
        "すべて適用しましたが、反映の確認は要求により中断しました",
        "残りがないかを `meibo plan` で確認してください。",
    ),
    Words::new(
        // commands::codes::WHICH_TENANT
        Code(668),
        "runs of several tenants can be taken up in {path}: {tenants}",
        "Name the configuration of the tenant that is meant: `meibo apply PATH --resume`.",
    )
    .ja(
        "{path} には複数のテナントの再開できる実行があります：{tenants}",
        "対象のテナントの設定を指定してください：`meibo apply PATH --resume`",
    ),
    Words::new(
        // commands::codes::LISTS_LAG
        Code(670),
        "everything that was applied reads as written, and the service's lists do not show it all yet ({objects})",
        "Lists may take minutes, memberships up to {minutes} minutes: `meibo drift` tells after that whether anything is left.",
    )
    .ja(
        "適用した内容は個別の取得では書き込みどおりですが、サービスの一覧にはまだすべて反映されていません（{objects}）",
        "一覧への反映には数分、所属やグループの参加者では最大 {minutes} 分かかることがあります。その後 `meibo drift` で確認してください。",
    ),
    Words::new(
        // commands::codes::SINCE_DAMAGED
        Code(671),
        "{path} does not hold the drift that was reported last: {cause}",
        "Name the file of this configuration's own `drift --since`, or delete it: the drift is reported anew then.",
    )
    .ja(
        "{path} に前回報告した差異が正しく保存されていません：{cause}",
        "この設定の `drift --since` で使用したファイルを指定するか、削除してください。削除すると差異を改めて報告します。",
    ),
    Words::new(
        // commands::codes::ALLOW_MALFORMED
        Code(680),
        "`--allow {allow}` names nothing that has a limit",
        "Write SECTION.ACTION=NUMBER, such as `members.remove=12`. There are: {known}.",
    )
    .ja(
        "`--allow {allow}` に該当する上限はありません",
        "`members.remove=12` のように SECTION.ACTION=NUMBER の形式で書いてください。使用できるもの：{known}。",
    ),
    Words::new(
        // commands::codes::ALLOW_REPEATED
        Code(681),
        "`--allow` says `{what}` more than once",
        "Say it once, with the number that may be.",
    )
    .ja(
        "`--allow` に `{what}` が複数回指定されています",
        "許可する数を 1 回だけ指定してください。",
    ),
    Words::new(
        // commands::codes::ALLOW_WITH_PLAN
        Code(682),
        "`--allow` does nothing for a saved plan, which holds what was allowed when it was made",
        "Make the plan again with `meibo plan --allow ... --out FILE`, and review it.",
    )
    .ja(
        "保存されたプランに `--allow` は効果がありません。許可された数はプランの作成時に記録されています",
        "`meibo plan --allow ... --out FILE` でプランを作り直し、内容を確認してください。",
    ),
    Words::new(
        // commands::codes::FOLDER_NOT_EMPTY
        Code(683),
        "{path} is no configuration, and not empty: {name} stands in it",
        "Name an empty folder, or one that does not exist yet, with `--out DIR`; or the folder of a configuration, which is brought up to date.",
    )
    .ja(
        "{path} は設定のフォルダではなく、空でもありません（{name} があります）",
        "`--out DIR` で、空のフォルダか、まだないフォルダを指定してください。設定のフォルダを指定すると、その内容を更新します。",
    ),
    Words::new(
        // commands::codes::IMPORT_REFUSED
        Code(684),
        "what was imported is no valid configuration, so nothing was written",
        "The problems beside this one say what the tenant holds that no configuration may hold; their files and lines are those that would have been written. Change it in the admin console, then import again. Where they speak of what is declared and not in the tenant, change that in the files, or take it out with `--prune`.",
    )
    .ja(
        "取り込んだ内容が設定として正しくないため、何も書き込んでいません",
        "テナントにあって設定に書けない値を、あわせて表示しています（ファイル名と行は、書き込むはずだった内容のものです）。管理画面で修正してから、もう一度取り込んでください。宣言されていてテナントにないものが原因の場合は、ファイルを修正するか、`--prune` で取り除いてください。",
    ),
    Words::new(
        // commands::codes::IMPORT_IN_THE_WAY
        Code(685),
        "{path} is to be a new file, and something stands there that is no part of the configuration",
        "Move it away or give it another name, then import again. Nothing was written.",
    )
    .ja(
        "新しく作るファイル {path} の場所に、設定に含まれないものがあります",
        "それを移動するか名前を変えてから、もう一度取り込んでください。何も書き込んでいません。",
    ),
    Words::new(
        // commands::codes::ORG_UNKNOWN
        Code(689),
        "`--org {org}` names no org of the chart",
        "Give the key of an org as it is declared; `meibo chart` shows every key.",
    )
    .ja(
        "`--org {org}` に当たる組織は組織図にありません",
        "宣言されている組織の `key` を指定してください。`meibo chart` ですべての `key` を確認できます。",
    ),
    Words::new(
        // commands::codes::SHOWN_UNKNOWN
        Code(690),
        "nothing that is declared or live answers to `{what}`",
        "Give a key, `KIND/KEY`, a mail address, a name or a resource id. Without a tenant only what is declared is looked through.",
    )
    .ja(
        "`{what}` に当たるものは、宣言にもテナントにもありません",
        "`key`、`KIND/KEY`、メールアドレス、名前、リソース ID のいずれかを指定してください。テナントの指定がない場合は、宣言のみを検索します。",
    ),
    Words::new(
        // commands::codes::SHOWN_SEVERAL
        Code(691),
        "{count} objects answer to `{what}`: {candidates}",
        "Name the one that is meant by its kind and key, as it is listed here.",
    )
    .ja(
        "`{what}` に当たるものが {count} 件あります：{candidates}",
        "一覧のとおり、種類と `key`（`KIND/KEY`）で 1 件を指定してください。",
    ),
    Words::new(
        // commands::codes::WOULD_OVERWRITE
        Code(692),
        "{path} holds {files} already, and nothing is overwritten",
        "Name an empty or a new folder: `meibo init DIR`. A configuration that lacks a `tenant` section alone gets one; `meibo validate` says what else is wrong.",
    )
    .ja(
        "{path} には {files} がすでに存在するため、上書きしません",
        "空のフォルダか新しいフォルダを指定してください：`meibo init DIR`。`tenant` セクションだけが足りない設定には、それを追加します。ほかの問題は `meibo validate` で確認できます。",
    ),
    Words::new(
        // commands::codes::FORMAT_NOT_HERE
        Code(694),
        "`--format {format}` means nothing for this verb: it prints more than problems",
        "Leave it out, or use text or json; {format} goes with validate, plan and drift.",
    )
    .ja(
        "このコマンドでは `--format {format}` を使えません。問題以外も出力するためです",
        "指定を外すか、text または json を使ってください。{format} は validate、plan、drift で使えます。",
    ),
    Words::new(
        // commands::codes::NO_SUCH_CODE
        Code(695),
        "there is no problem code {code}",
        "`meibo explain` lists the codes.",
    )
    .ja(
        "{code} という問題コードはありません",
        "コードの一覧は `meibo explain` で確認できます。",
    ),
    Words::new(
        // commands::codes::WARNINGS_DENIED
        Code(696),
        "warnings that count as errors because of `--deny warnings`: {count}",
        "Solve them, or allow their codes in `policy.allow` with a reason.",
    )
    .ja(
        "`--deny warnings` により、警告 {count} 件をエラーとして扱います",
        "警告を解消するか、`policy.allow` に理由を書いてそのコードを許可してください。",
    ),
];
