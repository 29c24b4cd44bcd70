// Where am I, and what if: the answer in a sentence, with the line that decided it.
import { field, form, make, table } from "./page.js";
import { fill, texts } from "./texts.js";

/** The view. */
export async function decision({ api }) {
  const place = make("div", { id: "what-if-answer" });
  const ask = form("stack", async (typed) => {
    place.replaceChildren();
    place.replaceChildren(...answer(await api(`/decision?${new URLSearchParams(typed)}`)));
  }, field("address", texts.ifAddress, { spellcheck: false }), field("person", texts.ifPerson, { autocapitalize: "none", spellcheck: false }),
  field("client", texts.ifClient, { autocapitalize: "none", spellcheck: false }), make("p", {}, make("button", { className: "primary" }, texts.ask)));
  return [
    make("h1", {}, texts.decision), make("h2", {}, texts.whereAmI), make("div", { id: "where-am-i" }, ...mine(await api("/decision"))),
    make("h2", {}, texts.whatIf), ask, place,
  ];
}

/** For those who only want to know their address. */
function mine(decision) {
  const seen = new Set(decision.addresses.filter((one) => !one.trusted).map((one) => one.text));
  return [make("p", {}, fill(texts.youAre, [...seen].join(", "))), ...answer(decision)];
}

function answer({ level, network, reasons, addresses }) {
  const off = network === "off-campus";
  const said = level < 2 ? texts.levelOne : level > 2 ? texts.levelThree : off ? texts.levelTwoOff : texts.levelTwoOn;
  return [
    make("p", { className: level < 2 ? "good" : "note" }, fill(said, network)),
    make("p", {}, texts.because, ": ", reasons.map((one) => `${texts.rule[one.rule] ?? one.rule}: ${one.value === "off-campus" ? texts.offCampus : one.value}`).join(" / ")),
    table(texts.seen, [texts.from, texts.source, texts.use],
      addresses.map((one) => [one.text, one.source, one.trusted ? texts.proxy : texts.counts])),
    make("p", { className: "soft" }, texts.every),
  ];
}
