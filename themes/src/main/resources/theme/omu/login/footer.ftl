<#macro content>
  <footer>
    <a href="${msg("omuHelpUrl")}">${msg("omuHelp")}</a>
    <small>${msg("omuCopyright")}</small>
  </footer>
</#macro>
