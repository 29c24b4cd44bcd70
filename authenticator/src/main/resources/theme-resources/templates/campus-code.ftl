<#import "campus-parts.ftl" as campus>
<#assign sent = campusCodeSent!false>
<#assign pass = campusPass!false>
<#assign unsent = campusCodeUnsent!false>
<@campus.page title=msg("campusCodeTitle" + ({"address": "Address", "password": "Password"}[campusAction])!"") fields=["code"]>
  <#if sent><p>${msg("campusCodeFor." + campusTopic, campusCodeDigits)}</p></#if>
  <p>${msg("campusCodeDestination")} <strong id="mail-destination"<#if campusDestination?has_content> dir="ltr">${campusDestination}<#else>>${msg("campusCodeDestinationUnsaid")}</#if></strong></p>
  <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
    <@campus.once/>
    <#if sent || pass>
    <@campus.field name="code" label=msg("campusCodeLabel", campusCodeDigits) focus=true help=sent?then("campus-expiry", "campus-code-pass")/>
    <#if sent>
    <p id="campus-expiry" role="timer" data-seconds="${(campusExpiresAt?number - .now?long / 1000)?ceiling?c}" data-over="${msg("campusCodeExpired")}">${msg("campusCodeLeft")} <span>${msg("campusMinutes", campusMinutesLeft)}</span></p>
    </#if>
    <#if pass><p id="campus-code-pass">${msg("campusCodePass")}</p></#if>
    <div class="campus-buttons"><@campus.button name="verify" text=msg("campusCodeVerify") primary=true/></div>
    </#if>
    <#if sent>
    <h2>${msg("campusCodeTrouble")}</h2>
    <ul>
      <li>${msg("campusCodeTroubleAddress")}</li>
      <li>${msg("campusCodeTroubleSpam")}</li>
      <li>${msg("campusCodeTroubleSubject", msg(campusMailSubject))}</li>
      <#if msg("campusMailSender")?has_content>
      <li>${msg("campusCodeTroubleSender", msg("campusMailSender"))}</li>
      </#if>
      <li>${msg("campusCodeTroubleLast")}</li>
    </ul>
    <#else>
    <#if !pass><@campus.problem "code"/></#if>
    <#if !message?has_content><p>${msg(unsent?then("campusCodeUnsent", "campusCodeNone"))}</p></#if>
    </#if>
    <#if campusResendSeconds lt 0>
    <p>${msg("campusResendLater")}</p>
    <#elseif campusResendSeconds gt 0>
    <p role="timer" data-seconds="${campusResendSeconds?c}" data-over="${msg("campusResendNow")}" data-holds="resend">${msg("campusResendLeft")} <span>${msg("campusSeconds", campusResendSeconds)}</span></p>
    </#if>
    <div class="campus-buttons">
      <@campus.button name="resend" text=msg(unsent?then("campusCodeSend", "campusCodeResend")) primary=!sent && !pass more=" formnovalidate"/>
      <@campus.back (campusMailbox = "new")?then(msg("campusBackToAddress"), msg("campusBack"))/>
      <@campus.return/>
    </div>
  </form>
</@campus.page>
