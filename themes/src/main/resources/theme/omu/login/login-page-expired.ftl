<#import "template.ftl" as layout>
<@layout.registrationLayout; section>
  <#if section = "header">
    ${msg("pageExpiredTitle")}
  <#elseif section = "form">
    <p>${msg("omuPageExpired")}</p>
    <p class="buttons">
      <a id="loginContinueLink" class="button primary" href="${url.loginAction}">${msg("pageExpiredMsg2")}</a>
      <a id="loginRestartLink" class="button" href="${url.loginRestartFlowUrl}">${msg("pageExpiredMsg1")}</a>
    </p>
  </#if>
</@layout.registrationLayout>
