<#ftl output_format="plainText">
${msg("campusCodeMailFor." + campusAction)}

${campusCode}

${msg("campusCodeMailMinutes", campusMinutes)}
${msg("campusCodeMailSecret")}

<#if campusMailbox = "new">
${msg("campusCodeMailNotYou.new")}
<#else>
${msg("campusCodeMailNotYou")}
${msg("campusHelpDeskContact")} ${msg("campusOtpHelpDeskUrl")}
</#if>
