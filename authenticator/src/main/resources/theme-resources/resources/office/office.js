// The page of the office: signs its user on, shows one view, and asks the API as that user.
import Keycloak from "./keycloak-26.2.4.js";
import { decision } from "./decision.js";
import { findings } from "./findings.js";
import { networks } from "./networks.js";
import { make, say } from "./page.js";
import { people, person } from "./people.js";
import { progress } from "./progress.js";
import { translated } from "./sentences.js";
import { changeLanguage, language, texts } from "./texts.js";

const { server, realm, page, client } = document.documentElement.dataset;
const keycloak = new Keycloak({ url: server.replace(/\/$/, ""), realm, clientId: client });
const VIEWS = { people, person, decision, networks, progress, findings };
const FOR_ADMINISTRATORS = ["networks", "progress", "findings"];
const VIEW = `office-${realm}-view`;

/** Counts the views that were asked for: an answer to an older one comes too late. */
let turn = 0;

/**
 * Asks the API.
 * @param {string} path below campus-otp
 * @param {string} [method] GET, or what changes something
 * @param {object|Blob} [body] sent as JSON; a file as CSV
 * @param {string} [accept] the type of the answer; JSON is parsed, all else comes as text
 */
async function api(path, method = "GET", body = undefined, accept = "application/json") {
  const file = body instanceof Blob;
  await keycloak.updateToken(30).catch(() => keycloak.refreshToken || signOn()); // without one the session is over
  const answer = await fetch(`${server}admin/realms/${encodeURIComponent(realm)}/campus-otp${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${keycloak.token}`, Accept: accept, "Accept-Language": language,
      "Content-Type": file ? "text/csv" : "application/json",
    },
    body: file ? body : body && JSON.stringify(body),
  });
  if (answer.status === 401) await signOn();
  if (!answer.ok) {
    const told = await answer.json().catch(() => null);
    throw Object.assign(new Error(path), { said: refusal(answer.status, told, method !== "GET" && path.startsWith("/people/")) });
  }
  if (answer.status === 204) return null;
  return accept === "application/json" ? answer.json() : answer.text();
}

/** What a refusal means; a proxy's is no JSON. */
function refusal(status, told, isAct) {
  if (status === 409) return texts.conflict;
  if (status === 404 && told) return texts.gone;
  if (status !== 403) return told && translated(told.errorMessage, language);
  if (!told) return texts.notFromHere;
  return isAct ? texts.notThis : texts.forbidden;
}

/** Leaves the page. */
async function signOn() {
  sessionStorage.setItem(VIEW, location.hash);
  await keycloak.login({ redirectUri: page, locale: language });
  return new Promise(() => {});
}

function signOut() {
  Object.keys(sessionStorage).filter((key) => key.startsWith("office-")).forEach((key) => sessionStorage.removeItem(key));
  return keycloak.logout({ redirectUri: page });
}

/** What a view gets: the API, who uses it, where its own parts begin, and what the address says. */
function context(self) {
  const [view, query] = location.hash.slice(1).split("?");
  const mine = turn;
  return {
    api, self, realm, server, view,
    query: new URLSearchParams(query),
    go: (to) => (location.hash = to),
    goOn: (to) => mine === turn && location.replace(`#${to}`),
  };
}

async function show(self) {
  const mine = ++turn;
  const main = document.querySelector("main");
  document.querySelectorAll("dialog").forEach((open) => open.remove()); // of the view before
  const here = context(self);
  const view = VIEWS[here.view] && (self.administrator || !FOR_ADMINISTRATORS.includes(here.view)) ? here.view : "people";
  document.querySelectorAll("nav a").forEach((link) => {
    const current = link.hash === `#${view === "person" ? "people" : view}`;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  main.replaceChildren(make("p", { className: "soft" }, texts.busy));
  const shown = await VIEWS[view](here).catch((problem) => {
    if (!problem.said) console.error(problem);
    return [make("h1", {}, texts[view] ?? texts.people), say(problem.said ?? texts.failed), make("button", { type: "button", onclick: () => show(self) }, texts.again)];
  });
  if (mine !== turn) return;
  main.replaceChildren(...shown);
  document.title = `${texts[view] ?? texts.people} - ${texts.title}`;
  if (!main.contains(document.activeElement) && !main.querySelector("[autofocus]")) Object.assign(main.querySelector("h1"), { tabIndex: -1 }).focus();
  main.querySelector("[autofocus]")?.focus();
}

function header({ username, administrator }, views = ["people", "decision", ...(administrator ? FOR_ADMINISTRATORS : [])]) {
  const other = make("button", { type: "button", lang: texts.otherLanguage, onclick: changeLanguage }, texts.other);
  document.querySelector("header").replaceChildren(...[
    make("p", { className: "brand" }, texts.title),
    views.length ? make("nav", { "aria-label": texts.title }, ...views.map((view) => make("a", { href: `#${view}` }, texts[view]))) : null,
    make("p", { className: "self" }, make("span", {}, username), other,
      make("button", { type: "button", onclick: signOut }, texts.signOut)),
  ].filter(Boolean));
}

document.documentElement.lang = language;
document.title = texts.title;
const main = document.querySelector("main");
try {
  if (top !== self) throw new Error("in a frame");
  const known = await keycloak.init({ pkceMethod: "S256", checkLoginIframe: false, responseMode: "query" });
  if (!known) {
    await signOn();
  } else {
    if (!location.hash) history.replaceState(null, "", sessionStorage.getItem(VIEW) || "#people");
    header({ username: "" }, []); // to sign out, whatever comes
    const user = await api("");
    header(user);
    addEventListener("hashchange", () => show(user));
    await show(user);
  }
} catch (problem) {
  main.replaceChildren(say(problem.said ?? texts.failed));
  if (!problem.said) console.error(problem);
}
