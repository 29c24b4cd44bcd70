<#import "template.ftl" as layout>
<#import "/campus-parts.ftl" as campus>
<@layout.emailLayout>
<p>${msg("campusNoticeMailWhat." + campusAction)}</p>
<p>${msg("campusMailUser")}: ${campusUsername}<br>
${msg("campusNoticeMailTime")}: ${campus.moment(campusTime)}<br>
<#if campusByHelpDesk!false>
${msg("campusNoticeMailBy")}: ${msg("campusNoticeMailHelpDesk")}<#else>
${msg("campusNoticeMailPlace")}: ${campusPlace?has_content?then(campusPlace, msg("campusNoticeMailOffCampus"))}</#if><#if campusNewAddress?has_content><br>
${msg("campusNoticeMailAddress")}: ${campusNewAddress}</#if><#if campusLeft??><br>
${msg("campusNoticeMailLeft")}: ${campusLeft}</#if><#if campusProvider?has_content><br>
${msg("campusNoticeMailProvider")}: ${campusProvider}</#if></p>
<p>${msg((campusByHelpDesk!false)?then("campusNoticeMailAsked", "campusNoticeMailYou"))}<br>
${msg((campusByHelpDesk!false)?then("campusNoticeMailNotAsked", "campusNoticeMailNotYou"))}</p>
<p>${msg("campusHelpDeskContact")} ${msg("campusOtpHelpDeskUrl")}</p>
</@layout.emailLayout>
