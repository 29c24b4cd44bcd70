// Keys that people have had elsewhere: a file is looked at first, line by line, and then taken.
import { act, field, form, make, say } from "./page.js";
import { translated } from "./sentences.js";
import { fill, language, texts } from "./texts.js";

const BIGGEST = 10_000_000;

/** The button. */
export function keys(api) {
  return make("button", {
    type: "button",
    onclick() {
      const found = make("div", { id: "keys-found" });
      const dialog = make("dialog", { "aria-label": texts.keys, onclose: () => dialog.remove() }, make("h2", {}, texts.keys));
      dialog.append(form("stack", async ({ file, show }) => {
        if (file.size > BIGGEST) throw { said: texts.keysBig };
        const send = (more) => api(`/keys?${new URLSearchParams({ show: show === "on", ...more })}`, "POST", file);
        const lines = await send({ dryRun: true });
        const some = lines.some((line) => line.result === "added");
        found.replaceChildren(...counted(lines), make("p", {}, texts.keysYet), some
          ? act(texts.keys, file.name, fill(texts.keysCount, ...numbers(lines)), [], async ({ reason }) => make("div", {}, say(texts.keysDone, "good"), ...counted(await send({ reason }))), () => dialog.close())
          : say(texts.keysNone, "note"));
      },
      make("p", {}, texts.keysWhat),
      field("file", texts.keysFile, { type: "file", accept: ".csv,text/csv", required: true, onchange: () => found.replaceChildren() }),
      field("show", texts.keysShow, { type: "checkbox", onchange: () => found.replaceChildren() }),
      make("p", { className: "buttons" }, make("button", { className: "primary" }, texts.keysCheck), make("button", { type: "button", onclick: () => dialog.close() }, texts.cancel))), found);
      document.body.append(dialog);
      dialog.showModal();
    },
  }, texts.keys);
}

function numbers(lines) {
  return [lines.length, ...["added", "there", "refused"].map((result) => lines.filter((line) => line.result === result).length)];
}

/** How many of what, and each line that is refused. */
function counted(lines) {
  const refused = lines.filter((line) => line.result === "refused");
  return [
    make("p", { className: "counted" }, fill(texts.keysCount, ...numbers(lines))),
    refused.length ? make("ul", { className: "long" }, ...refused.map(({ line, person, why }) =>
      make("li", {}, `${fill(texts.keysLine, line)}${person ? ` (${person})` : ""}: ${translated(why, language)}`))) : "",
  ];
}
