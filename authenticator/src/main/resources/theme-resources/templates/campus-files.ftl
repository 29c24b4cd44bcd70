<#-- Where the files of this version are, below the theme's own. -->
<#assign folder = "campus-@project.version@">
