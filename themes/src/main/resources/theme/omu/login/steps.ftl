<#-- How far the page is in the first enrolment, if it is part of one; and what helps on the way. -->
<#assign withPassword = campusWithPassword!true>
<#assign steps = withPassword?then(["start", "signon", "pledge", "password", "otp", "complete"], ["start", "pledge", "otp", "complete"])>
<#assign ofAction = {"TERMS_AND_CONDITIONS": "pledge", "UPDATE_PASSWORD": "password", "campus-recovery-address": withPassword?then("password", "otp"), "campus-otp-setup": "otp"}>
<#assign current = campusStep!"">
<#if campusFirst!false>
  <#assign current = ofAction[execution!""]!current>
</#if>
<#macro bar>
<#if current?has_content>
<#local at = steps?seq_index_of(current)>
<ol class="steps" aria-label="${msg("omuSteps")}">
  <#list steps as step>
  <li<#if step_index lt at> class="done"<#elseif step_index = at> aria-current="step"</#if>><span><#if step_index lt at><span class="unseen">${msg("omuStepDone")}</span></#if>${msg("omuStep." + step)}</span></li>
  </#list>
</ol>
</#if>
</#macro>
<#macro links>
<@link "campusStartTroubleUrl" "omuTrouble"/>
<@link "campusStartManualUrl" "omuManual"/>
</#macro>
<#macro link url text>
<#if ![url, ""]?seq_contains(msg(url))><a href="${msg(url)}" target="_blank" rel="noopener">${msg(text)}${msg("omuNewTab")}</a></#if>
</#macro>
