<#import "template.ftl" as layout>
<#import "passkeys.ftl" as passkeys>
<#assign wrong = messagesPerField.existsError("username", "password")>
<#assign canRegister = realm.password && realm.registrationAllowed && !registrationDisabled??>
<@layout.registrationLayout displayMessage=!wrong displayInfo=canRegister; section>
  <#if section = "header">
    ${msg("loginAccountTitle")}
  <#elseif section = "form">
    <#if realm.password>
    <form id="kc-form-login" action="${url.loginAction}" method="post">
      <#if wrong>
      <div id="input-error" class="alert error" role="alert">${kcSanitize(messagesPerField.getFirstError("username", "password"))?no_esc}</div>
      </#if>
      <#if !usernameHidden??>
      <div class="field">
        <label for="username">${msg("username")}</label>
        <input id="username" name="username" type="text" value="${login.username!}" dir="ltr"
          autocomplete="${enableWebAuthnConditionalUI?has_content?then("username webauthn", "username")}"
          autocapitalize="none" spellcheck="false"<#if !login.username?has_content> autofocus</#if><@invalid/>>
      </div>
      </#if>
      <div class="field">
        <label for="password">${msg("password")}</label>
        <input id="password" name="password" type="password" dir="ltr" autocomplete="current-password"
          <#if usernameHidden?? || login.username?has_content> autofocus</#if><@invalid/>>
      </div>
      <#if realm.rememberMe && !usernameHidden??>
      <label class="check"><input id="rememberMe" name="rememberMe" type="checkbox"<#if login.rememberMe??> checked</#if>> ${msg("rememberMe")}</label>
      </#if>
      <input type="hidden" id="id-hidden-input" name="credentialId" value="${auth.selectedCredential!}">
      <button id="kc-login" name="login" class="button primary wide">${msg("doLogIn")}</button>
      <p class="note">${msg("omuSignOnNote")}</p>
      <#if realm.resetPasswordAllowed>
      <p><a href="${url.loginResetCredentialsUrl}">${msg("doForgotPassword")}</a></p>
      </#if>
    </form>
    </#if>
    <@passkeys.conditionalUIData/>
  <#elseif section = "info">
    <p>${msg("noAccount")} <a href="${url.registrationUrl}">${msg("doRegister")}</a></p>
  <#elseif section = "socialProviders" && realm.password && social.providers?has_content>
    <h2>${msg("identity-provider-login-label")}</h2>
    <ul class="choices">
      <#list social.providers as provider>
      <li><a id="social-${provider.alias}" class="button wide" href="${provider.loginUrl}">${provider.displayName!}</a></li>
      </#list>
    </ul>
  </#if>
</@layout.registrationLayout>
<#macro invalid><#if wrong> aria-invalid="true" aria-describedby="input-error"</#if></#macro>
