<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusTestTitle")>
  <p class="${(campusOutcome = "passed")?then("campus-good", "campus-warning")}" role="status">${msg("campusTest." + campusOutcome)}</p>
  <dl>
    <#if campusUsername?has_content>
    <dt>${msg("username")}</dt>
    <dd dir="ltr">${campusUsername}</dd>
    </#if>
    <#if campusOutcome = "on-campus">
    <dt>${msg("campusTestNetwork")}</dt>
    <dd>${campusNetwork}</dd>
    </#if>
    <#if campusVerifiedAt??>
    <dt>${msg("campusTestVerified." + campusMethod)}</dt>
    <dd>${campus.moment(campusVerifiedAt)}</dd>
    </#if>
  </dl>
  <#if campusWays??>
  <h2>${msg("campusWays", campusWays?size)}</h2>
  <ul id="ways">
    <#list campusWays as way>
    <li><b>${msg("campusWay." + way.kind())}</b> ${way.name()!}
      <#if way.left()??>${msg("campusWayLeft", way.left())}</#if>
      <#if way.since()??><br>${msg("campusWaySince", campus.moment(way.since()))}</#if>
      <#if way.used()??><br>${msg("campusWayUsed", campus.moment(way.used()))}</#if>
    </li>
    </#list>
  </ul>
  <#if campusWays?size lt 2>
  <p>${msg("campusWaysFew")} <a href="${campusBackupUrl}">${msg("campusMenu.backup")}</a></p>
  <#else>
  <p>${msg("campusWaysEnough")}</p>
  </#if>
  </#if>
  <p>${msg("campusTestNext." + campusOutcome + (campusOutcome = "passed")?then("." + campusMethod, ""))}</p>
  <div class="campus-buttons">
    <#if campusAgainUrl?has_content>
    <a href="${campusAgainUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("campusTestAgain")}</a>
    </#if>
    <a href="${campusMenuUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusBack")}</a>
  </div>
</@campus.page>
