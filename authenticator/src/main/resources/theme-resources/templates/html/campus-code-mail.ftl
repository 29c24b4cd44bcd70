<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("campusCodeMailFor." + campusTopic)}</p>
<p style="font: bold 28px monospace; letter-spacing: 0.1em">${campusCode}</p>
<p>${msg("campusCodeMailMinutes", campusMinutes)}<br>${msg("campusCodeMailSecret")}</p>
<#if ["new", "reset"]?seq_contains(campusMailbox)>
<p>${msg("campusCodeMailNotYou." + campusMailbox)}</p>
<#else>
<p>${msg("campusCodeMailNotYou")}</p>
<p>${msg("campusHelpDeskContact")} ${msg("campusOtpHelpDeskUrl")}</p>
</#if>
<#if msg("campusMailSender")?has_content><p>${msg("campusMailSender")}</p></#if>
</@layout.emailLayout>
