<#import "campus-parts.ftl" as campus>
<#assign ahead = campusClockOffsetSeconds!0>
<#-- The page's own language first; each part says which language it is in (WCAG 2.2, 3.1.2). -->
<#assign languages = campus.languages>
<#assign manual = msg("campusOtpManualUrl")>
<#assign reissue = msg("campusOtpReissueUrl")>
<#assign helpDesk = msg("campusOtpHelpDeskUrl")>
<#assign reason = campusReason!"">
<#-- Asked for before a code, where its user has one. -->
<#assign first = ["passkey", "passkey-only"]?seq_contains(reason)>
<#macro usePasskey>
    <form id="webauth" class="campus-buttons" action="${url.loginAction}" method="post">
      <#list ["clientDataJSON", "authenticatorData", "signature", "credentialId", "userHandle", "error"] as field>
      <input type="hidden" id="${field}" name="${field}">
      </#list>
      <button type="button" hidden id="use-passkey" class="${properties.kcButtonClass!} ${first?then(properties.kcButtonPrimaryClass!, properties.kcButtonSecondaryClass!)}">${msg("campusOtpPasskey")}</button>
      <p id="without-passkeys" hidden>${msg("campusPasskeyUnsupported")}</p>
      <#if first><noscript><p>${msg("campusPasskeyUnsupported")}</p></noscript></#if>
    </form>
</#macro>
<#-- As the manual has it: English comes last. -->
<#assign title><#list languages?filter(language -> language != "en") + ["en"] as language><span lang="${language}">${msg("campusOtpTitle." + first?then("passkey.", "") + language)}</span></#list></#assign>
<#assign label><span lang="en">${msg("campusOtpLabel")}</span></#assign>
<@campus.page title=title fields=["totp"]>
  <div id="campus-otp">
    <#if first><@usePasskey/></#if>
    <#if reason == "passkey-only"><@campus.problem "totp"/><#else>
    <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
      <@campus.once/>
      <@campus.field name="otp" label=label error="totp" focus=!first help="campus-otp-help" autocomplete=(authenticators??)?then("one-time-code webauthn", "one-time-code")>
        <#if ahead != 0>
          <#list languages as language>
        <p class="campus-otp-clock" lang="${language}">${msg((ahead gt 0)?then("campusOtpClockAhead.", "campusOtpClockBehind.") + language, (ahead?abs / 60)?int, ahead?abs % 60)}</p>
          </#list>
        </#if>
      </@campus.field>
      <div class="campus-buttons">
        <@campus.button name="login" value="Login" text=msg("campusOtpLogin") primary=!first/>
        <button type="reset" name="reset" class="${properties.kcButtonClass!} ${properties.kcButtonSecondaryClass!}">${msg("campusOtpReset")}</button>
      </div>
    </form>
    </#if>
    <#if authenticators??>
    <#if !first><@usePasskey/></#if>
    <form id="authn_select">
      <#list authenticators.authenticators as passkey>
      <input type="hidden" name="authn_use_chk" value="${passkey.credentialId}">
      </#list>
    </form>
    <script type="module">
      <#outputformat "JavaScript">
      import { authenticateByWebAuthn, doAuthenticate, getAllowCredentials, returnSuccess } from "${url.resourcesPath}/js/webauthnAuthenticate.js";
      const input = {
        isUserIdentified: true,
        challenge: ${challenge?c},
        userVerification: ${userVerification?c},
        rpId: ${rpId?c},
        createTimeout: ${createTimeout?c},
        errmsg: ${msg("campusPasskeyUnsupported")?c},
      };
      const button = document.getElementById("use-passkey");
      button.hidden = !globalThis.PublicKeyCredential;
      document.getElementById("without-passkeys").hidden = !button.hidden;
      let pressed = false;
      button.addEventListener("click", () => {
        pressed = true;
        authenticateByWebAuthn(input);
      }, { once: true });
      // Offered by the browser in the field, too; the button ends that.
      if (await globalThis.PublicKeyCredential?.isConditionalMediationAvailable?.() && !pressed) {
        doAuthenticate({ ...input, allowCredentials: getAllowCredentials(), additionalOptions: { mediation: "conditional" } })
          .then((result) => result && returnSuccess(result), () => {});
      }
      </#outputformat>
    </script>
    </#if>
    <#list languages as language>
    <section lang="${language}">
      <p<#if language?is_first> id="campus-otp-help"</#if>>${msg("campusOtpHelp." + reason?has_content?then(reason + ".", "") + language)}</p>
      <#if campusBackupCodes!false>
      <p class="campus-otp-backup">${msg("campusOtpBackup." + language)}</p>
      </#if>
      <#if campusPass!false>
      <p class="campus-otp-pass">${msg("campusOtpPass." + language)}</p>
      </#if>
      <#if manual?has_content>
      <#assign around = msg("campusOtpManualSee." + language, "\n")?split("\n")>
      <p class="campus-inline">${around[0]}<@campus.link manual msg("campusOtpManual." + language) language/>${around[1]}</p>
      </#if>
      <details<#if messagesPerField.existsError("totp") && language?is_first> open</#if>>
        <summary>${msg("campusOtpTrouble." + language)}</summary>
        <ul>
          <li>${msg("campusOtpTroubleEntry." + language, campusIssuer!realm.displayName!"")}</li>
          <li>${msg("campusOtpTroubleTime." + language)}</li>
          <li>${msg("campusOtpTroubleKey." + language)}</li>
          <li>${msg("campusOtpTroubleClock." + language)}</li>
          <li>${msg("campusOtpTroubleElse." + language)} <@campus.link reissue msg("campusOtpReissue." + language) language/> <@campus.link helpDesk msg("campusOtpHelpDesk." + language) language/></li>
        </ul>
      </details>
      <#if campusAddress?has_content>
      <p class="campus-address">${msg("campusOtpAddress." + language, campusAddress)}</p>
      </#if>
    </section>
    </#list>
  </div>
</@campus.page>
