<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusCompleteTitle")>
  <p class="campus-good" role="status">${msg(campusBefore?then("campusCompleteBefore", "campusComplete"))}</p>
  <dl>
    <dt>${msg("username")}</dt>
    <dd id="omuid" dir="ltr">${campusUsername}</dd>
  </dl>
  <h2>${msg("campusCompleteNow")}</h2>
  <ul>
    <li>${msg("campusCompleteOnCampus", msg("username"))}</li>
    <#if campusHasKey>
    <li>${msg("campusCompleteOffCampus")}</li>
    <li>${msg("campusCompleteKeep")}</li>
    <li>${msg("campusCompleteNotYet")}</li>
    <#else>
    <li>${msg("campusCompleteBarred")}</li>
    </#if>
  </ul>
  <#if campusHasKey>
  <ul class="campus-menu">
    <li><a href="${campusTestUrl}">${msg("campusMenu.test")}</a><p>${msg("campusMenuHelp.test")}</p></li>
    <li><a href="${campusShowUrl}">${msg("campusMenu.show")}</a><p>${msg("campusMenuHelp.show")}</p></li>
    <li><a href="${campusMenuUrl}">${msg("campusMenuTitle")}</a><p>${msg("campusCompleteLater")}</p></li>
  </ul>
  </#if>
  <p><a href="${campusSignOffUrl}">${msg("campusCompleteOther", msg("username"))}</a></p>
</@campus.page>
