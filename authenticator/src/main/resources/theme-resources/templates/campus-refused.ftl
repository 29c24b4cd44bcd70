<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusRefusedTitle")>
  <p role="alert"><#if campusOwed!false>${msg("campusRefusedOwed." + campusPlace)}<br></#if>${msg("campusRefused." + campusReason)}</p>
  <#if (campusOwed!false) && campusPlace == "off-campus">
  <p>${msg("campusRefusedOnCampus", msg("username"))}</p>
  </#if>
  <dl>
    <dt>${msg("username")}</dt>
    <dd id="omuid" dir="ltr">${campusUsername}</dd>
  </dl>
  <p><@campus.helpDesk/></p>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <#if campusCanGoOn!false>
    <@campus.button name="confirm" text=msg("campusNext") primary=true/>
    </#if>
    <@campus.back/>
    <#if campusStuck>
    <@campus.signOnAgain msg("campusSignOut")/>
    </#if>
  </form>
</@campus.page>
