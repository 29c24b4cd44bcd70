<#import "steps.ftl" as steps>
<#macro content>
  <footer>
    <#if steps.current?has_content>
    <@steps.links/>
    <#else>
    <a href="${msg("omuHelpUrl")}">${msg("omuHelp")}</a>
    </#if>
    <small>${msg("omuCopyright")}</small>
  </footer>
</#macro>
