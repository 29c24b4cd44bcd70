<#import "campus-parts.ftl" as campus>
<#assign required = campusFirstCode = "required">
<#assign right = campusFirstCodeRight!false>
<#assign user = msg("username")>
<@campus.page title=msg("campusKeyTitle") fields=["totp"]>
  <p>${msg(required?then("campusKeyRequired", "campusKeyOptional"))}</p>
  <p class="campus-warning">${msg("campusKeySecret")}</p>
  <dl>
    <dt>${user}</dt>
    <dd id="omuid" dir="ltr">${campusUsername}</dd>
    <dt>${msg("campusKeyLabel")}</dt>
    <#-- No white space between the groups: a key that is selected and copied by hand has none either. -->
    <dd><code id="setup-key" dir="ltr"><#list campusKeyGroups as group><span>${group}</span></#list></code></dd>
  </dl>
  <div class="campus-buttons">
    <button type="button" hidden data-copy="${campusKey}" data-from="setup-key" data-done="${msg("campusKeyCopied")}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusKeyCopy")}</button>
    <a href="${campusOtpauthUri}" class="campus-touch ${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusKeyOpen")}</a>
    <span id="campus-copied" role="status"></span>
  </div>
  <img id="setup-qr" src="data:image/png;base64,${campusQr}" width="300" height="300" alt="${msg("campusKeyQr")}">

  <h2>${msg("campusHow")}</h2>
  <div id="campus-how">
    <#list {"ios": "app", "android": "app", "microsoft": "microsoft", "chrome": "extension", "edge": "extension"} as device, kind>
    <details data-device="${device}">
      <summary>${msg("campusHow." + device)}</summary>
      <ol>
        <li>${msg("campusHowGet." + device)}</li>
        <li>${msg("campusHowAdd." + kind)}</li>
        <#if kind = "extension">
        <li>${msg("campusHowType.extension")}
          <ul>
            <li>${msg("campusHowIssuer")} <b>${campusIssuer}</b></li>
            <li>${msg("campusHowKey")} <b>${msg("campusKeyLabel")}</b></li>
            <li>${msg("campusHowMore")} <b>${campusUsername}</b></li>
          </ul>
        </li>
        <#else>
        <li>${msg("campusHowScan." + kind)}<br>${msg("campusHowType." + kind, user, msg("campusHowKey." + device))}</li>
        </#if>
        <li>${msg("campusHowDone")}</li>
      </ol>
    </details>
    </#list>
  </div>
  <h2>${msg("campusKeyHints")}</h2>
  <ul>
    <li>${msg("campusKeyHintSpace")}</li>
    <li>${msg("campusKeyHintClock")}</li>
    <li>${msg("campusKeyHintShared")}</li>
  </ul>

  <h2>${msg("campusFirstCode")}</h2>
  <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
    <@campus.once/>
    <p id="campus-otp-help">${msg(required?then("campusFirstCodeRequired", "campusFirstCodeOptional"))}</p>
    <@campus.field name="otp" label=msg("campusFirstCodeLabel") error="totp" help="campus-otp-help"/>
    <#if right>
    <p id="campus-right" class="campus-good" role="status">${msg("campusFirstCodeRight")}</p>
    </#if>
    <#if (campusFirst!false) && !required && msg("campusOtpTestUrl")?has_content>
    <p>${msg("campusFirstCodeElsewhere")} <@campus.link msg("campusOtpTestUrl") msg("campusMenu.test")/></p>
    </#if>
    <div class="campus-buttons">
      <@campus.button name="verify" text=msg("campusFirstCodeVerify") primary=required/>
      <#if required>
      <@campus.back/>
      <#else>
      <#if (campusBackupCodes!false) && (campusAction = "setup" || campusAction = "reissue") && !(campusFirst!false)>
      <@campus.button name="confirm" value="backup" text=msg("campusBackupAlso") more=" formnovalidate"/>
      </#if>
      <#-- "done", not "confirm": the button of the page before, pressed twice, must not end this one. -->
      <@campus.button name="confirm" value="done" text=msg((campusFirst!false)?then("campusNext", "campusKeyDone")) primary=true more=right?then(" autofocus aria-describedby=\"campus-right\"", "") + " formnovalidate data-dialog=\"campus-attention\""/>
      </#if>
    </div>
  </form>
  <#if (campusFirst!false) && !required>
  <dialog id="campus-attention" aria-labelledby="campus-attention-title">
    <h2 id="campus-attention-title">${msg("campusAttention")}</h2>
    <@campus.attention " formmethod=\"dialog\""/>
  </dialog>
  </#if>
</@campus.page>
