<#import "campus-parts.ftl" as campus>
<#assign made = campus.moment(campusMade)>
<#assign sheet>${realm.displayName!""} ${msg("campusBackupTitle")}
${msg("username")}: ${campusUsername}
${msg("campusBackupMade")}: ${made}

<#list campusCodes as code>${code[0..3]} ${code[4..]}
</#list></#assign>
<@campus.page title=msg("campusBackupTitle")>
  <div class="campus-print">
    <p>${msg("campusBackupWhat")}</p>
    <dl>
      <dt>${msg("username")}</dt>
      <dd id="omuid" dir="ltr">${campusUsername}</dd>
      <dt>${msg("campusBackupMade")}</dt>
      <dd>${made}</dd>
    </dl>
    <ol id="backup-codes">
      <#list campusCodes as code>
      <li><code dir="ltr"><span>${code[0..3]}</span><span>${code[4..]}</span></code></li>
      </#list>
    </ol>
  </div>
  <p class="campus-warning">${msg("campusBackupOnce")}</p>
  <div class="campus-buttons">
    <button type="button" hidden data-print class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusBackupPrint")}</button>
    <button type="button" hidden data-save="backup-codes.txt" data-text="${sheet}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusBackupSave")}</button>
    <button type="button" hidden data-copy="${sheet}" data-from="backup-codes" data-done="${msg("campusKeyCopied")}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusBackupCopy")}</button>
    <span id="campus-copied" role="status"></span>
  </div>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <@campus.button name="confirm" value="done" text=msg("campusBackupDone") primary=true/>
  </form>
</@campus.page>
