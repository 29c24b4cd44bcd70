// The page of the office: signs its user on, shows one view, and asks the API as that user.
import Keycloak from "./keycloak-26.2.4.js";
import { decision } from "./decision.js";
import { findings } from "./findings.js";
import { networks } from "./networks.js";
import { make, say } from "./page.js";
import { people, person } from "./people.js";
import { progress } from "./progress.js";
import { changeLanguage, language, texts } from "./texts.js";

const { server, realm, client } = document.documentElement.dataset;
const keycloak = new Keycloak({ url: server.replace(/\/$/, ""), realm, clientId: client });
const VIEWS = { people, person, decision, networks, progress, findings };
const FOR_ADMINISTRATORS = ["networks", "progress", "findings"];

/**
 * Asks the API.
 * @param {string} path below campus-otp
 * @param {string} [method] GET, or what changes something
 * @param {object} [body] sent as JSON
 * @param {string} [accept] the type of the answer; JSON is parsed, all else comes as text
 */
async function api(path, method = "GET", body = undefined, accept = "application/json") {
  try {
    await keycloak.updateToken(30);
  } catch {
    await signOn(); // the session is over
  }
  const answer = await fetch(`${server}admin/realms/${realm}/campus-otp${path}`, {
    method,
    headers: { Authorization: `Bearer ${keycloak.token}`, Accept: accept, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    const told = await answer.json().catch(() => null);
    throw Object.assign(new Error(path), { said: refusal(answer.status, told, path) });
  }
  if (answer.status === 204) return null;
  return accept === "application/json" ? answer.json() : answer.text();
}

/** What a refusal means; a proxy's is no JSON. */
function refusal(status, told, path) {
  if (status === 409) return texts.conflict;
  if (status !== 403) return told?.errorMessage;
  if (!told) return texts.notFromHere;
  return path ? texts.notThis : texts.forbidden;
}

function signOn() {
  sessionStorage.setItem("office", location.hash);
  return keycloak.login({ redirectUri: location.origin + location.pathname, locale: language });
}

/** What a view gets: the API, who uses it, where its own parts begin, and what the address says. */
function context(self) {
  const [view, query] = location.hash.slice(1).split("?");
  return { api, self, realm, server, view, query: new URLSearchParams(query), 
    go: (to) => (location.hash = to), goOn: (to) => location.replace(`#${to}`) };
}

async function show(self) {
  const main = document.querySelector("main");
  const here = context(self);
  const view = VIEWS[here.view] && (self.administrator || !FOR_ADMINISTRATORS.includes(here.view)) ? here.view : "people";
  document.querySelectorAll("nav a").forEach((link) => {
    const current = link.hash === `#${view === "person" ? "people" : view}`;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  main.replaceChildren(make("p", { className: "soft" }, texts.busy));
  try {
    main.replaceChildren(...(await VIEWS[view](here)));
  } catch (problem) {
    main.replaceChildren(say(problem.said ?? texts.failed));
    if (!problem.said) console.error(problem);
  }
  document.title = `${texts[view] ?? texts.people} - ${texts.title}`;
}

function header({ username, administrator }, views = ["people", "decision", ...(administrator ? FOR_ADMINISTRATORS : [])]) {
  const other = make("button", { type: "button", lang: texts.otherLanguage, onclick: changeLanguage }, texts.other);
  document.querySelector("header").replaceChildren(...[
    make("p", { className: "brand" }, texts.title),
    views.length ? make("nav", { "aria-label": texts.title }, ...views.map((view) => make("a", { href: `#${view}` }, texts[view]))) : null,
    make("p", { className: "self" }, make("span", {}, username), other,
      make("button", { type: "button", onclick: () => keycloak.logout({ redirectUri: location.origin + location.pathname }) }, texts.signOut)),
  ].filter(Boolean));
}

document.documentElement.lang = language;
document.title = texts.title;
const main = document.querySelector("main");
try {
  const known = await keycloak.init({ pkceMethod: "S256", checkLoginIframe: false, responseMode: "query" });
  if (!known) {
    await signOn();
  } else {
    if (!location.hash) history.replaceState(null, "", sessionStorage.getItem("office") || "#people");
    header({ username: "" }, []); // to sign out, whatever comes
    const self = await api("");
    header(self);
    addEventListener("hashchange", () => show(self));
    await show(self);
  }
} catch (problem) {
  main.replaceChildren(say(problem.said ?? texts.failed));
  if (!problem.said) console.error(problem);
}
