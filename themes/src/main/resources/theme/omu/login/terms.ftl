<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section = "header">
    ${msg("termsTitle")}
  <#elseif section = "form">
    <div id="kc-terms-text">${kcSanitize(msg("termsText"))?no_esc}</div>
    <p class="note">${msg("omuTermsVersion")}</p>
    <form class="buttons" action="${url.loginAction}" method="post">
      <button id="kc-accept" name="accept" class="button primary">${msg("doAccept")}</button>
      <button id="kc-decline" name="cancel" class="button">${msg("doDecline")}</button>
    </form>
  </#if>
</@layout.registrationLayout>
