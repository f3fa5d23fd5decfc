//! The words of apply and of the store (`src/apply`, `src/store`): codes 700 to 799, in the order of their numbers.

use super::Words;
use crate::apply::codes;
use crate::apply::undo::codes as undo;
use crate::store::codes as store;

/// See the module.
pub const TABLE: &[Words] = &[
    Words::new(
        codes::STEP_REFUSED,
        "step {n} ({op} {object} {name}) was refused: the service answered {status} to {call}: {said}",
        "Read what the service says, correct the configuration or the tenant, and run apply again: it plans what is left.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）が拒否されました：{call} に対するサービスの応答は {status} です：{said}",
        "サービスのメッセージを確認し、設定またはテナントを修正してから再度適用してください。残りの分のプランが作成されます。",
    ),
    Words::new(
        codes::ALREADY_THERE,
        "step {n}: {object} {name} cannot be created, because an object with the same {by} is there already ({id})",
        "If it is the same object, adopt it with `id: {id}` or `previously:`; else give the new one another name.",
    )
    .ja(
        "ステップ {n}：{object} {name} を作成できません。{by} が同じ対象がすでに存在します（{id}）",
        "同じ対象であれば `id: {id}` または `previously:` で管理対象にしてください。別の対象であれば、新しい方の名前を変更してください。",
    ),
    Words::new(
        codes::STEP_UNKNOWN,
        "step {n} ({op} {object} {name}): it is not known whether {call} was done: {why}",
        "Run plan: it reads the tenant and shows what is left.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）：{call} が実行されたかどうか不明です：{why}",
        "`meibo plan` を実行してください。テナントを読み取り、残りの変更を示します。",
    ),
    Words::new(
        codes::NOT_SENT_NEEDS,
        "step {n} ({op} {object} {name}) was not sent, because it needs {needs}, which was not done",
        "Solve what stopped the other step and run apply again.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）は送信していません。前提となる {needs} が完了していないためです",
        "前提のステップが止まった原因を解消し、再度適用してください。",
    ),
    Words::new(
        codes::STOPPED_ON_REQUEST,
        "stopped on request: {done} of {total} steps are done, {left} were not sent",
        "Run apply again to do what is left: it plans from the tenant as it is now.",
    )
    .ja(
        "要求により中断しました：全 {total} ステップのうち {done} 件が完了、{left} 件は未送信です",
        "残りを実行するには再度適用してください。その時点のテナントからプランを作成します。",
    ),
    Words::new(
        codes::STOPPED,
        "stopped, because going on made no sense ({why}): {done} of {total} steps are done, {left} were not sent",
        "Once the service answers again, run apply: it plans from the tenant as it is then.",
    )
    .ja(
        "続行できないため中断しました（{why}）：全 {total} ステップのうち {done} 件が完了、{left} 件は未送信です",
        "サービスが応答するようになってから再度適用してください。その時点のテナントからプランを作成します。",
    ),
    Words::new(
        codes::SECRET_MISSING,
        "step {n} ({object} {name}) needs the secret {secret}, which was not given",
        "Set MEIBO_NEW_MEMBER_PASSWORD for members whose first password the administrator sets.",
    )
    .ja(
        "ステップ {n}（{object} {name}）に必要な秘密の値 {secret} が指定されていません",
        "管理者が初期パスワードを設定するメンバーには、MEIBO_NEW_MEMBER_PASSWORD を設定してください。",
    ),
    Words::new(
        codes::STEP_NOT_SENT,
        "step {n} ({op} {object} {name}) never reached the service: {why}",
        "Check the network, the proxy and the address of the service, and run apply again.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）はサービスに届きませんでした：{why}",
        "ネットワーク、プロキシ、サービスのアドレスを確認し、再度適用してください。",
    ),
    Words::new(
        codes::KEYS_GIVEN_IN_PART,
        "step {n}: the service refused the external keys of {object} ({said}), and gave {given} of {of} all the same",
        "Run plan: it shows which keys are missing still.",
    )
    .ja(
        "ステップ {n}：サービスは {object} の外部キーを拒否しましたが（{said}）、{of} 件のうち {given} 件は設定されました",
        "`meibo plan` を実行してください。まだ設定されていないキーを示します。",
    ),
    Words::new(
        codes::MOVED_MEANWHILE,
        "step {n} ({op} {object} {name}) was not sent: {property} of {what} was {planned} when the plan was made and is {found} now",
        "Somebody changed it meanwhile. Run plan to see whether it is to go still.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）は送信していません：{what} の {property} は、プランの作成時は {planned} でしたが、現在は {found} です",
        "ほかの人が変更しました。まだ実行すべきかどうかを `meibo plan` で確認してください。",
    ),
    Words::new(
        codes::SURVIVOR,
        "{object} should have gone along with {above} (step {n}) and is still there",
        "Run plan: it shows what is left below the deleted org.",
    )
    .ja(
        "{object} は {above} とともに削除されるはずでしたが、残っています（ステップ {n}）",
        "`meibo plan` を実行してください。削除した組織の下位に残っているものを示します。",
    ),
    Words::new(
        codes::READS_OTHERWISE,
        "{object} {name}: {property} was written as {expected} and reads {found}",
        "Somebody may have changed it meanwhile, or the service keeps another value: run plan to see what differs.",
    )
    .ja(
        "{object} {name}：{property} に {expected} を書き込みましたが、{found} と読み取られました",
        "ほかの人が変更したか、サービスが別の値を保持している可能性があります。`meibo plan` で差異を確認してください。",
    ),
    Words::new(
        codes::NOT_READ_BACK,
        "{object} {name} could not be read back: {why}",
        "Run plan: it reads the tenant again.",
    )
    .ja(
        "{object} {name} の反映を確認できませんでした：{why}",
        "`meibo plan` を実行してください。テナントを読み取り直します。",
    ),
    Words::new(
        codes::STILL_THERE,
        "{object} {name} was deleted and is still there",
        "Run plan in a few minutes: the service may be slow to show it.",
    )
    .ja(
        "{object} {name} を削除しましたが、まだ存在しています",
        "数分後に `meibo plan` を実行してください。サービスへの反映に時間がかかっている可能性があります。",
    ),
    Words::new(
        codes::NOT_THERE,
        "{object} {name} was written and is not there",
        "Somebody may have deleted it meanwhile: run plan to see what is left.",
    )
    .ja(
        "{object} {name} を書き込みましたが、存在していません",
        "ほかの人が削除した可能性があります。残りの変更を `meibo plan` で確認してください。",
    ),
    Words::new(
        codes::STILL_SETTLING,
        "{object} {name}: {property} was written as {expected} and still reads {found}",
        "This may be on its way: the service may take {minutes} minutes to show it everywhere. `meibo drift` tells after that whether it came.",
    )
    .ja(
        "{object} {name}：{property} に {expected} を書き込みましたが、まだ {found} と読み取られます",
        "反映の途中と考えられます。すべてに反映されるまで {minutes} 分かかることがあります。その後 `meibo drift` で確認してください。",
    ),
    Words::new(
        codes::GONE_MEANWHILE,
        "step {n} ({op} {object} {name}) was not sent: {what} is gone already",
        "Somebody else deleted it. Run plan to see what is left to do.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）は送信していません：{what} はすでに存在しません",
        "ほかの人が削除しました。残りの変更を `meibo plan` で確認してください。",
    ),
    Words::new(
        codes::JOINED_MEANWHILE,
        "step {n} ({op} {object} {name}) was not sent: {what} has members now that the plan knows nothing of",
        "Somebody put them there meanwhile. Run plan to see whether it is to go still.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）は送信していません：{what} に、プランの作成時にはいなかったメンバーがいます",
        "ほかの人が追加しました。まだ実行すべきかどうかを `meibo plan` で確認してください。",
    ),
    Words::new(
        codes::STOPPED_UNKEPT,
        "stopped, because what is done could not be kept: {done} of {total} steps are done, {left} were not sent",
        "Nothing is lost: what was sent is in the journal. Make room for it, then go on with `meibo apply --resume`.",
    )
    .ja(
        "実行内容を記録できないため中断しました：全 {total} ステップのうち {done} 件が完了、{left} 件は未送信です",
        "送信した内容は記録に残っており、失われていません。空き容量を確保してから `meibo apply --resume` で再開してください。",
    ),
    Words::new(
        codes::NOT_REREAD,
        "step {n} ({op} {object} {name}) was not sent: it could not be read just before: {why}",
        "Nothing is taken away unseen. Run apply again once the service answers.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）は送信していません：直前の読み取りができませんでした：{why}",
        "確認せずに取り除くことはありません。サービスが応答するようになってから再度適用してください。",
    ),
    Words::new(
        codes::PLAN_VERSION,
        "the plan has format version {found}; this meibo knows version {known}",
        "Make the plan again with this meibo, or apply it with the one that made it.",
    )
    .ja(
        "プランの形式バージョンは {found} ですが、この meibo が扱えるのは {known} です",
        "この meibo でプランを作り直すか、作成した meibo で適用してください。",
    ),
    Words::new(
        codes::PLAN_UNREADABLE,
        "the plan cannot be read: {why}",
        "Make it again with `meibo plan --out FILE`; what `--format json` prints is masked and not for applying.",
    )
    .ja(
        "プランを読み取れません：{why}",
        "`meibo plan --out FILE` で作り直してください。`--format json` の出力は伏せ字を含むため、適用には使えません。",
    ),
    Words::new(
        codes::PLAN_ALTERED,
        "the plan was changed after it was made: its `hash` is not that of what it holds",
        "Make it again with `meibo plan --out FILE`: a plan is applied as it was reviewed or not at all.",
    )
    .ja(
        "プランが作成後に変更されています：`hash` が内容と一致しません",
        "`meibo plan --out FILE` で作り直してください。確認したときと同じ内容のプランのみ適用します。",
    ),
    Words::new(
        codes::PLAN_OF_ANOTHER_TENANT,
        "the plan is for the tenant {planned}, not for {tenant}",
        "Use the configuration and the credentials of {planned}.",
    )
    .ja(
        "このプランは {tenant} ではなく、テナント {planned} 用です",
        "{planned} の設定と認証情報を使用してください。",
    ),
    Words::new(
        codes::PLAN_HAS_ERRORS,
        "the plan has errors and is not to be applied: {count}",
        "Solve what `meibo plan` says and make the plan again.",
    )
    .ja(
        "プランに {count} 件のエラーがあるため、適用できません",
        "`meibo plan` が示す問題を解消し、プランを作り直してください。",
    ),
    Words::new(
        codes::PLAN_EXCEEDS_LIMIT,
        "the plan exceeds a limit of the policy: {action} {count} of {of} ({kind})",
        "Check that nothing is missing from the configuration; if the change is wanted, raise policy.limits or name it with `--allow`, and plan again.",
    )
    .ja(
        "プランが `policy` の上限を超えています：{kind}の{action}が {of} 件のうち {count} 件",
        "設定に不足がないかを確認してください。意図した変更であれば、`policy.limits` を引き上げるか `--allow` で指定し、プランを作り直してください。",
    ),
    Words::new(
        codes::MOVED,
        "{object} {name}: {property} was {planned} when the plan was made and is {found} now (step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    )
    .ja(
        "{object} {name}：{property} は、プランの作成時は {planned} でしたが、現在は {found} です（ステップ {n}）",
        "その間にテナントが変更されています。プランを作り直し、内容を確認してください。",
    ),
    Words::new(
        codes::GONE,
        "{object} {name} was there when the plan was made and is gone now ({id}, step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    )
    .ja(
        "{object} {name} はプランの作成時にはありましたが、現在は存在しません（{id}、ステップ {n}）",
        "その間にテナントが変更されています。プランを作り直し、内容を確認してください。",
    ),
    Words::new(
        codes::TAKEN,
        "{object} {name}: {property} {value} was free when the plan was made and is taken now by {holder} (step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    )
    .ja(
        "{object} {name}：{property} {value} はプランの作成時には空いていましたが、現在は {holder} が使用しています（ステップ {n}）",
        "その間にテナントが変更されています。プランを作り直し、内容を確認してください。",
    ),
    Words::new(
        codes::NOT_EMPTY,
        "{object} {name} had no members when the plan was made and has some now (step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    )
    .ja(
        "{object} {name} にはプランの作成時にメンバーがいませんでしたが、現在はいます（ステップ {n}）",
        "その間にテナントが変更されています。プランを作り直し、内容を確認してください。",
    ),
    Words::new(
        codes::UNKNOWN_EXPECTATION,
        "{object}: the plan expects something this meibo cannot check: {what} (step {n})",
        "Apply it with the meibo that made it, or make it again with this one.",
    )
    .ja(
        "{object}：この meibo では確認できない前提条件がプランにあります：{what}（ステップ {n}）",
        "作成した meibo で適用するか、この meibo で作り直してください。",
    ),
    Words::new(
        codes::EXPECTATION_UNREAD,
        "{object} {name}: what the plan expects could not be read: {why} (step {n})",
        "Try again; nothing was changed.",
    )
    .ja(
        "{object} {name}：プランの前提条件を読み取れませんでした：{why}（ステップ {n}）",
        "再度実行してください。何も変更していません。",
    ),
    Words::new(
        codes::LIST_MOVED_MEANWHILE,
        "step {n} ({op} {object} {name}) was not sent: {property} of {what} changed since the plan was made (added: {added}; gone: {gone})",
        "Somebody changed it meanwhile. Run plan to see whether it is to go still.",
    )
    .ja(
        "ステップ {n}（{op} {object} {name}）は送信していません：{what} の {property} が、プランの作成後に変わっています（追加：{added}、削除：{gone}）",
        "ほかの人が変更しました。まだ実行すべきかどうかを `meibo plan` で確認してください。",
    ),
    Words::new(
        codes::LIST_MOVED,
        "{object} {name}: {property} changed since the plan was made (added: {added}; gone: {gone}; step {n})",
        "Somebody changed the tenant since. Make the plan again and review it.",
    )
    .ja(
        "{object} {name}：{property} が、プランの作成後に変わっています（追加：{added}、削除：{gone}。ステップ {n}）",
        "その間にテナントが変更されています。プランを作り直し、内容を確認してください。",
    ),
    Words::new(
        store::LEASE_HELD,
        "another apply is running on the tenant {tenant}: {holder}, since {since}",
        "Wait until it has ended. Its turn ends with its process, however that ends; nothing has to be deleted.",
    )
    .ja(
        "テナント {tenant} では別の適用が実行中です：{holder}、{since} から",
        "終了するまでお待ちください。実行権はプロセスの終了とともに必ず解放されるため、何かを削除する必要はありません。",
    ),
    Words::new(
        store::STORE_UNUSABLE,
        "{path} cannot be used to keep what a run does: {cause}",
        "Nothing is sent that could not be kept. Make room on the disk, or make the folder of the configuration writable, or copy the configuration to where it is.",
    )
    .ja(
        "実行内容の記録先として {path} を使用できません：{cause}",
        "記録できないものは送信しません。ディスクの空き容量を確保するか、設定フォルダを書き込み可能にするか、設定を書き込み可能な場所にコピーしてください。",
    ),
    Words::new(
        store::LEASE_ELSEWHERE,
        "an apply on another machine has its turn on the tenant {tenant}: {holder}, since {since}",
        "Wait until it has ended, or, if it died, until {until}. If you know that it is dead, `--break-lease {run}` takes its turn now.",
    )
    .ja(
        "テナント {tenant} では別のマシンで適用が実行中です：{holder}、{since} から",
        "終了するまで、異常終了した場合は {until} までお待ちください。確実に異常終了している場合は、`--break-lease {run}` で実行権を引き継げます。",
    ),
    Words::new(
        store::LEASE_LOST,
        "somebody took this run's turn on the tenant {tenant}: {holder}",
        "This run stopped after the call in flight. Find out who did so and why before you go on with it.",
    )
    .ja(
        "テナント {tenant} の実行権がほかの実行に引き継がれました：{holder}",
        "この実行は、送信中の呼び出しの後に停止しました。再開する前に、誰がなぜ引き継いだかを確認してください。",
    ),
    Words::new(
        store::JOURNAL_DAMAGED,
        "the journal {journal} cannot be read: line {line}: {cause}",
        "It was changed after it was written. Restore it, or move it away: then what it knew is read from the tenant.",
    )
    .ja(
        "記録 {journal} を読み取れません：{line} 行目：{cause}",
        "書き込み後に変更されています。復元するか、別の場所に移してください。移した場合は、テナントの現状を読み取ります。",
    ),
    Words::new(
        store::JOURNAL_VERSION,
        "the journal {journal} is of form {found}, and this meibo knows {known}",
        "Go on with the meibo that wrote it.",
    )
    .ja(
        "記録 {journal} の形式は {found} ですが、この meibo が扱えるのは {known} です",
        "書き込んだバージョンの meibo で続けてください。",
    ),
    Words::new(
        store::JOURNAL_UNKNOWN,
        "there is no journal of a run {journal} in {known}",
        "`meibo history` lists the runs there are.",
    )
    .ja(
        "実行 {journal} の記録は {known} にありません",
        "実行の一覧は `meibo history` で確認できます。",
    ),
    Words::new(
        store::JOURNAL_AMBIGUOUS,
        "several runs begin with {journal}: {runs}",
        "Give more of the name.",
    )
    .ja(
        "{journal} で始まる実行が複数あります：{runs}",
        "名前をより長く指定してください。",
    ),
    Words::new(
        undo::CHANGED_SINCE,
        "{object}: {field} was changed by somebody since the run, and is left as it is",
        "Compare the two and decide; `--force` takes it back to what it was before the run.",
    )
    .ja(
        "{object}：{field} は実行後にほかの人が変更したため、そのままにします",
        "両者を比較して判断してください。`--force` を付けると実行前の値に戻します。",
    ),
    Words::new(
        undo::GONE_FOR_GOOD,
        "{object} ({name}) cannot come back: the account was erased, or its seven days in deletion are over",
        "Declare a new member of that key and address; mail, talk and files of the old one are lost.",
    )
    .ja(
        "{object}（{name}）は復元できません：アカウントが消去されたか、削除から 7 日が過ぎています",
        "そのキーとアドレスで新しいメンバーを宣言してください。以前のメール・トーク・ファイルは失われています。",
    ),
    Words::new(
        undo::MADE_AND_USED,
        "{object} ({name}) was made by the run and stays: somebody changed it or uses it since ({by})",
        "Empty it first, or remove it by the configuration. `--force` also removes what was changed since.",
    )
    .ja(
        "{object}（{name}）は実行によって作成されましたが、その後に変更または使用されているため残します（{by}）",
        "先に空にするか、設定によって削除してください。`--force` を付けると、その後に変更されたものも削除します。",
    ),
    Words::new(
        undo::NOT_THERE,
        "{object} ({name}) was changed by the run and is no longer there",
        "Nothing is taken back of it. Whoever removed it knows why.",
    )
    .ja(
        "{object}（{name}）は実行によって変更されましたが、現在は存在しません",
        "取り消せるものはありません。削除した人に経緯を確認してください。",
    ),
    Words::new(
        undo::NOT_KNOWN,
        "{object}: {field} cannot be all as it was: what it was is not known, or names what is no longer there",
        "Set it by the configuration.",
    )
    .ja(
        "{object}：{field} を完全には元に戻せません：以前の値が不明か、現在は存在しない対象を参照しています",
        "設定によって指定してください。",
    ),
    Words::new(
        undo::MADE_ANEW,
        "{object} ({name}) is made anew: its messages, notes, events and files do not come back",
        "The data of a deleted org can be restored into another one for 30 days, by an administrator in the console; that of a group cannot.",
    )
    .ja(
        "{object}（{name}）を新しく作成します：トーク・ノート・予定・ファイルは戻りません",
        "削除した組織のデータは 30 日以内であれば、管理者が管理画面から別の組織に復元できます。グループのデータは復元できません。",
    ),
    Words::new(
        undo::CANNOT_BE_MADE,
        "{object} ({name}), which the run deleted, cannot be made anew for want of its {lacks}",
        "Declare it in the configuration as it is to be.",
    )
    .ja(
        "実行によって削除された {object}（{name}）は、{lacks} が不明なため作成し直せません",
        "必要な内容を設定に宣言してください。",
    ),
    Words::new(
        undo::NOT_WHOLE,
        "what step {step} took from {object} does not all come back",
        "`meibo history show {run}` tells what it changed.",
    )
    .ja(
        "ステップ {step} が {object} から取り除いたもののうち、一部は元に戻りません",
        "変更された内容は `meibo history show {run}` で確認できます。",
    ),
    Words::new(
        undo::STAYS_ON,
        "the run switched on {object}, and the list stays on",
        "meibo never switches a list off, since what it holds would be lost: an administrator can, in the console.",
    )
    .ja(
        "実行によって {object} を使用する設定にしましたが、元には戻しません",
        "使用をやめると登録内容が失われるため、meibo は行いません。必要であれば管理者が管理画面で行ってください。",
    ),
    Words::new(
        undo::MAIL_WAS_SENT,
        "invitation mails that were sent cannot be called back: {count}",
        "The links in them lead nowhere once the members are deleted. Tell whoever got one.",
    )
    .ja(
        "送信済みの招待メール {count} 件は取り消せません",
        "メンバーを削除すると、メール内のリンクは無効になります。受け取った人に知らせてください。",
    ),
    Words::new(
        undo::KEY_STAYS,
        "{object} ({name}) keeps the external key {key} that the run gave it: under single sign-on a member needs one",
        "Give it another one by the configuration, with `previously`.",
    )
    .ja(
        "{object}（{name}）には、実行によって設定された外部キー {key} が残ります：シングルサインオンではメンバーに外部キーが必要です",
        "別のキーにする場合は、設定で `previously` とともに指定してください。",
    ),
    Words::new(
        undo::NOT_ENDED,
        "the run {run} did not come to its end: it may be going on",
        "Wait for its end. A run that was killed is taken back without `--out`, or gone on with by `meibo apply --resume`.",
    )
    .ja(
        "実行 {run} は完了していません：まだ実行中の可能性があります",
        "終了するまでお待ちください。強制終了された実行は、`--out` を付けずに取り消すか、`meibo apply --resume` で再開します。",
    ),
    Words::new(
        undo::IN_DOUBT,
        "nobody knows whether these steps of the run {run} were done: {steps}. What shows that they were is taken back",
        "`meibo history show {run}` tells what they were to do: look whether the tenant is as it was.",
    )
    .ja(
        "実行 {run} の次のステップは、実行されたかどうか不明です：{steps}。実行されたと確認できるもののみ取り消します",
        "予定されていた内容は `meibo history show {run}` で確認できます。テナントが元の状態かどうかを確認してください。",
    ),
    Words::new(
        undo::OTHER_TENANT,
        "the run {run} was of the tenant {tenant}, and the configuration is of {wanted}",
        "Give the folder with the configuration of {tenant}: `meibo undo {run} FOLDER`.",
    )
    .ja(
        "実行 {run} はテナント {tenant} のものですが、設定は {wanted} 用です",
        "テナント {tenant} の設定フォルダを指定してください：`meibo undo {run} フォルダ`。",
    ),
    Words::new(
        undo::HELD_IN_DELETION,
        "{object}: {field} cannot be {value} again yet: {by}, which the run made, holds it for seven days after its deletion",
        "Erase that member in the console, then undo the run again or set the value by the configuration.",
    )
    .ja(
        "{object}：{field} はまだ {value} に戻せません：実行によって作成された {by} が、削除後 7 日間は保持します",
        "管理画面でそのメンバーを完全に削除してから再度取り消すか、設定で値を指定してください。",
    ),
];
