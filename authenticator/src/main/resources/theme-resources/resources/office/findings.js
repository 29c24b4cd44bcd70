// What is wrong with the realm, the worst first.
import { make, say } from "./page.js";
import { saidOf } from "./sentences.js";
import { language, texts } from "./texts.js";

/** The view. */
export async function findings({ api, server, realm }) {
  const found = await api("/findings");
  const admin = `${server}admin/${encodeURIComponent(realm)}/console/#/${encodeURIComponent(realm)}/`;
  return [
    make("h1", {}, texts.findings),
    ...(found.length ? [] : [say(texts.noFindings, "good")]),
    ...found.map((one) => article(one, admin)),
  ];
}

/** Where the admin console has it, by the words that a finding begins with. */
const PLACES = { "Realm settings": "realm-settings", "Authentication": "authentication", "client ": "clients", "identity provider ": "identity-providers", "Realm roles": "roles", "Groups": "groups", "Users": "users", "User federation": "user-federation" };

function article(one, admin) {
  const { what, cure, original } = saidOf(one, language);
  return make("article", { className: one.severity.toLowerCase(), id: one.id },
    make("h2", {}, make("strong", {}, texts[one.severity]), " ", make("span", { lang: "en" }, one.where)),
    make("p", {}, what),
    make("p", {}, make("strong", {}, `${texts.cure}: `), cure, " ",
      make("a", { href: admin + (PLACES[Object.keys(PLACES).find((begin) => one.where.startsWith(begin))] ?? ""), target: "_blank", rel: "noreferrer" }, texts.console)),
    original ? make("small", { lang: "en" }, original) : null);
}
