// What the API says in English, in Japanese. What does not stand here stays in English.

/** What is wrong, and the cure, by the id of a finding. */
const FINDINGS = {
  "flow-not-bound": ["多要素認証のフローが割り当てられていません。", "下のフローを割り当ててください（Bind flow）。"],
  "second-factor-out-of-place": ["二要素認証の手順（campus second factor）を通らずにログインできます。", "campus identify の後ろに Conditional で置き、中の2つの手順を Required にしてください。"],
  "provider-flow": ["外部IDプロバイダーのフローが、多要素認証のものではありません。", "下のフローを設定してください。"],
  "client-browser-flow": ["このサービスだけ、別のブラウザフローを使っています。", "上書きを解除するか、そのフローにも二要素認証を入れてください。"],
  "client-direct-grant-flow": ["このサービスだけ、別の direct grant フローを使っています。", "上書きを解除してください。"],
  "direct-access-grants": ["Direct access grants が有効です。パスワードだけでトークンを取得できます。", "無効にするか、拒否するフローを割り当ててください。"],
  "device-grant": ["Device grant が有効です。", "必要な機器があるサービスだけにしてください。"],
  ciba: ["CIBA が有効です。二要素認証なしでトークンを取得できます。", "無効にしてください。"],
  "token-exchange": ["Token exchange が有効です。", "無効にしてください。"],
  "jwt-grant": ["JWT authorization grant が有効です。二要素認証なしでトークンを取得できます。", "無効にしてください。"],
  "saml-ecp": ["SAML ECP が有効です。パスワードだけでログインできます。", "無効にするか、フロー saml ecp で拒否してください。"],
  consent: ["同意画面があります。学内で同意画面まで進んだログインを、自宅で完了できます。", "学外のサービスだけにしてください。"],
  "site-with-tokens": ["このサイトのトークンを、パスワードだけで取得できます。", "Client Authenticator を Signed JWT（キーなし）にしてください。"],
  "office-open": ["窓口のトークンが、窓口以外にも使えるか、窓口のページ以外にも渡ります。", "このクライアントを削除して、サーバーを再起動してください。正しく作り直されます。"],
  "known-secret": ["シークレットが、例や書き出したファイルのままで、推測できます。", "作り直してください（Regenerate）。"],
  "role-of-everyone": ["すべての利用者、または新しい利用者のすべてが、不要なロールを持っています。", "既定のロール、または既定のグループのロールから外してください。"],
  "attribute-undeclared": ["必要な属性が、ユーザープロファイルにありません。", "realm-config/apply で追加してください。"],
  "attribute-editable": ["管理者以外も、この属性を変更できます。", "管理者だけにしてください。"],
  "attribute-visible": ["管理者以外も、この属性を見ることができます。", "管理者だけにしてください。"],
  "attribute-required": ["この属性が必須です。入力を求めるページが、ワンタイムパスワードより先に出ます。", "任意にしてください。"],
  "attribute-not-asked": ["利用者が入力しなければならない属性ですが、ログイン時に入力を求めるページが出ません。", "必要なアクション Verify Profile を有効にしてください。"],
  "address-unusable": ["使えないパスワード再発行用メールアドレス（形式の誤り、大学のアドレス、または複数）が保存されている利用者がいます。未登録として扱われます。", "docs/first-login.md の「People who already exist」をご覧ください。"],
  "key-without-address": ["キーがあるのに、パスワード再発行用メールアドレスのない利用者がいます。自分では何も変更できません。", "docs/first-login.md の「People who already exist」をご覧ください。"],
  "action-off": ["必要なアクションが無効です。利用者はこの手続きをできません。", "有効にしてください。"],
  "action-on": ["無効にすべきアクションが有効です。パスワードだけで、キーの置き換えや削除ができます。", "無効にしてください。"],
  "issuer-with-colon": ["発行者名のコロンで、アプリの表示が分かれてしまいます。", "コロンのない名前にしてください。"],
  "no-own-domains": ["大学のメールアドレスも、パスワード再発行用メールアドレスとして登録できてしまいます。", "「登録できないメールドメイン」と、属性 recoveryEmail のパターンに、大学のドメインを書いてください。"],
  "policy-mistake": ["設定に間違いがあります。", "直してください。直すまでの扱いは、下のとおりです。"],
  "always-asked-gone": ["「常に求める」設定にあるグループまたはロールがありません。", "直してください。直すまでの扱いは、下のとおりです。"],
  "no-networks": ["学内のネットワークが設定されていません。だれもが、どこからでもワンタイムパスワードを求められます。", "「ネットワーク」のページで設定してください。"],
  "no-trusted-proxies": ["信頼するプロキシが設定されていません。プロキシの後ろでは、だれもが学外になります。", "docs/networks.md をご覧ください。"],
  "wide-proxies": ["信頼するプロキシの範囲に問題があります。", "下の対処をご覧ください。"],
  "events-off": ["イベントが保存されていません。ログインできない理由を、窓口で調べられません。", "Save events を有効にしてください。"],
  "admin-events-off": ["管理イベントが保存されていません。窓口の手続きの記録が残りません。", "Save admin events を有効にしてください。"],
  "languages-off": ["多言語表示が無効です。すべてのページが英語になります。", "Internationalization を有効にしてください。"],
  "login-with-email": ["メールアドレスでのログインが有効です。パスワードの再発行から、だれのアドレスかが分かるおそれがあります。", "無効にしてください。"],
  "permanent-lockout": ["恒久的なロックが有効です。他人がパスワードを間違え続けるだけで、利用者が無効になります。", "一時的なロックにしてください。"],
  "brute-force-off": ["総当たり攻撃の検知が無効です。パスワードを推測できます。", "有効にしてください。"],
  "long-client-session": ["Client Session Max が30分を超えています。学内で始めたセッションが、自宅でもその時間だけ更新できます。", "30分以下にしてください。"],
  "reusable-codes": ["同じワンタイムパスワードを、もう一度使えます。", "Reusable token を無効にしてください。"],
  "wide-otp-window": ["Look around window が1より広く、同時に有効なワンタイムパスワードが増えます。", "1にしてください。"],
  "passkeys-unverified": ["パスキーだけでのログインが有効なのに、利用者の確認（指紋・PINなど）が必須ではありません。触れるだけで、外部の認証サービスを連携できます。", "User verification を required にするか、Enable Passkeys を無効にしてください。"],
  "no-mail-server": ["メールサーバーが設定されていません。確認コードのメールを送れません。", "設定してください。"],
  "level-unnamed": ["二要素認証を表す名前がありません。サービスから要求できません。", "下のとおり、対応を追加してください。"],
  "level-misnamed": ["二要素認証を表す名前が、パスワードだけのログインに付いています。", "2に対応させてください。"],
  "level-unreachable": ["ここにないレベルの名前があります。それを要求するサービスにはログインできません。", "あるレベルに対応させてください。"],
  "level-without-uri": ["この名前にはURIがありません。SAMLのサービスから要求できません。", "追加してください。"],
  "every-proxy-trusted": ["proxy-headers があり、proxy-trusted-addresses がありません。プロキシを通る要求は、すべて学外になります。", "サーバーの手前にあるプロキシのアドレスを設定してください。"],
  "server-proxies": ["サーバーのプロキシの設定に問題があります。", "下の対処をご覧ください。"],
  "store-without-limits": ["このデータベースと機能の組み合わせでは、推測の回数を制限できません（CVE-2026-90997）。", "stateless を無効にするか、Keycloakを更新してください。"],
};

