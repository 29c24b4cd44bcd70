<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusRefusedTitle")>
  <p role="alert">${msg("campusRefused." + campusReason)}</p>
  <p><@campus.helpDesk/></p>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <#if campusCanGoOn!false>
    <@campus.button name="confirm" text=msg("campusNext") primary=true/>
    </#if>
    <@campus.back/>
  </form>
</@campus.page>
