<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusConfirmTitle")>
  <#list msg("campusConfirm." + campusAction + ((campusPending!false) && campusAction = "reissue")?then(".pending", ""))?split("\n") as line>
  <p>${line}</p>
  </#list>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <@campus.button name="confirm" text=msg({"delete": "campusConfirmDelete", "reissue": "campusConfirmReissue", "backup": "campusConfirmBackup"}[campusAction]!"campusConfirmSetup") primary=true/>
    <@campus.back/>
    <@campus.return/>
  </form>
</@campus.page>
