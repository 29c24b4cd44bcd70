// What the page says, in two languages. {0} stands for a value.
const JA = {
  title: "多要素認証 窓口",
  people: "利用者", decision: "判定", networks: "ネットワーク", progress: "進み具合", findings: "点検",
  signOut: "ログアウト", other: "English", otherLanguage: "en",
  forbidden: "このページを使う権限がありません。ログアウトして、もう一度ログインしてください。それでも使えないときは、管理者に、ロール campus-help-desk または campus-administrator の付与を依頼してください。",
  notThis: "この人の手続きはできません。ご自身や、あなたより多くの権限を持つ人の手続きは、別の管理者に依頼してください。",
  notFromHere: "このネットワークからは使えません。窓口のネットワークから開いてください。",
  conflict: "ほかの管理者が先に変更しました。このページを読み込み直すと、いまのリストと、書いた内容が並びます。",
  failed: "サーバーから返事がありません。しばらくしてから、もう一度お試しください。",
  gone: "見つかりません。ほかの人が削除したのかもしれません。", again: "もう一度試す",
  busy: "確認しています…",
  // people
  find: "OMUID または氏名", search: "さがす", none: "該当する利用者はいません。", more: "続きを表示",
  all: "すべて", missingKey: "ワンタイムパスワードが未設定", missingAddress: "パスワード再発行用メールアドレスが未登録", show: "表示する人",
  username: "OMUID", name: "氏名", key: "ワンタイムパスワード", address: "パスワード再発行用メールアドレス", state: "状態",
  password: "パスワード", passkey: "パスキー", backupCodes: "バックアップコード", left: "（残り {0} 個）", since: "{0} から", notYet: "未設定", isSet: "設定済み", federation: "連携元",
  back: "一覧に戻る",
  fine: "問題は見つかりません。学外からは、パスワードのあとにワンタイムパスワードを入力すればログインできます。",
  codesOnly: "ワンタイムパスワードは未設定です。学外からは、バックアップコード（残り {0} 個）かパスキーでログインできます。",
  disabled: "このアカウントは無効です。どこからもログインできません。",
  noKey: "ワンタイムパスワードが未設定です。学外からは、設定が済むまでログインできません（設定の対象外の人は、学内からだけです）。",
  noAddress: "パスワード再発行用メールアドレスが未登録です。確認コードのメールを送れません。",
  lock: {
    "wrong-passwords": "パスワードの間違いが続いたため、しばらくログインできません。",
    "wrong-one-time-passwords": "ワンタイムパスワードの間違いが続いたため、1時間ほど受け付けません。",
    "wrong-one-time-passwords-30-days": "30日間のワンタイムパスワードの間違いが上限に達しています。ほかの人がパスワードを知っているかもしれません。新しいパスワードと、キーの再発行が必要です。",
    "wrong-backup-codes-30-days": "30日間のバックアップコードの間違いが上限に達しています。ほかの人がパスワードを知っているかもしれません。新しいパスワードと、新しいバックアップコードが必要です。",
    "wrong-passes-30-days": "この臨時番号は、間違いが上限に達したため使えません。新しい臨時番号を渡してください。",
    mails: "1時間に送れる確認コードのメールが上限に達しています。",
    "wrong-codes": "確認コードの間違いが続いたため、1時間ほど受け付けません。",
    "wrong-codes-30-days": "30日間の確認コードの間違いが上限に達しています。ほかの人がパスワードを知っているかもしれません。新しいパスワードにすると数え直します。",
  },
  passNow: "臨時番号が有効です（{0} まで、残り {1} 回{2}）。", passRegisters: "、メールアドレスの変更も可",
  lately: "最近のログイン", noSignOns: "記録されたログインはありません。",
  changed: "メールと設定の変更", noChanges: "記録された変更はありません。", what: "できごと",
  change: {
    SEND_VERIFY_EMAIL: "確認コードのメールを送信", SEND_RESET_PASSWORD: "パスワード再発行のメールを送信", "UPDATE_PROFILE recovery_address": "パスワード再発行用メールアドレスの登録", UPDATE_PROFILE: "プロフィールの更新",
    "UPDATE_CREDENTIAL otp": "キーの設定", "UPDATE_CREDENTIAL password": "パスワードの変更", "REMOVE_CREDENTIAL otp": "キーの削除", "UPDATE_CREDENTIAL campus-backup-codes": "バックアップコードの発行",
    "UPDATE_CREDENTIAL webauthn-passwordless": "パスキーの登録", "REMOVE_CREDENTIAL webauthn-passwordless": "パスキーの削除",
    "CUSTOM_REQUIRED_ACTION campus-otp-show": "キーの表示", CUSTOM_REQUIRED_ACTION: "手続き",
  },
  owed: "次のログインで求めること", comma: "、",
  action: {
    UPDATE_PASSWORD: "新しいパスワード", TERMS_AND_CONDITIONS: "誓約", "campus-recovery-address": "パスワード再発行用メールアドレスの登録", "campus-otp-setup": "ワンタイムパスワードの設定", "campus-backup-codes": "バックアップコードの発行", "campus-passkey": "パスキーの登録",
    VERIFY_EMAIL: "メールアドレスの確認", UPDATE_PROFILE: "プロフィールの更新",
  },
  time: "日時", service: "サービス", network: "ネットワーク", from: "アドレス", result: "結果",
  offCampus: "学外",
  factor: { otp: "ワンタイムパスワードで成功", "backup-code": "バックアップコードで成功", passkey: "パスキーで成功", pass: "臨時番号で成功", session: "入力済みのため確認なしで成功", "not-required": "パスワードだけで成功" },
  succeeded: "成功", refused: "失敗（{0}）",
  error: {
    invalid_user_credentials: "パスワードかワンタイムパスワードの間違い、または途中での変更", user_temporarily_disabled: "間違いが続いて受付停止中",
    user_disabled: "無効なアカウント", user_not_found: "存在しないOMUID", rejected_by_user: "本人が中止", expired_code: "時間切れ", email_send_failed: "メールサーバーが受け付けない", invalid_code: "確認コードの間違い",
  },
  wasAsked: "求められた理由: {0}",
  acts: "手続き", reason: "理由（記録に残ります）", cancel: "やめる", done: "完了しました。",
  endLocks: "受付停止を解除", endLocksWhat: "間違いの回数を数え直します。窓口では1人につき1日3回までです。",
  takeKey: "なくしたキーを無効にする", takeKeyWhat: "ワンタイムパスワードを削除します。本人にはメールで知らせます。",
  takeCodes: "バックアップコードを無効にする", takeCodesWhat: "紙をなくしたときに使います。残っているコードがすべて使えなくなります。本人にはメールで知らせます。",
  takePasskeys: "パスキーを無効にする", takePasskeysWhat: "端末やセキュリティキーをなくしたときに使います。登録済みのパスキーがすべて使えなくなります。本人にはメールで知らせます。",
  givePass: "臨時番号を渡す", givePassWhat: "身分証で本人を確認してから渡してください。ワンタイムパスワードの代わりと、キーの再発行の確認コードの代わりになります。本人にはメールで知らせます。",
  minutes: "有効時間（分、10〜1440）", uses: "使える回数（1〜10）", mayRegister: "パスワード再発行用メールアドレスの変更にも使える",
  given: "臨時番号", givenWhat: "{0} まで、{1} 回使えます。この番号は、いまだけ表示されます。",
  takePass: "臨時番号を取り消す", takePassWhat: "臨時番号で始めたログインは終了します。",
  setAddress: "パスワード再発行用メールアドレスを設定", setAddressWhat: "これまでと新しい、両方のアドレスにメールで知らせます。", newAddress: "新しいメールアドレス",
  // decision
  whereAmI: "いまの自分の判定", whatIf: "条件を入れて調べる", ask: "調べる",
  ifAddress: "アドレス（空欄なら、いまのアドレス）", ifPerson: "OMUID（空欄なら、だれでも）", ifClient: "サービスのクライアントID（空欄なら、どれでも）",
  levelOne: "学内（{0}）と判定されます。パスワードだけでログインできます。",
  levelTwoOff: "学外と判定されます。ワンタイムパスワードも必要です。",
  levelTwoOn: "学内（{0}）と判定されますが、ワンタイムパスワードも必要です。",
  because: "判定の根拠", rule: { network: "ネットワーク", service: "サービス", request: "サービスの要求", person: "利用者", action: "手続き" },
  seen: "サーバーに見えているアドレス", proxy: "大学のプロキシとして除外", counts: "判定に使用", every: "判定に使用するアドレスがすべて学内なら、学内と判定されます。", source: "出どころ", use: "扱い",
  // networks
  inForce: "学内とみなすネットワーク", candidate: "試しているリスト（判定には使いません。空欄でもかまいません）",
  check: "間違いを調べる", compare: "過去と比べる", days: "さかのぼる日数", save: "保存",
  noMistake: "間違いはありません。", mistake: "{0} {1} 行目「{2}」: {3}", kept: "保存していない変更が残っています。", overtaken: "保存していない変更が残っていますが、ほかの管理者が先に変更しました。いまのリストに取り込み直してください。", inForceNow: "いまのリスト", drop: "変更を捨てる",
  changes: "この期間のログイン {0} 回のうち、新しいリストでは…", asked: "新たにワンタイムパスワードを求められる: {0} 回（{1} 人）", spared: "求められなくなる: {0} 回（{1} 人）",
  saveWhat: "保存すると、次のログインからこのリストで判定します。", saved: "保存しました。", line: "行", asTyped: "1行に1つ、「名前 = アドレス」の形で書きます。",
  // progress
  total: "利用者", withKey: "設定済み", withAddress: "アドレス登録済み", withNeither: "どちらも未設定", persons: "{0} 人",
  weeks: "設定済みの人数（12週間）", by: "内訳", group: "グループ", role: "ロール", noDivision: "この内訳はありません。",
  csv: "一覧をダウンロード（CSV）", wave: "設定を求める", waveWhat: "次のログインで、学内からでも設定を求めます。", waveGroup: "グループのパス（空欄なら全員）",
  waveCount: "対象 {0} 人のうち、{1} 人は設定済みです。残りの {2} 人に、次のログインで設定を求めますか。", waveDone: "{0} 人に、次のログインで設定を求めます。", dryRun: "人数を調べる",
  // keys from elsewhere
  keys: "キーを取り込む", keysWhat: "これまでのシステムやハードウェアトークンのキーを取り込みます。1行に1人、「OMUID,シークレット（Base32 または otpauth の URI）,メールアドレス」のCSV（UTF-8）です。取り込んだあと、ファイルを削除してください。",
  keysFile: "CSVファイル", keysShow: "本人が、あとでキーを表示できる", keysCheck: "調べる", keysBig: "ファイルが大きすぎます。5万行、10MBまでに分けてください。",
  keysCount: "{0} 行のうち、追加 {1}、追加済み {2}、できない行 {3}", keysDone: "取り込みました。", keysLine: "{0} 行目", keysNone: "追加できる行がありません。",
  // findings
  noFindings: "問題は見つかりませんでした。", ERROR: "危険", WARNING: "注意", cure: "対処", console: "管理コンソールを開く",
};

