// What counts as campus: an editor that marks mistakes, compares with the past, and saves.
import { act, field, make, run, say } from "./page.js";
import { translated } from "./sentences.js";
import { fill, language, texts } from "./texts.js";

/** The view. */
export async function networks({ api, realm }) {
  const DRAFT = `office-${realm}-networks`;
  let saved = await api("/networks");
  const draft = JSON.parse(sessionStorage.getItem(DRAFT));
  let version = draft?.version ?? saved.version; // a draft is of the lists that it was begun with
  const list = editor("networks", texts.inForce, draft?.networks ?? saved.networks, keep);
  const candidate = editor("candidate", texts.candidate, draft?.candidate ?? saved.candidate, keep);
  const kept = draft ? [make("div", { className: "note" }, make("p", {}, draft.version === saved.version ? texts.kept : texts.overtaken),
    make("details", {}, make("summary", {}, texts.inForceNow), make("pre", {}, saved.networks), make("pre", {}, saved.candidate)),
    make("button", { type: "button", onclick: drop }, texts.drop))] : [];
  const days = field("days", texts.days, { type: "number", value: 7, min: 1, max: 366 });
  const answer = make("div", { id: "networks-answer" });
  const buttons = make("p", { className: "buttons" },
    make("button", { type: "button", onclick: () => run(whole, check) }, texts.check),
    act(texts.save, "", texts.saveWhat, [], async ({ reason }) => {
      saved = await api("/networks", "PUT", { networks: list.text(), candidate: candidate.text(), version, reason });
      version = saved.version;
      sessionStorage.removeItem(DRAFT);
      return say(texts.saved, "good");
    }, () => run(whole, check)));
  const whole = make("div", {}, make("p", { className: "soft" }, texts.asTyped), ...kept, list.element, candidate.element, buttons,
    make("div", { className: "row" }, days, make("button", { type: "button", onclick: () => run(whole, compare) }, texts.compare)), answer);
  return [make("h1", {}, texts.networks), whole];

  /** Should the session end meanwhile, or another administrator save. */
  function keep() {
    const typed = { networks: list.text(), candidate: candidate.text(), version };
    if (typed.networks === saved.networks && typed.candidate === saved.candidate) sessionStorage.removeItem(DRAFT);
    else sessionStorage.setItem(DRAFT, JSON.stringify(typed));
  }

  function drop() {
    sessionStorage.removeItem(DRAFT);
    dispatchEvent(new HashChangeEvent("hashchange"));
  }

  async function check() {
    const [wrong, wrongBeside] = [await problems(list), await problems(candidate)];
    const told = [...mistakes(texts.inForce, wrong), ...mistakes(texts.candidate, wrongBeside)];
    tell(told.length ? told : [say(texts.noMistake, "good")]);
  }

  async function problems(edited) {
    const found = (await api("/networks/check", "POST", { networks: edited.text() })).problems;
    edited.mark(found.map((one) => one.line));
    return found;
  }

  async function compare() {
    const back = Math.max(1, Number(days.querySelector("input").value));
    const edited = candidate.text().trim() ? candidate : list; // what is tried out is what one wants to know of
    const { problems: wrong, changes } = await api("/networks/check", "POST", { networks: edited.text(), days: back });
    edited.mark(wrong.map((one) => one.line));
    tell(changes ? compared(changes, title(edited)) : mistakes(title(edited), wrong));
  }

  function title(edited) {
    return edited === candidate ? texts.candidate : texts.inForce;
  }

  /** Where it is seen, whatever the lists take of the screen. */
  function tell(nodes) {
    answer.replaceChildren(...nodes);
    answer.scrollIntoView({ block: "nearest" });
  }
}

/** Without what is said in brackets. */
function short(list) {
  return list.split(/[（(]/)[0].trim();
}

/** A sentence about a block names it, and so has no translation: what it is about comes first. */
function advice(what) {
  const known = translated(what, language);
  return known === what && texts.unreadable ? `${texts.unreadable} (${what})` : known;
}

function mistakes(list, problems) {
  return problems.map((one) => say(fill(texts.mistake, short(list), one.line, one.text, advice(one.what))));
}

function compared({ signOns, asked, spared }, list) {
  const line = (text, change) => make("li", {}, fill(text, change.signOns, change.people),
    make("ul", {}, ...Object.entries(change.networks).map(([name, count]) => make("li", {}, `${name}: ${count}`))));
  return [make("p", {}, fill(texts.changes, signOns, short(list))), make("ul", {}, line(texts.asked, asked), line(texts.spared, spared))];
}

/** A field with numbered lines, of which some are marked. */
function editor(name, label, text, changed) {
  const numbers = make("ol", { className: "numbers", "aria-hidden": "true" });
  let marked = [];
  const area = make("textarea", {
    id: `field-${name}`, value: text, rows: 12, spellcheck: false, wrap: "off", autocapitalize: "none",
    oninput() { marked = []; number(); changed(); },
    onscroll() { numbers.scrollTop = area.scrollTop; },
  });
  number();
  return {
    element: make("div", { className: "field" }, make("label", { for: area.id }, label), make("div", { className: "editor" }, numbers, area)),
    text: () => area.value,
    mark(lines) { marked = lines; number(); },
  };

  function number() {
    numbers.replaceChildren(...area.value.split("\n").map((_, index) => make("li", { className: marked.includes(index + 1) ? "wrong" : "" }, String(index + 1))));
    area.setAttribute("aria-invalid", marked.length > 0);
  }
}
