<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusPasskeyTitle")>
  <#if campusOwed>
  <p id="passkey-owed" class="campus-note">${msg("campusPasskeyOwed")}</p>
  </#if>
  <p>${msg("campusPasskeyWhat")}</p>
  <#if campusPasskeys?has_content>
  <form action="${url.loginAction}" method="post">
    <@campus.once/>
    <ul id="passkeys">
      <#list campusPasskeys as passkey>
      <li><b>${passkey.label()!}</b><br>${msg("campusWaySince", campus.moment(passkey.since()))}
        <@campus.button name="remove" value=passkey.id() text=msg("campusPasskeyRemove")/>
      </li>
      </#list>
    </ul>
  </form>
  <#else>
  <p id="no-passkeys">${msg("campusPasskeyNone")}</p>
  </#if>
  <form id="register" action="${url.loginAction}" method="post">
    <#list ["clientDataJSON", "attestationObject", "publicKeyCredentialId", "authenticatorLabel", "transports", "authenticatorAttachment", "error"] as field>
    <input type="hidden" id="${field}" name="${field}">
    </#list>
  </form>
  <p id="without-passkeys" hidden class="campus-warning">${msg("campusPasskeyUnsupported")}</p>
  <noscript><p class="campus-warning">${msg("campusPasskeyScript")}</p></noscript>
  <form class="campus-buttons" action="${url.loginAction}" method="post">
    <@campus.once/>
    <button type="button" hidden id="register-passkey" class="${properties.kcButtonClass!} ${properties.kcButtonPrimaryClass!}">${msg("campusPasskeyRegister")}</button>
    <@campus.button name="confirm" value="done" text=msg(campusOwed?then("campusPasskeyLeave", "campusPasskeyDone"))/>
  </form>
  <script type="module">
    <#outputformat "JavaScript">
    import { registerByWebAuthn } from "${url.resourcesPath}/js/webauthnRegister.js";
    const button = document.getElementById("register-passkey");
    button.hidden = !globalThis.PublicKeyCredential;
    document.getElementById("without-passkeys").hidden = !button.hidden;
    button.addEventListener("click", () => registerByWebAuthn({
      challenge: ${challenge?c},
      userid: ${userid?c},
      username: ${username?c},
      signatureAlgorithms: [<#list signatureAlgorithms as algorithm>${algorithm?c},</#list>],
      rpEntityName: ${rpEntityName?c},
      rpId: ${rpId?c},
      attestationConveyancePreference: ${attestationConveyancePreference?c},
      authenticatorAttachment: ${authenticatorAttachment?c},
      requireResidentKey: ${requireResidentKey?c},
      residentKey: ${residentKey?c},
      userVerificationRequirement: ${userVerificationRequirement?c},
      createTimeout: ${createTimeout?c},
      excludeCredentialIds: ${excludeCredentialIds?c},
      initLabel: ${msg("campusPasskeyTitle")?c},
      initLabelPrompt: ${msg("campusPasskeyName")?c},
      errmsg: ${msg("campusPasskeyUnsupported")?c},
    }), { once: true });
    </#outputformat>
  </script>
</@campus.page>
