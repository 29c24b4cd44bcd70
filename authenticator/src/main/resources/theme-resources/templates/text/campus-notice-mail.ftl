<#ftl output_format="plainText">
<#import "/campus-parts.ftl" as campus>
${msg("campusNoticeMailWhat." + campusAction)}

${msg("campusMailUser")}: ${campusUsername}
${msg("campusNoticeMailTime")}: ${campus.moment(campusTime)}
${msg("campusNoticeMailPlace")}: ${campusPlace?has_content?then(campusPlace, msg("campusNoticeMailOffCampus"))}
<#if campusNewAddress?has_content>
${msg("campusNoticeMailAddress")}: ${campusNewAddress}
</#if>
<#if campusProvider?has_content>
${msg("campusNoticeMailProvider")}: ${campusProvider}
</#if>

${msg("campusNoticeMailYou")}
${msg("campusNoticeMailNotYou")}
${msg("campusHelpDeskContact")} ${msg("campusOtpHelpDeskUrl")}
