<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusMenuTitle")>
  <#if campusResult?has_content>
  <#assign how = campusResult?keep_after_last("-")>
  <p class="${(how = "error")?then("campus-error", "campus-good")}" role="status">${msg("campusResult." + (how = "success")?then(campusResult, how))}</p>
  </#if>
  <p>${msg("campusMenuLead")}</p>
  <ul class="campus-menu">
    <#list ["setup", "show", "reissue", "delete", "backup", "passkey", "address", "test"]?filter(what -> campusLinks[what]??) as what>
    <li><a href="${campusLinks[what]}">${msg("campusMenu." + what)}</a><p>${msg("campusMenuHelp." + what)}</p></li>
    </#list>
  </ul>
  <p><@campus.link msg("campusMenuManualUrl") msg("campusMenuManual")/> <@campus.helpDesk/></p>
</@campus.page>
