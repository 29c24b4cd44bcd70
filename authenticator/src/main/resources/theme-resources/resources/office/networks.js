// What counts as campus: an editor that marks mistakes, compares with the past, and saves.
import { act, field, make, run, say } from "./page.js";
import { fill, texts } from "./texts.js";

/** The view. */
export async function networks({ api }) {
  let saved = await api("/networks");
  const list = editor("networks", texts.inForce, saved.networks);
  const candidate = editor("candidate", texts.candidate, saved.candidate);
  const kept = [list, candidate].some((one) => one.restored) ? [say(texts.kept, "note")] : [];
  const days = field("days", texts.days, { type: "number", value: 7, min: 1, max: 366 });
  const answer = make("div", { id: "networks-answer" });
  const buttons = make("p", { className: "buttons" },
    make("button", { type: "button", onclick: () => run(answer, check) }, texts.check),
    act(texts.save, texts.saveWhat, [], async ({ reason }) => {
      saved = await api("/networks", "PUT", { networks: list.text(), candidate: candidate.text(), version: saved.version, reason });
      [list, candidate].forEach((one) => one.keep(false));
      return say(texts.saved, "good");
    }, check));
  return [make("h1", {}, texts.networks), make("p", { className: "soft" }, texts.asTyped), ...kept, list.element, candidate.element, buttons,
    make("div", { className: "row" }, days, make("button", { type: "button", onclick: () => run(answer, compare) }, texts.compare)), answer];

  async function check() {
    const [wrong, wrongBeside] = [await problems(list), await problems(candidate)];
    const told = [...mistakes(texts.inForce, wrong), ...mistakes(texts.candidate, wrongBeside)];
    answer.replaceChildren(...(told.length ? told : [say(texts.noMistake, "good")]));
  }

  async function problems(edited) {
    const found = (await api("/networks/check", "POST", { networks: edited.text() })).problems;
    edited.mark(found.map((one) => one.line));
    return found;
  }

  async function compare() {
    const back = Number(days.querySelector("input").value);
    const { problems: wrong, changes } = await api("/networks/check", "POST", { networks: list.text(), days: back });
    list.mark(wrong.map((one) => one.line));
    answer.replaceChildren(...(changes ? compared(changes) : mistakes(texts.inForce, wrong)));
  }
}

function mistakes(list, problems) {
  return problems.map((one) => say(fill(texts.mistake, list.split(/[（(]/)[0].trim(), one.line, one.text, one.what)));
}

function compared({ signOns, asked, spared }) {
  const line = (text, change) => make("li", {}, fill(text, change.signOns, change.people),
    make("ul", {}, ...Object.entries(change.networks).map(([name, count]) => make("li", {}, `${name}: ${count}`))));
  return [make("p", {}, fill(texts.changes, signOns)), make("ul", {}, line(texts.asked, asked), line(texts.spared, spared))];
}

/** A field with numbered lines, of which some are marked. What is not saved is kept, should the session end meanwhile. */
function editor(name, label, text) {
  const draft = `office-${name}`;
  const before = sessionStorage.getItem(draft);
  const numbers = make("ol", { className: "numbers", "aria-hidden": "true" });
  let marked = [];
  const area = make("textarea", {
    id: `field-${name}`, value: before ?? text, rows: 12, spellcheck: false, wrap: "off", autocapitalize: "none",
    oninput() { marked = []; number(); keep(area.value !== text); },
    onscroll() { numbers.scrollTop = area.scrollTop; },
  });
  number();
  return {
    element: make("div", { className: "field" }, make("label", { for: area.id }, label), make("div", { className: "editor" }, numbers, area)),
    restored: before !== null && before !== text,
    keep,
    text: () => area.value,
    mark(lines) { marked = lines; number(); },
  };

  function keep(changed) {
    if (changed) sessionStorage.setItem(draft, area.value);
    else sessionStorage.removeItem(draft);
  }

  function number() {
    numbers.replaceChildren(...area.value.split("\n").map((_, index) => make("li", { className: marked.includes(index + 1) ? "wrong" : "" }, String(index + 1))));
    area.setAttribute("aria-invalid", marked.length > 0);
  }
}
