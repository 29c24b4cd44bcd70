// People: who is it, why can they not get in, and what the desk does about it.
import { act, field, form, make, run, say, table } from "./page.js";
import { fill, moment, texts } from "./texts.js";

const PAGE = 50;
const HEADS = [texts.username, texts.name, texts.key, texts.address, texts.state];

/** The list that a person was chosen from. */
let last = "#people";

function fullName(one) {
  return [one.lastName, one.firstName].filter(Boolean).join(" ");
}

/** The list of those who are meant. */
export async function people({ api, query, go, goOn }) {
  last = location.hash;
  const search = query.get("search") ?? "";
  const missing = query.get("missing") ?? "";
  const ask = form("row", (typed) => go(`people?${new URLSearchParams(typed)}`),
    field("search", texts.find, { type: "search", value: search, autofocus: true, autocapitalize: "none", spellcheck: false }),
    choice("missing", texts.show, missing, { "": texts.all, key: texts.missingKey, address: texts.missingAddress }),
    make("button", { className: "primary" }, texts.search));
  const title = make("h1", {}, texts.people);
  if (!query.has("search")) return [title, ask];
  const [found, { count }] = await Promise.all([page(0), api(`/people/count?${new URLSearchParams({ search, missing })}`)]);
  if (found.length === 1 && !missing) {
    last = "#people";
    goOn(`person?id=${found[0].id}`);
    return [title, ask];
  }
  return [title, ask, ...(found.length ? [make("p", { id: "found" }, fill(texts.found, count.toLocaleString())), list(found)] : nobody())];

  /** The choice of an earlier search may be forgotten. */
  function nobody() {
    if (!missing) return [say(texts.none, "note")];
    const among = { key: texts.missingKey, address: texts.missingAddress }[missing];
    return [say(fill(texts.noneAmong, among), "note"), make("p", {}, make("a", { href: `#people?${new URLSearchParams({ search })}` }, texts.amongAll))];
  }

  function page(first) {
    return api(`/people?${new URLSearchParams({ search, missing, first, max: PAGE })}`);
  }

  function list(rows) {
    const shown = table(texts.people, HEADS, rows.map(row));
    if (rows.length < PAGE) return shown;
    let first = PAGE;
    const more = make("button", {
      type: "button",
      onclick: () => run(all, async () => {
        const next = await page(first);
        first += PAGE;
        shown.querySelector("tbody").append(...table("", HEADS, next.map(row)).querySelectorAll("tbody tr"));
        if (next.length < PAGE) more.remove();
      }),
    }, texts.more);
    const all = make("div", {}, shown, more);
    return all;
  }

  function row(one) {
    return [make("a", { href: `#person?id=${one.id}` }, one.username), fullName(one),
      one.since.key === undefined ? texts.notYet : "✓", one.address ?? texts.notYet,
      barriers(one)[0] ?? ""];
  }
}

function choice(name, label, value, options) {
  const made = field(name, label, { tag: "select" });
  made.querySelector("select").append(...Object.entries(options).map(([id, text]) => make("option", { value: id, selected: id === value }, text)));
  return made;
}

/** Whether there is something to type off campus, or to touch. In lists it is not known how many codes are left. */
function hasWay({ since, backupCodesLeft }) {
  return since.key !== undefined || since.passkey !== undefined || (since.backupCodes !== undefined && backupCodesLeft !== 0);
}

/** What keeps a person out whatever they have, the worst first. */
function barriers({ enabled, locks }) {
  return [enabled ? null : texts.disabled, ...locks.map((lock) => texts.lock[lock] ?? lock)].filter(Boolean);
}

/** Why this person cannot get in, the worst first. */
function problems(one) {
  return [
    ...barriers(one),
    hasWay(one) || one.pass ? null : texts.noKey,
    one.address ? null : texts.noAddress,
  ].filter(Boolean);
}

/** One person. */
export async function person(here) {
  const { api, query } = here;
  const path = `/people/${encodeURIComponent(query.get("id") ?? "")}`;
  const [one, ...history] = await Promise.all([api(path), ...["sign-ons", "changes", "acts"].map((what) => api(`${path}/${what}?max=10`))]);
  const [signOns, changes, acted] = history;
  const wrong = problems(one);
  return [
    make("p", {}, make("a", { href: last }, `← ${texts.back}`)),
    make("h1", {}, one.username, " ", make("small", {}, fullName(one))),
    make("section", { id: "why", "aria-label": texts.state },
      ...(wrong.length ? wrong.map((text) => make("p", { className: "bad" }, text)) : one.pass ? [] : [make("p", { className: "good" }, one.since.key === undefined ? fill(texts.codesOnly, one.backupCodesLeft ?? 0) : texts.fine)]),
      ...(one.pass ? [make("p", { className: "note" }, fill(texts.passNow, moment(one.pass.until), one.pass.usesLeft, one.pass.mayRegister ? texts.passRegisters : "")),
        make("details", {}, make("summary", {}, texts.givenHow), ...howToUse(one, one.pass.mayRegister))] : [])),
    make("h2", {}, texts.acts),
    make("p", { className: "buttons" }, ...acts(here, path, one)),
    make("details", { id: "lost" }, make("summary", {}, texts.lost), make("ol", {}, ...texts.lostSteps.map((step) => make("li", {}, step)))),
    make("h2", {}, texts.state),
    facts(one),
    make("h2", {}, texts.lately),
    signOns.length ? table(texts.lately, [texts.time, texts.service, texts.network, texts.from, texts.result], signOns.map(signOn)) : say(texts.noSignOns, "soft"),
    make("h2", {}, texts.changed),
    changes.length ? table(texts.changed, [texts.time, texts.what, texts.network, texts.from, texts.result], changes.map(change)) : say(texts.noChanges, "soft"),
    make("h2", {}, texts.desk),
    acted.length ? table(texts.desk, [texts.time, texts.what, texts.actor, texts.why], acted.map((act) => [moment(act.time), act.uses ? fill(texts.gavePass, act.uses) : texts.did[act.what] ?? act.what, act.by ?? "", act.reason ?? ""])) : say(texts.noActs, "soft"),
  ];
}

