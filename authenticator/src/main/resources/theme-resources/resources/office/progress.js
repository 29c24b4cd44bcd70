// How far people are: counts, a curve, bars, who is missing, a wave that has them set it up, and keys from elsewhere.
import { keys } from "./keys.js";
import { act, field, form, make, run, say } from "./page.js";
import { fill, moment, texts } from "./texts.js";

const SVG = "http://www.w3.org/2000/svg";

/** The view. */
export async function progress({ api }) {
  const [[all = { people: 0, withKey: 0, withAddress: 0, withNeither: 0, withBackupCodes: 0, withPasskey: 0 }], weeks] = await Promise.all([api("/report"), api("/report/weeks")]);
  const bars = make("div", { id: "bars" });
  const by = field("by", texts.by, { tag: "select", onchange: () => run(bars, divide) });
  by.querySelector("select").append(...["group", "role", "federation"].map((one) => make("option", { value: one }, texts[one])));
  await divide();
  const place = make("div");
  return [
    make("h1", {}, texts.progress),
    make("dl", { className: "cards" }, ...[["total", all.people], ["withKey", all.withKey], ["withoutKey", all.people - all.withKey], ["withAddress", all.withAddress], ["withNeither", all.withNeither], ["withBackupCodes", all.withBackupCodes], ["withPasskey", all.withPasskey]].map(([what, count]) =>
      make("div", {}, make("dt", {}, texts[what]), make("dd", {}, number(count))))),
    make("p", { className: "buttons" },
      make("a", { href: "#people?search=&missing=key" }, texts.missingKey),
      make("a", { href: "#people?search=&missing=address" }, texts.missingAddress),
      make("button", { type: "button", onclick: () => run(place, download) }, texts.csv), wave(), keys(api)), place,
    make("h2", {}, texts.weeks), curve(weeks, all.people),
    by, bars,
  ];

  async function divide() {
    const rows = await api(`/report?by=${by.querySelector("select").value}`);
    bars.replaceChildren(...(rows.length ? rows.map(bar) : [say(texts.noDivision, "note")]));
  }

  async function download() {
    const csv = await api("/people", "GET", undefined, "text/csv");
    const link = make("a", { href: URL.createObjectURL(new Blob(["\uFEFF", csv], { type: "text/csv" })), download: "people.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  function wave() {
    return make("button", {
      type: "button",
      onclick() {
        const counted = make("div");
        const dialog = make("dialog", { "aria-label": texts.wave, onclose: () => dialog.remove() }, make("h2", {}, texts.wave));
        dialog.append(form("stack", async ({ group }) => {
          const wanted = { group, missing: "key", action: "campus-otp-setup" };
          const state = await api("/waves", "POST", { ...wanted, missing: "", dryRun: true });
          const left = state.people - state.have;
          counted.replaceChildren(make("p", { id: "wave-count" }, fill(texts.waveCount, number(state.people), number(state.have), number(left))),
            act(texts.wave, group || texts.all, texts.waveWhat, [], async ({ reason }) => {
              const done = await api("/waves", "POST", { ...wanted, dryRun: false, reason });
              return say(fill(texts.waveDone, number(done.owe)), "good");
            }, () => dialog.close()));
        }, make("p", {}, texts.waveWhat), field("group", texts.waveGroup, { placeholder: "/students", oninput: () => counted.replaceChildren() }),
        make("p", { className: "buttons" }, make("button", { className: "primary" }, texts.dryRun), make("button", { type: "button", onclick: () => dialog.close() }, texts.cancel))), counted);
        document.body.append(dialog);
        dialog.showModal();
      },
    }, texts.wave);
  }
}

function number(count) {
  return count.toLocaleString();
}

function bar({ name, people, withKey }) {
  const share = people ? Math.round((100 * withKey) / people) : 0;
  return make("p", { className: "bar" }, make("label", {}, name || "-", make("progress", { max: 100, value: share }, `${share} %`)), make("span", {}, `${number(withKey)} / ${number(people)} (${share} %)`));
}

/** A line from week to week, with its first and last values in words. */
function curve(weeks, people) {
  const most = Math.max(people, 1);
  const points = weeks.map(({ people: count }, index) => `${(index * 600) / (weeks.length - 1)},${150 - (140 * count) / most}`).join(" ");
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 600 160");
  svg.setAttribute("role", "img");
  const said = weeks.map((week) => `${moment(week.until)}: ${number(week.people)}`);
  svg.setAttribute("aria-label", said.join("; "));
  const line = document.createElementNS(SVG, "polyline");
  line.setAttribute("points", points);
  svg.append(line);
  return make("figure", {}, svg, make("figcaption", {}, `${said[0]} → ${said.at(-1)}`));
}
