<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusRefusedTitle")>
  <p role="alert">${msg("campusRefused." + campusReason)}</p>
  <p><@campus.helpDesk/></p>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <#if campusSetupUrl?has_content>
    <a href="${campusSetupUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("campusMenu.setup")}</a>
    </#if>
    <@campus.back/>
  </form>
</@campus.page>
