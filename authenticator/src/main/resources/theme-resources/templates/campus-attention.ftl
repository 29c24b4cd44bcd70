<#import "campus-parts.ftl" as campus>
<@campus.page title=msg("campusAttention")>
  <@campus.attention/>
</@campus.page>
