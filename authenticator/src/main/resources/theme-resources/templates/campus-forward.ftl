<#import "campus-parts.ftl" as campus>
<#-- The browser goes on by itself: the response's header Refresh. -->
<@campus.page title=msg("campusNext")>
  <p><a href="${campusNextUrl}">${msg("campusNext")}</a></p>
</@campus.page>
