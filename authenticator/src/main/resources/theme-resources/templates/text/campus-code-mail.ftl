<#ftl output_format="plainText">
${msg("campusCodeMailFor." + campusAction)}

${campusCode}

${msg("campusCodeMailMinutes", campusMinutes)}
${msg("campusCodeMailSecret")}

<#if ["new", "reset"]?seq_contains(campusMailbox)>
${msg("campusCodeMailNotYou." + campusMailbox)}
<#else>
${msg("campusCodeMailNotYou")}
${msg("campusHelpDeskContact")} ${msg("campusOtpHelpDeskUrl")}
</#if>
