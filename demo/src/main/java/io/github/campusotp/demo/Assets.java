package io.github.campusotp.demo;

/** The style sheet and the script of the demo's pages. */
final class Assets implements Exchange.Page {

  @Override
  public void serve(Exchange exchange) {
    switch (exchange.path()) {
      case "/demo/style.css" -> exchange.send(200, "text/css", Html.resource("style.css"));
      case "/demo/codes.js" -> exchange.send(200, "text/javascript", Html.resource("codes.js"));
      default -> exchange.missing();
    }
  }
}