/** Whole sentences. */
const SENTENCES = {
  "This person has no key": "この人には、キーがありません。",
  "This person has no backup codes": "この人には、バックアップコードがありません。",
  "This person has no passkey": "この人には、パスキーがありません。",
  "This person has no pass": "この人には、臨時番号がありません。",
  "The help desk has ended the locks of this person often enough today": "窓口で解除できる回数（1日3回）を超えました。管理者に依頼するか、明日まで待ってください。",
  "reason says why, in 1 to 500 characters": "理由を、500文字以内で書いてください。",
  "digits is a number": "桁数が数字ではありません。",
  "period is a number": "間隔が数字ではありません。",
  "address is one IPv4 or IPv6 address": "IPv4またはIPv6のアドレスを、1つだけ入力してください。",
  "There is no such client": "そのクライアントIDのサービスはありません。",
  "There is no such person": "そのOMUIDの利用者はいません。",
  "There is no such group": "そのパスのグループはありません。",
  "the line cannot be read": "この行は読み取れません。",
  "there is no such person": "このOMUIDの利用者はいません。",
  "this person may do more than you, or is you": "ご自身か、あなたより多くの権限を持つ人です。",
  "this person may have no key": "キーの対象外の人です。",
  "this person has another key": "別のキーを持っています。",
  "it could not be stored": "保存できませんでした。",
  "the key goes by a counter; only totp is taken": "回数で進むキー（HOTP）は取り込めません。",
  "the secret is no Base32": "シークレットがBase32ではありません。",
  "the secret is shorter than 80 bits": "シークレットが短すぎます（80ビット未満）。",
  "the secret is longer than 1000 bits": "シークレットが長すぎます。",
  "the secret lacks a character": "シークレットの文字が足りません。",
  "digits is 6 to 8": "桁数は6から8です。",
  "period is 15 to 120 seconds": "間隔は15秒から120秒です。",
  "algorithm is SHA1, SHA256 or SHA512": "アルゴリズムは SHA1、SHA256、SHA512 のどれかです。",
  "the URI has a stray %": "URIの「%」が正しくありません。",
  "take the quotation marks away; write NAME = block, block, as in OMUNET-1X = 10.64.0.0/12": "引用符を消して、「名前 = アドレス」の形で書いてください（例: OMUNET-1X = 10.64.0.0/12）。",
  "there is no plain \"=\"; write NAME = block, block, as in OMUNET-1X = 10.64.0.0/12": "半角の「=」がありません。「名前 = アドレス」の形で書いてください（例: OMUNET-1X = 10.64.0.0/12）。",
  "the name is missing; write NAME = block, block, as in OMUNET-1X = 10.64.0.0/12": "名前がありません。「名前 = アドレス」の形で書いてください（例: OMUNET-1X = 10.64.0.0/12）。",
  "no block follows the \"=\"; write NAME = block, block, as in OMUNET-1X = 10.64.0.0/12": "「=」の後ろにアドレスがありません。「名前 = アドレス」の形で書いてください（例: OMUNET-1X = 10.64.0.0/12）。",
  "it may be meant to take a network out; write !VPN = 10.64.99.0/24, all on one line, for that, and else start with a name and use no ! in it": "除外する行のように見えます。除外するときは「!VPN = 10.64.99.0/24」のように1行で、そうでなければ名前で始めて「!」を使わずに書いてください。",
};

/**
 * A finding in the page's language.
 * @returns {{what: string, cure: string, original: string?}} the API's own words beside it, since they name values
 */
export function saidOf({ id, what, cure }, language) {
  const japanese = language === "ja" && FINDINGS[id];
  return japanese ? { what: japanese[0], cure: japanese[1], original: `${what}: ${cure}` } : { what, cure };
}

/** A sentence of the API in the page's language, where that is known. */
export function translated(sentence, language) {
  return (language === "ja" && SENTENCES[sentence]) || sentence;
}
