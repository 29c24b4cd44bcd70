<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${kcSanitize(msg("errorTitle"))?no_esc}
  <#elseif section = "form">
    <div id="kc-error-message" role="alert">${kcSanitize(message.summary)?no_esc}</div>
    <#if traceId??>
    <p id="traceId" class="note">${msg("traceIdSupportMessage", traceId)}</p>
    </#if>
    <#if !skipLink?? && (client.baseUrl)?has_content>
    <p><a id="backToApplication" class="button" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
