<#import "footer.ftl" as footer>
<#import "steps.ftl" as steps>
<#assign extension = .get_optional_template("campus-files.ftl")>
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<#local heading><#nested "header"></#local>
<#local headingHtml = heading?markup_string?trim>
<#if !headingHtml?has_content>
  <#local headingHtml = msg("loginAccountTitle")?esc?markup_string>
</#if>
<#local headingText = headingHtml?replace("<[^>]*>", "", "r")?replace("\\s+", " ", "r")?trim>
<!DOCTYPE html>
<html lang="${lang}"<#if realm.internationalizationEnabled && locale.rtl> dir="rtl"</#if>>
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <#list (properties.meta!)?split(" ", "r") as meta><#if meta?contains("==")>
  <meta name="${meta?keep_before("==")}" content="${meta?keep_after("==")}">
  </#if></#list>
  <title>${headingText?no_esc}<#if headingText != (title!)?esc?markup_string> | ${title!}</#if></title>
  <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%23123f73'/%3E%3Ccircle cx='8' cy='8' r='4' fill='none' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E">
  <#list ([properties.omuStylesheet] + (properties.styles!)?split(" "))?filter(style -> style?has_content) as style>
  <link rel="stylesheet" href="${url.resourcesPath}/${style}">
  </#list>
  <#if pageId?contains("webauthn") || pageId?contains("passkeys") || enableWebAuthnConditionalUI?has_content>
  <script type="importmap">{"imports": {"rfc4648": "${url.resourcesCommonPath}/vendor/rfc4648/rfc4648.js"}}</script>
  </#if>
  <#-- The extension's: a form is sent once. Others only where a page cannot do without them. -->
  <#if extension.exists>
  <script type="module" src="${url.resourcesPath}/${extension.import().folder}/js/campus.js"></script>
  </#if>
  <#list scripts![] as script>
  <script src="${script}"></script>
  </#list>
</head>
<body<#if bodyClass?has_content> class="${bodyClass}"</#if> data-page-id="login-${pageId}">
  <header>
    <p class="wordmark">${kcSanitize(msg("loginTitleHtml", realm.displayNameHtml!""))?no_esc}</p>
    <#if realm.internationalizationEnabled && locale.supported?size gt 1>
    <nav id="kc-locale" aria-label="${msg("languages")}">
      <#list locale.supported as language><#if language.languageTag != locale.currentLanguageTag>
      <a href="${language.url}" lang="${language.languageTag}" hreflang="${language.languageTag}">${language.label}</a>
      </#if></#list>
    </nav>
    </#if>
  </header>
  <main>
    <@steps.bar/>
    <#if (client.clientId)! == "mfa-management" && headingText != msg("campusMenuTitle")>
    <p class="site">${msg("campusMenuTitle")}</p>
    </#if>
    <h1 id="kc-page-title">${headingHtml?no_esc}</h1>
    <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
    <#nested "show-username">
    <p id="kc-username">
      <span>${msg("username")}: <b id="kc-attempted-username">${auth.attemptedUsername}</b></span>
      <a id="reset-login" href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a>
    </p>
    </#if>
    <#-- A person who started the action need not be warned that it is still to be done. -->
    <#if displayMessage && message?has_content && (message.type != "warning" || !isAppInitiatedAction??)>
    <div class="alert ${message.type}" role="${(message.type == "error")?then("alert", "status")}">${kcSanitize(message.summary)?no_esc}</div>
    </#if>
    <#if displayRequiredFields>
    <p class="note"><span class="required">*</span> ${msg("requiredFields")}</p>
    </#if>
    <#nested "form">
    <#if auth?has_content && auth.showTryAnotherWayLink()>
    <form action="${url.loginAction}" method="post">
      <button id="try-another-way" class="link" name="tryAnotherWay" value="on">${msg("doTryAnotherWay")}</button>
    </form>
    </#if>
    <#if switchOrganizationEnabled!false>
    <form action="${url.loginAction}" method="post">
      <button id="switch-organization" class="link" name="switchOrganization" value="true">${msg("doSwitchOrganization")}</button>
    </form>
    </#if>
    <#nested "socialProviders">
    <#if displayInfo>
    <div id="kc-info"><#nested "info"></div>
    </#if>
  </main>
  <@footer.content/>
</body>
</html>
</#macro>
