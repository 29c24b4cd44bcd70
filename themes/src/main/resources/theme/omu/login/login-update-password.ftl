<#import "template.ftl" as layout>
<#import "password-commons.ftl" as passwordCommons>
<#import "steps.ftl" as steps>
<@layout.registrationLayout displayMessage=!messagesPerField.existsError("password", "password-confirm"); section>
  <#if section = "header">
    ${msg("updatePasswordTitle")}
  <#elseif section = "form">
    <form id="kc-passwd-update-form" action="${url.loginAction}" method="post">
      <#-- For password managers: whose new password this is. -->
      <input name="username" value="${username!}" autocomplete="username" readonly hidden>
      <div id="password-rules"><@rules/></div>
      <@field "password-new" "passwordNew" "password" true/>
      <@field "password-confirm" "passwordConfirm" "password-confirm" false/>
      <#-- A newcomer has no other session. -->
      <#if !steps.current?has_content>
      <@passwordCommons.logoutOtherSessions/>
      </#if>
      <div class="buttons">
        <button name="login" class="button primary">${msg("omuPasswordSubmit")}</button>
        <#if isAppInitiatedAction??>
        <button name="cancel-aia" value="true" class="button">${msg("doCancel")}</button>
        </#if>
      </div>
    </form>
    <script type="module" src="${url.resourcesPath}/js/passwordVisibility.js"></script>
  </#if>
</@layout.registrationLayout>

<#-- What the realm's password policy asks for, as far as Keycloak tells its pages. -->
<#macro rules>
  <#list [
    rule("Length", passwordPolicies.length!0), rule("MaxLength", passwordPolicies.maxLength!0),
    rule("Lower", passwordPolicies.lowerCase!0), rule("Upper", passwordPolicies.upperCase!0),
    rule("Digits", passwordPolicies.digits!0), rule("Special", passwordPolicies.specialChars!0),
    rule("History", passwordPolicies.passwordHistory!0),
    rule("NotProvisional", (campusProvisional!false)?then(1, 0)), rule("NotUsername", passwordPolicies.notUsername?then(1, 0)),
    rule("NotEmail", passwordPolicies.notEmail?then(1, 0))
  ]?filter(text -> text?has_content)>
<p>${msg("omuPasswordRules")}</p>
<ul>
    <#items as text>
  <li>${text}</li>
    </#items>
</ul>
  </#list>
</#macro>
<#function rule name number>
  <#return (number gt 0)?then(msg("omuPassword" + name, number), "")>
</#function>

<#macro field id label error first>
<#local wrong = messagesPerField.existsError(error)>
<div class="field">
  <label for="${id}">${msg(label)}</label>
  <input id="${id}" name="${id}" type="password" dir="ltr" autocomplete="new-password"<#if first || wrong> autofocus</#if>
    aria-describedby="${wrong?then("input-error-" + error, "password-rules")}"<#if wrong> aria-invalid="true"</#if>>
  <#if wrong>
  <div id="input-error-${error}" class="error" role="alert">${kcSanitize(messagesPerField.get(error))?no_esc}</div>
  </#if>
  <button type="button" class="link" aria-controls="${id}" data-password-toggle aria-label="${msg("showPassword")}"
    data-label-show="${msg("showPassword")}" data-label-hide="${msg("hidePassword")}"><span></span></button>
</div>
</#macro>
