// What is wrong with the realm, the worst first.
import { make, say } from "./page.js";
import { saidOf } from "./sentences.js";
import { language, texts } from "./texts.js";

/** The view. */
export async function findings({ api, server, realm }) {
  const found = await api("/findings");
  const admin = `${server}admin/${encodeURIComponent(realm)}/console/`;
  return [
    make("h1", {}, texts.findings),
    ...(found.length ? [] : [say(texts.noFindings, "good")]),
    ...found.map(article),
    make("p", {}, make("a", { href: admin, target: "_blank", rel: "noreferrer" }, texts.console)),
  ];
}

function article(one) {
  const { what, cure, original } = saidOf(one, language);
  return make("article", { className: one.severity.toLowerCase(), id: one.id },
    make("h2", {}, make("strong", {}, texts[one.severity]), " ", make("span", { lang: "en" }, one.where)),
    make("p", {}, what),
    make("p", {}, make("strong", {}, `${texts.cure}: `), cure),
    original ? make("small", { lang: "en" }, original) : null);
}
