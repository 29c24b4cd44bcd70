<#import "template.ftl" as layout>
<#assign wrong = messagesPerField.existsError("totp")>
<#assign ahead = campusClockOffsetSeconds!0>
<#-- The page's own language first; each part says which language it is in (WCAG 2.2, 3.1.2). -->
<#assign languages = msg("campusOtpLanguages")?split(" ")>
<@layout.registrationLayout displayMessage=!wrong; section>
  <#if section = "header">
    ${kcSanitize(msg("campusOtpTitle"))?no_esc}
  <#elseif section = "form">
    <#if properties.campusStylesheet! != "none">
    <link rel="stylesheet" href="${url.resourcesPath}/css/campus.css">
    </#if>
    <div id="campus-otp">
      <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
        <div class="${properties.kcFormGroupClass!}">
          <label for="otp" class="${properties.kcLabelClass!}">${kcSanitize(msg("campusOtpLabel"))?no_esc}</label>
          <#-- No maxlength and no pattern: a paste of "123 456" or of full-width digits is welcome. -->
          <input id="otp" name="otp" type="text" inputmode="numeric" autocomplete="one-time-code" dir="ltr" autofocus
            <#if wrong>aria-invalid="true" aria-describedby="campus-otp-error"<#else>aria-describedby="campus-otp-help"</#if>>
          <#if wrong>
          <div id="campus-otp-error" class="campus-error" role="alert">
            <p>${kcSanitize(messagesPerField.get("totp"))?no_esc}</p>
            <#if ahead != 0>
              <#list languages as language>
            <p class="campus-otp-clock" lang="${language}">${msg((ahead gt 0)?then("campusOtpClockAhead.", "campusOtpClockBehind.") + language, (ahead?abs / 60)?int, ahead?abs % 60)}</p>
              </#list>
            </#if>
          </div>
          </#if>
        </div>
        <div class="campus-buttons">
          <button type="submit" name="login" value="Login" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("campusOtpLogin")}</button>
          <button type="reset" name="reset" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusOtpReset")}</button>
        </div>
      </form>
      <#list languages as language>
      <section lang="${language}">
        <p<#if language?is_first> id="campus-otp-help"</#if>>${msg("campusOtpHelp." + language)} <@link "campusOtpManual" language/></p>
        <details<#if wrong && language?is_first> open</#if>>
          <summary>${msg("campusOtpTrouble." + language)}</summary>
          <ul>
            <li>${msg("campusOtpTroubleEntry." + language, msg("campusOtpIssuer")?has_content?then(msg("campusOtpIssuer"), realm.displayName))}</li>
            <li>${msg("campusOtpTroubleTime." + language)}</li>
            <li>${msg("campusOtpTroubleKey." + language)}</li>
            <li>${msg("campusOtpTroubleClock." + language)}</li>
            <li>${msg("campusOtpTroubleElse." + language)} <@link "campusOtpReissue" language/> <@link "campusOtpHelpDesk" language/></li>
          </ul>
        </details>
      </section>
      </#list>
    </div>
  </#if>
</@layout.registrationLayout>
<#-- Where a theme gives an address there is a link. In a new tab, for a sign-on is not found again by "Back". -->
<#macro link key language>
  <#if msg(key + "Url")?has_content><a href="${msg(key + "Url")}" target="_blank" rel="noopener">${msg(key + "." + language)}${msg("campusOtpNewTab." + language)}</a></#if>
</#macro>
