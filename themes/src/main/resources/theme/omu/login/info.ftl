<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    <#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${message.summary}</#if>
  <#elseif section = "form">
    <#-- Without a header of its own the message is the heading: no need to read it twice. -->
    <#if messageHeader??>
    <p>${message.summary}</p>
    </#if>
    <#list requiredActions!>
    <ul>
      <#items as action>
      <li>${msg("requiredAction." + action)}</li>
      </#items>
    </ul>
    </#list>
    <#if !skipLink??>
      <#if pageRedirectUri?has_content>
    <p><a class="button" href="${pageRedirectUri}">${msg("backToApplication")}</a></p>
      <#elseif actionUri?has_content>
    <p><a class="button primary" href="${actionUri}">${msg("proceedWithAction")}</a></p>
      <#elseif (client.baseUrl)?has_content>
    <p><a class="button" href="${client.baseUrl}">${msg("backToApplication")}</a></p>
      </#if>
    </#if>
  </#if>
</@layout.registrationLayout>
