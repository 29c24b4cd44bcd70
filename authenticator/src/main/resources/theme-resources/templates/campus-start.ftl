<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusStart")>
  <#if campusDeclined!false>
  <p class="campus-error" role="alert">${msg("campusStartDeclined")}</p>
  </#if>
  <h2>${msg("campusStartWelcome")}</h2>
  <p>${msg("campusStartLead")}</p>
  <h2>${msg("campusStartBefore")}</h2>
  <p>${msg("campusStartPrepare")}</p>
  <ul>
    <li>${msg("campusStartDevice")}</li>
    <li>${msg("campusStartAddress")}</li>
    <li>${msg("campusStartPassword", msg("username"))}</li>
  </ul>
  <p>${msg("campusStartWhy")}</p>
  <p>${msg("campusStartPause")}</p>
  <#-- The theme's footer has the link. -->
  <#if campus.has("campusStartManualUrl")>
  <h2>${msg("campusStartManual")}</h2>
  <p><strong>${msg("campusStartManualFollow")}</strong><br>${msg("campusStartManualWhere")}</p>
  </#if>
  <#if campusNextUrl??>
  <div class="campus-buttons"><a href="${campusNextUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("campusNext")}</a></div>
  <#else>
  <form class="campus-buttons" action="${url.loginAction}" method="post"><@campus.once/><@campus.button name="confirm" text=msg("campusNext") primary=true/></form>
  </#if>
</@campus.page>