function facts(one) {
  const since = (what) => (one.since[what] === undefined ? texts.notYet : one.since[what] ? fill(texts.since, moment(one.since[what])) : texts.isSet);
  const rows = [[texts.password, one.federation && one.since.password === undefined ? one.federation : since("password")], [texts.key, since("key")], [texts.address, one.address ?? texts.notYet]];
  for (const more of ["passkey", "backupCodes"]) if (one.since[more] !== undefined) rows.push([texts[more], since(more) + (more === "backupCodes" ? fill(texts.left, one.backupCodesLeft) : "")]);
  if (one.federation) rows.push([texts.federation, one.federation]);
  if (one.owed.length) rows.push([texts.owed, one.owed.map((action) => texts.action[action] ?? action).join(texts.comma)]);
  return make("dl", {}, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

/** What to tell who was given a pass. */
function howToUse(one, mayRegister) {
  const { server, realm } = document.documentElement.dataset;
  const key = fill(texts.givenSteps[1], one.since.key === undefined ? texts.setUpKey : texts.reissueKey);
  return [
    make("ol", {}, ...[texts.givenSteps[0], mayRegister ? texts.givenFirst : null, key].filter(Boolean).map((step) => make("li", {}, step))),
    make("p", {}, fill(texts.givenWhere, `${server}realms/${realm}/mfa`)),
  ];
}

function place(network) {
  return network === "off-campus" ? texts.offCampus : network ?? "";
}

function change({ time, type, about, error, network, address }) {
  return [moment(time), texts.change[`${type} ${about}`] ?? texts.change[type] ?? `${type} ${about ?? ""}`, place(network), address ?? "",
    error ? fill(texts.refused, texts.error[error] ?? error) : type.startsWith("SEND_") ? texts.taken : texts.ok];
}

function signOn(one) {
  const result = one.error ? fill(texts.refused, texts.error[one.error] ?? one.error) : texts.factor[one.secondFactor] ?? texts.succeeded;
  return [moment(one.time), one.client, place(one.network), one.address ?? "",
    make("span", {}, result, one.level > 1 && one.reason ? make("div", {}, fill(texts.wasAsked, reasons(one.reason))) : null)];
}

/** The event's "rule: value; rule: value" in the page's language. */
function reasons(text) {
  return text.split("; ").map((part) => {
    const [rule, value] = part.split(/: (.*)/s);
    return `${texts.rule[rule] ?? rule}: ${value === "off-campus" ? texts.offCampus : value}`;
  }).join(" / ");
}

function acts({ api, self }, path, one) {
  const whom = `${one.username} ${fullName(one)}`;
  const again = () => dispatchEvent(new HashChangeEvent("hashchange"));
  const number = (name, label, value, min, max) => field(name, label, { type: "number", value, min, max, required: true });
  return [
    one.locks.some((lock) => self.administrator || !lock.endsWith("-30-days")) ? act(texts.endLocks, whom, texts.endLocksWhat, [], (typed) => api(`${path}/locks`, "DELETE", typed), again) : null,
    act(texts.givePass, whom, texts.givePassWhat,
      [number("minutes", texts.minutes, 60, 10, 1440), number("uses", texts.uses, 5, 1, 10), field("mayRegister", texts.mayRegister, { type: "checkbox" })],
      async (typed) => {
        const given = await api(`${path}/pass`, "POST", { minutes: Number(typed.minutes), uses: Number(typed.uses), mayRegister: typed.mayRegister === "on", reason: typed.reason });
        return make("div", {}, make("p", {}, texts.given), make("p", { id: "pass", className: "large" }, ...given.pass.match(/(...)(...)(....)/).slice(1).map((part) => make("span", {}, part))),
          make("p", {}, fill(texts.givenWhat, moment(given.until), given.uses)), make("p", {}, `${texts.givenHow}:`), ...howToUse(one, typed.mayRegister === "on"));
      }, again),
    one.pass ? act(texts.takePass, whom, texts.takePassWhat, [], (typed) => api(`${path}/pass`, "DELETE", typed), again) : null,
    one.since.key === undefined ? null : act(texts.takeKey, whom, texts.takeKeyWhat, [], (typed) => api(`${path}/key`, "DELETE", typed), again),
    one.since.backupCodes === undefined ? null : act(texts.takeCodes, whom, texts.takeCodesWhat, [], (typed) => api(`${path}/backup-codes`, "DELETE", typed), again),
    one.since.passkey === undefined ? null : act(texts.takePasskeys, whom, texts.takePasskeysWhat, [], (typed) => api(`${path}/passkeys`, "DELETE", typed), again),
    self.administrator ? act(texts.setAddress, whom, texts.setAddressWhat, [field("address", texts.newAddress, { type: "email", required: true })],
      (typed) => api(`${path}/recovery-address`, "PUT", typed), again) : null,
  ].filter(Boolean);
}
