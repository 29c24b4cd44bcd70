<#-- A page without anything in it: office.js signs its user on and asks the API. -->
<#import "campus-files.ftl" as files>
<!DOCTYPE html>
<html lang="${(locale.currentLanguageTag)!"ja"}" data-server="${campusServer}" data-realm="${realm.name}" data-page="${campusPage}" data-client="${campusClient}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>Office</title>
  <link rel="stylesheet" href="${url.resourcesPath}/${files.folder}/office/office.css">
  <script type="module" src="${url.resourcesPath}/${files.folder}/office/office.js"></script>
</head>
<body>
  <header></header>
  <main><noscript><p lang="ja">このページには JavaScript が必要です。</p><p lang="en">This page needs JavaScript.</p></noscript></main>
</body>
</html>
