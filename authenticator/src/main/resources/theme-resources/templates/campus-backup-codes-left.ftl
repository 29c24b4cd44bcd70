<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusBackupTitle")>
  <#if campusUsed>
  <p>${msg("campusBackupUsed")}</p>
  </#if>
  <p id="backup-codes-left" class="campus-note">${msg("campusBackupLeft", campusLeft)}</p>
  <#if campusFew>
  <p>${msg("campusBackupFew")}</p>
  </#if>
  <#if campusUsed>
  <p>${msg("campusBackupNewKey")} <@campus.link msg("campusOtpReissueUrl") msg("campusMenu.reissue")/></p>
  </#if>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <@campus.button name="confirm" value="done" text=msg("campusNext") primary=!campusFew/>
    <@campus.button name="confirm" text=msg("campusConfirmBackup") primary=campusFew/>
  </form>
</@campus.page>
