<#import "campus-parts.ftl" as campus>
<#assign user = (login.username)!"">
<@campus.page title=msg("campusManagementTitle." + campusAction) fields=["username", "password"]>
  <#if campusProvisional!false>
  <div class="campus-error" role="alert">
    <p>${msg("campusProvisional")}</p>
    <p><@campus.link msg("campusStartUrl") msg("campusStart")/></p>
  </div>
  <#else>
  <p>${msg("campusManagementLead", msg("username"))}</p>
  <p>${msg("campusManagementPassword")}</p>
  </#if>
  <#if campusAction != "menu">
  <p>${msg("campusManagementMail")}</p>
  </#if>
  <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
    <@campus.field name="username" label=msg("username") autocomplete="username" value=user focus=!user?has_content/>
    <@campus.field name="password" label=msg("password") type="password" autocomplete="current-password" focus=user?has_content && !messagesPerField.existsError("username")/>
    <div class="campus-buttons"><@campus.button name="login" text=msg("campusManagementSend") primary=true/></div>
  </form>
</@campus.page>
