// What is wrong with the realm, the worst first.
import { make, say } from "./page.js";
import { texts } from "./texts.js";

/** The view. */
export async function findings({ api, server, realm }) {
  const found = await api("/findings");
  const admin = `${server}admin/${encodeURIComponent(realm)}/console/`;
  return [
    make("h1", {}, texts.findings),
    ...(found.length ? [] : [say(texts.noFindings, "good")]),
    ...found.map((one) => make("article", { className: one.severity.toLowerCase(), id: one.id, lang: "en" },
      make("h2", {}, make("strong", { lang: document.documentElement.lang }, texts[one.severity]), " ", one.where),
      make("p", {}, one.what),
      make("p", {}, make("strong", { lang: document.documentElement.lang }, `${texts.cure}: `), one.cure))),
    make("p", {}, make("a", { href: admin, target: "_blank", rel: "noreferrer" }, texts.console)),
  ];
}
