<#import "campus-parts.ftl" as campus>
<@campus.page title=msg((campusAddressChange!false)?then("campusAddressTitleChange", "campusAddressTitle")) fields=["recoveryEmail"]>
  <p>${msg("campusAddressWhy")}</p>
  <p id="campus-address-help">${msg("campusAddressPrivate")}
    <#list campusOwnDomains![]>${msg("campusAddressDomains")} <#items as domain><span dir="ltr">@${domain}</span><#sep>, </#items></#list></p>
  <form class="${properties.kcFormClass!}" action="${url.loginAction}" method="post">
    <@campus.once/>
    <@campus.field name="recoveryEmail" label=msg("campusAddressLabel") type="email" autocomplete="email" value=(campusAddress!"") focus=true help="campus-address-help"/>
    <div class="campus-buttons">
      <@campus.button name="confirm" text=msg("campusAddressConfirm") primary=true/>
      <@campus.back/>
    </div>
  </form>
</@campus.page>
