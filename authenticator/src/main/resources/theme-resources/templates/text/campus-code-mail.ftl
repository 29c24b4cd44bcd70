<#ftl output_format="plainText">
${msg("campusCodeMailFor." + campusTopic)}

${campusCode}

${msg("campusCodeMailMinutes", campusMinutes)}
${msg("campusCodeMailSecret")}

<#if ["new", "reset"]?seq_contains(campusMailbox)>
${msg("campusCodeMailNotYou." + campusMailbox)}
<#else>
${msg("campusCodeMailNotYou")}
${msg("campusHelpDeskContact")} ${msg("campusOtpHelpDeskUrl")}
</#if>
<#if msg("campusMailSender")?has_content>

${msg("campusMailSender")}
</#if>
