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
    <dt>${msg("campusTestVerified")}</dt>
    <dd>${campus.moment(campusVerifiedAt)}</dd>
    </#if>
    <#if campusKeyCreatedAt??>
    <dt>${msg("campusTestKey")}</dt>
    <dd>${campus.moment(campusKeyCreatedAt)}</dd>
    </#if>
  </dl>
  <p>${msg("campusTestNext." + campusOutcome)}</p>
  <div class="campus-buttons">
    <#if campusAgainUrl?has_content>
    <a href="${campusAgainUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("campusTestAgain")}</a>
    </#if>
    <a href="${campusMenuUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusBack")}</a>
  </div>
</@campus.page>
