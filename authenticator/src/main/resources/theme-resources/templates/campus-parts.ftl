<#-- What the pages of Campus OTP share. -->

<#-- The languages of texts that are there in each; the page's own first. -->
<#assign languages = msg("campusOtpLanguages")?split(" ")>
<#assign language = languages?first>

<#-- A text that may have elements: one of the realm's loses what is dangerous; a template's has nothing. -->
<#function html text>
<#if text?is_markup_output><#return text></#if>
<#return kcSanitize(text)?no_esc>
</#function>

<#--
  A page: its title (HTML), and the fields whose errors stand beside them.
  The layout is imported here, since mails use this file as well and have none of that name.
-->
<#macro page title fields=[]>
<#import "template.ftl" as layout>
<#import "campus-files.ftl" as files>
<#local wrong = fields?filter(field -> messagesPerField.existsError(field))>
<@layout.registrationLayout displayMessage=!wrong?has_content; section>
  <#if section = "header">
    ${html(title)}
  <#elseif section = "form">
    <#if properties.campusStylesheet! != "none">
    <link rel="stylesheet" href="${url.resourcesPath}/${files.folder}/css/campus.css">
    </#if>
    <#-- A module runs once, even where the theme has it on every page. -->
    <script type="module" src="${url.resourcesPath}/${files.folder}/js/campus.js"></script>
    <div class="campus"><#nested></div>
  </#if>
</@layout.registrationLayout>
</#macro>

<#--
  A field with its label (HTML) and, from the error named "error", what was wrong with it; more about
  that may be nested. Digits take any paste: no maxlength and no pattern, "123 456" is welcome.
-->
<#macro field name label error=name type="text" autocomplete="one-time-code" value="" focus=false help="">
<#local wrong = messagesPerField.existsError(error)>
<div class="${properties.kcFormGroupClass!}">
  <label for="${name}" class="${properties.kcLabelClass!}">${html(label)}</label>
  <input id="${name}" name="${name}" type="${type}" value="${value}" dir="ltr" autocomplete="${autocomplete}"
    <#if autocomplete?starts_with("one-time-code")>inputmode="numeric"<#else>autocapitalize="none" spellcheck="false"</#if>
    <#if wrong>aria-invalid="true" aria-describedby="campus-${name}-error"<#elseif help?has_content>aria-describedby="${help}"</#if>
    <#if focus || wrong>autofocus</#if>>
  <#if wrong>
  <div id="campus-${name}-error" class="campus-error" role="alert">
    <p>${kcSanitize(messagesPerField.get(error))?no_esc}</p>
    <#nested>
  </div>
  </#if>
</div>
</#macro>

<#-- What was wrong with a field that the page does not have now. -->
<#macro problem error>
<#if messagesPerField.existsError(error)>
<p class="campus-error" role="alert">${kcSanitize(messagesPerField.get(error))?no_esc}</p>
</#if>
</#macro>

<#-- In each form: without scripts nothing keeps a browser from sending it twice. -->
<#macro once>
<noscript><input type="hidden" name="without-script" value="true"></noscript>
</#macro>

<#-- A button that sends the form. -->
<#macro button name text value=name primary=false more="">
<button type="submit" name="${name}" value="${value}" class="${properties.kcButtonClass!} ${primary?then(properties.kcButtonPrimaryClass!, properties.kcButtonSecondaryClass!)}"${more?no_esc}>${text}</button>
</#macro>

<#-- The way out, where there is one. -->
<#macro back text=msg("campusBack")>
<#if campusCanCancel!false>
<@button name="back" text=text more=" formnovalidate"/>
</#if>
</#macro>

<#-- Back to the introduction, before there is a key. -->
<#macro return>
<#if campusCanReturn!false>
<@button name="back" text=msg("campusReturn") more=" formnovalidate"/>
</#if>
</#macro>

<#-- Out of a sign-on that cannot go on: it begins anew, and a session that the browser has ends. -->
<#macro signOnAgain text>
<a href="${url.loginRestartFlowUrl}" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${text}</a>
</#macro>

<#-- Is all set up? "No" goes back to the key. -->
<#macro attention no="">
<p>${msg("campusAttentionText")}</p>
<p>${msg("campusAttentionNote")}</p>
<form class="campus-buttons" action="${url.loginAction}" method="post">
  <@once/>
  <@button name="confirm" value="no" text=msg("campusNo") more=no/>
  <#if campusBackupCodes!false>
  <@button name="confirm" value="backup" text=msg("campusBackupAlso")/>
  </#if>
  <@button name="confirm" value="yes" text=msg("campusYes") primary=true/>
</form>
</#macro>

<#-- Where a theme gives an address there is a link. In a new tab, for a sign-on is not found again by "Back". -->
<#macro link url text language=language>
<#if url?has_content><a href="${url}" target="_blank" rel="noopener">${text}${msg("campusOtpNewTab." + language)}</a></#if>
</#macro>
<#-- Not beside a footer that leads there, too. -->
<#macro helpDesk>
<#if properties.campusHelpDesk! != "none"><@link msg("campusOtpHelpDeskUrl") msg("campusOtpHelpDesk." + language)/></#if>
</#macro>

<#-- Whether a theme or realm gives a text: Keycloak answers with the name of one that is not there. -->
<#function has key>
  <#return ![key, ""]?seq_contains(msg(key))>
</#function>

<#-- A moment in words, in the time zone that the theme names. -->
<#function moment date>
  <#if msg("campusTimeZone")?has_content><#setting time_zone=msg("campusTimeZone")></#if>
  <#setting locale=language?replace("-", "_")>
  <#return date?datetime?string(msg("campusMoment"))>
</#function>
