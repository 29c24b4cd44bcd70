<#ftl output_format="plainText">
<#import "/campus-parts.ftl" as campus>
${msg("campusNoticeMailWhat." + campusAction)}

${msg("campusMailUser")}: ${campusUsername}
${msg("campusNoticeMailTime")}: ${campus.moment(campusTime)}
<#if campusByHelpDesk!false>
${msg("campusNoticeMailBy")}: ${msg("campusNoticeMailHelpDesk")}
<#else>
${msg("campusNoticeMailPlace")}: ${campusPlace?has_content?then(campusPlace, msg("campusNoticeMailOffCampus"))}
</#if>
<#if campusNewAddress?has_content>
${msg("campusNoticeMailAddress")}: ${campusNewAddress}
</#if>
<#if campusLeft??>
${msg("campusNoticeMailLeft")}: ${campusLeft}
</#if>
<#if campusProvider?has_content>
${msg("campusNoticeMailProvider")}: ${campusProvider}
</#if>

${msg((campusByHelpDesk!false)?then("campusNoticeMailAsked", "campusNoticeMailYou"))}
${msg((campusByHelpDesk!false)?then("campusNoticeMailNotAsked", "campusNoticeMailNotYou"))}
${msg("campusHelpDeskContact")} ${msg("campusOtpHelpDeskUrl")}