const EN = {
  title: "Second factor: office",
  people: "People", decision: "Decision", networks: "Networks", progress: "Progress", findings: "Findings",
  signOut: "Sign out", other: "日本語", otherLanguage: "ja",
  forbidden: "You may not use this page. Sign out, and sign on again. If that does not help, ask an administrator for the role campus-help-desk or campus-administrator.",
  notThis: "You may not do that for this person: for yourself, or for people with more rights than you, another administrator does it.",
  notFromHere: "This cannot be used from this network. Open it in the network of the office.",
  conflict: "Another administrator changed it first. Load this page again: it shows the list of now, and what you wrote.",
  failed: "The server does not answer. Try again in a while.",
  gone: "There is no such thing any more.", again: "Try again",
  busy: "One moment…",
  find: "OMUID or name", search: "Search", none: "There is no such person.", more: "Show more",
  all: "Everybody", missingKey: "Without a one-time password", missingAddress: "Without a recovery address", show: "Show",
  username: "OMUID", name: "Name", key: "One-time password", address: "Recovery address", state: "State",
  password: "Password", passkey: "Passkey", backupCodes: "Backup codes", left: " ({0} left)", since: "since {0}", notYet: "not set up", isSet: "set up", federation: "Directory",
  back: "Back to the list",
  fine: "Nothing is wrong. Off campus this person gets in with the password and a one-time password.",
  codesOnly: "There is no one-time password. Off campus this person gets in with a backup code ({0} left) or a passkey.",
  disabled: "This account is disabled. It gets in from nowhere.",
  noKey: "There is no one-time password. Off campus this person gets in once it is set up; who may have none gets in on campus only.",
  noAddress: "There is no recovery address. No code can be mailed.",
  lock: {
    "wrong-passwords": "After too many wrong passwords this account is locked for a while.",
    "wrong-one-time-passwords": "After too many wrong one-time passwords none is accepted for up to an hour.",
    "wrong-one-time-passwords-30-days": "The limit of wrong one-time passwords in 30 days is reached. Another person may know the password: it takes a new one, and a new key.",
    "wrong-backup-codes-30-days": "The limit of wrong backup codes in 30 days is reached. Another person may know the password: it takes a new one, and new backup codes.",
    "wrong-passes-30-days": "After too many mistakes this pass is not accepted. Give a new one.",
    mails: "The limit of mailed codes in an hour is reached.",
    "wrong-codes": "After too many wrong mailed codes none is accepted for up to an hour.",
    "wrong-codes-30-days": "The limit of wrong mailed codes in 30 days is reached. Another person may know the password; with a new one they count from nothing.",
  },
  passNow: "A pass is good until {0}, {1} more times{2}.", passRegisters: ", also for another recovery address",
  lately: "Sign-ons lately", noSignOns: "No sign-on is on record.",
  changed: "Mails and changes", noChanges: "No change is on record.", what: "What",
  change: {
    SEND_VERIFY_EMAIL: "code mailed", SEND_RESET_PASSWORD: "code for a forgotten password mailed", "UPDATE_PROFILE recovery_address": "recovery address registered", UPDATE_PROFILE: "profile changed",
    "UPDATE_CREDENTIAL otp": "key set up", "UPDATE_CREDENTIAL password": "password changed", "REMOVE_CREDENTIAL otp": "key deleted", "UPDATE_CREDENTIAL campus-backup-codes": "backup codes made",
    "UPDATE_CREDENTIAL webauthn-passwordless": "passkey registered", "REMOVE_CREDENTIAL webauthn-passwordless": "passkey removed",
    "CUSTOM_REQUIRED_ACTION campus-otp-show": "key shown", CUSTOM_REQUIRED_ACTION: "procedure",
  },
  owed: "Asked for at the next sign-on", comma: ", ",
  action: {
    UPDATE_PASSWORD: "a new password", TERMS_AND_CONDITIONS: "the pledge", "campus-recovery-address": "a recovery address", "campus-otp-setup": "a one-time password", "campus-backup-codes": "backup codes", "campus-passkey": "a passkey",
    VERIFY_EMAIL: "the e-mail address", UPDATE_PROFILE: "the profile",
  },
  time: "Time", service: "Service", network: "Network", from: "Address", result: "Result",
  offCampus: "off campus",
  factor: { otp: "in, with a one-time password", "backup-code": "in, with a backup code", passkey: "in, with a passkey", pass: "in, with a pass", session: "in, one-time password given before", "not-required": "in, with the password alone" },
  succeeded: "in", refused: "refused ({0})",
  error: {
    invalid_user_credentials: "wrong password or one-time password, or one that was changed meanwhile", user_temporarily_disabled: "locked after mistakes",
    user_disabled: "account disabled", user_not_found: "no such OMUID", rejected_by_user: "cancelled by the person", expired_code: "too late", email_send_failed: "the mail server did not take it", invalid_code: "wrong code",
  },
  wasAsked: "Asked because of {0}",
  acts: "Help", reason: "Reason (is kept on record)", cancel: "Cancel", done: "Done.",
  endLocks: "End the locks", endLocksWhat: "Mistakes count from nothing again. The help desk does so three times a day for a person.",
  takeKey: "Take away a lost key", takeKeyWhat: "Deletes the one-time password. The person is told by mail.",
  takeCodes: "Take away backup codes", takeCodesWhat: "For a lost sheet of paper: none of the codes works any more. The person is told by mail.",
  takePasskeys: "Take away passkeys", takePasskeysWhat: "For a lost device or security key: none of the passkeys works any more. The person is told by mail.",
  givePass: "Give a pass", givePassWhat: "Look at the identity card first. The pass is good in place of a one-time password, and of the code for a new key. The person is told by mail.",
  minutes: "Good for (minutes, 10 to 1440)", uses: "Good so often (1 to 10)", mayRegister: "Also good to change the recovery address",
  given: "Pass", givenWhat: "Good until {0}, {1} times. It is shown this once.",
  takePass: "Take back the pass", takePassWhat: "What was begun with the pass ends.",
  setAddress: "Set the recovery address", setAddressWhat: "Both mailboxes are told, the old and the new one.", newAddress: "New mail address",
  whereAmI: "Where am I?", whatIf: "What if", ask: "Ask",
  ifAddress: "Address (empty: that of this browser)", ifPerson: "OMUID (empty: anybody)", ifClient: "Client id of the service (empty: any)",
  levelOne: "This is on campus ({0}). The password is enough.",
  levelTwoOff: "This is off campus. A one-time password is needed, too.",
  levelTwoOn: "This is on campus ({0}), and a one-time password is needed, too.",
  because: "Why", rule: { network: "network", service: "service", request: "request of the service", person: "person", action: "procedure" },
  seen: "Addresses that the server sees", proxy: "left out, as a proxy of the university", counts: "counts", every: "This is on campus if every address that counts is.", source: "Source", use: "Use",
  inForce: "Networks that count as campus", candidate: "A list that is tried out (it decides nothing, and may be empty)",
  check: "Find mistakes", compare: "Compare with the past", days: "Days back", save: "Save",
  noMistake: "There is no mistake.", mistake: "{0}, line {1}, “{2}”: {3}", kept: "What you had not saved is still here.", overtaken: "What you had not saved is still here, but another administrator changed the list first. Take over what you wrote into the list of now.", inForceNow: "The list of now", drop: "Drop what I wrote",
  changes: "Of {0} sign-ons in that time, the new list would…", asked: "ask for a one-time password: {0} ({1} people)", spared: "ask no more: {0} ({1} people)",
  saveWhat: "From the next sign-on on this list decides.", saved: "Saved.", line: "Line", asTyped: "One in each line: name = address.",
  total: "People", withKey: "with a key", withAddress: "with an address", withNeither: "with neither", persons: "{0}",
  weeks: "People with a key (12 weeks)", by: "Divided by", group: "group", role: "role", noDivision: "There are none.",
  csv: "Download the list (CSV)", wave: "Have people set it up", waveWhat: "At their next sign-on people have to set it up, on campus, too.", waveGroup: "Path of the group (empty: everybody)",
  waveCount: "Of {0} people, {1} have it. Shall the other {2} have to set it up at their next sign-on?", waveDone: "{0} people have to set it up at their next sign-on.", dryRun: "Count them",
  keys: "Import keys", keysWhat: "Takes keys of the system before this one, or of hardware tokens: a CSV file (UTF-8), a person in each line: OMUID, secret (Base32 or otpauth URI), mail address. Delete the file afterwards.",
  keysFile: "CSV file", keysShow: "People may see the key later", keysCheck: "Check", keysBig: "The file is too large. Send no more than 50,000 lines and 10 MB at a time.",
  keysCount: "Of {0} lines: {1} new, {2} there already, {3} refused", keysDone: "They are imported.", keysLine: "Line {0}", keysNone: "There is no line to import.",
  noFindings: "Nothing is wrong.", ERROR: "Danger", WARNING: "Warning", cure: "Cure", console: "Open the admin console",
};

const CHOSEN = "office-language";
const wanted = localStorage.getItem(CHOSEN) ?? document.documentElement.lang;
export const language = wanted.startsWith("ja") ? "ja" : "en";
export const texts = language === "ja" ? JA : EN;

/** Shows the page in the other language, from now on. */
export function changeLanguage() {
  localStorage.setItem(CHOSEN, texts.otherLanguage);
  location.reload();
}

/** A text with its values in place of {0}, {1}… */
export function fill(text, ...values) {
  return text.replace(/\{(\d)\}/g, (_, index) => values[index]);
}

/** Milliseconds since 1970, as people read it. */
export function moment(millis) {
  return new Date(millis).toLocaleString(language, { dateStyle: "medium", timeStyle: "medium" });
}
