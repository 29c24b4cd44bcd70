<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusResumeTitle")>
  <dl>
    <@steps "campusResumeDone" campusDone/>
    <@steps "campusResumeOpen" campusOpen/>
  </dl>
  <p>${msg("campusResumeNo")}</p>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <@campus.button name="back" text=msg("campusNo")/>
    <@campus.button name="confirm" text=msg("campusYes") primary=true more=" autofocus"/>
  </form>
</@campus.page>
<#macro steps label words>
<dt>${msg(label)}</dt>
<#list words as word>
<dd>${msg("campusResumeStep." + word)}</dd>
</#list>
</#macro>
