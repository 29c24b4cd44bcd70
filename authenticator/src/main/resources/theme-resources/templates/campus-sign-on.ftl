<#import "campus-parts.ftl" as campus>
<#assign user = (login.username)!"">
<#assign refusal = campusRefusal!"">
<@campus.page title=msg("campusSignOnTitle." + campusAction) fields=["username", "password"]>
  <#if refusal = "provisional_password">
  <div class="campus-error" role="alert">
    <p>${msg("campusProvisional")}</p>
    <p><@campus.link msg("campusStartUrl") msg("campusStart")/></p>
  </div>
  <#elseif refusal = "provisional_password_with_key">
  <div class="campus-error" role="alert">
    <p>${msg("campusProvisionalKey")}</p>
    <p><@campus.helpDesk/></p>
  </div>
  <#elseif campusOther??>
  <div class="campus-error" role="alert">
    <p>${msg("campusSignOnOther", campusOther, msg("username"))}</p>
    <p><a href="${campusLogoutUrl}">${msg("doLogout")}</a></p>
  </div>
  <#else>
  <p>${msg("campusSignOnLead", msg("username"))}</p>
  <p>${msg((campusAction = "start")?then("campusSignOnProvisional", "campusSignOnPassword"))}</p>
  </#if>
  <#if campusAction = "setup">
  <p>${msg("campusSignOnSetup")}</p>
  </#if>
  <#if !["start", "menu"]?seq_contains(campusAction)>
  <p>${msg("campusSignOnMail")}</p>
  </#if>
  <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
    <@campus.once/>
    <@campus.field name="username" label=msg("username") autocomplete="username" value=user focus=!user?has_content/>
    <@campus.field name="password" label=msg("password") type="password" autocomplete="current-password" focus=user?has_content && !messagesPerField.existsError("username")/>
    <div class="campus-buttons">
      <@campus.button name="login" text=msg((campusAction = "start")?then("campusNext", "campusSignOnSend")) primary=true/>
      <#if campusAction = "start" && (client.baseUrl)?has_content>
      <a href="${client.baseUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusReturn")}</a>
      </#if>
    </div>
  </form>
  <#if campusAction != "start" && social.providers?has_content>
  <h2>${msg("identity-provider-login-label")}</h2>
  <div class="campus-buttons">
    <#list social.providers as provider>
    <a id="social-${provider.alias}" href="${provider.loginUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${provider.displayName!provider.alias}</a>
    </#list>
  </div>
  </#if>
</@campus.page>
