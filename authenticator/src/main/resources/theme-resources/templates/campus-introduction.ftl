<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusIntroTitle")>
  <#if campusOwed>
  <p class="campus-note">${msg("campusIntroOwed." + campusPlace)}</p>
  </#if>
  <p>${msg("campusIntroWhat")}<br>${msg("campusIntroReady")}</p>
  <h2>${msg("campusIntroSteps")}</h2>
  <ol>
    <#list ["key", "app", "register"] as step>
    <li>${msg("campusIntroStep." + step)}</li>
    </#list>
  </ol>
  <dl>
    <dt>${msg("campusIntroYour", msg("username"))}</dt>
    <dd id="omuid" dir="ltr">${campusUsername}</dd>
  </dl>
  <p>${msg("campusIntroNeeded")}</p>
  <p>${msg("campusIntroNext." + campusNextPage)}</p>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <@campus.button name="begin" text=msg("campusIntroBegin") primary=true/>
    <@campus.signOnAgain msg("campusBackToSignOn")/>
  </form>
</@campus.page>
