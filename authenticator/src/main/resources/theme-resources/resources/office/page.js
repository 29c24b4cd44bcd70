// What all views of the page are made of. Texts go in as text: nothing that somebody typed becomes markup.
import { texts } from "./texts.js";

/**
 * Makes an element.
 * @param {string} tag its name
 * @param {object} [properties] of the element; "on…" are listeners, names with a hyphen and role attributes
 * @param {...(Node|string|null)} children what is in it
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.includes("-") || ["role", "for", "colspan", "list"].includes(name)) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A field with its label. */
export function field(name, label, properties = {}) {
  const tag = properties.tag ?? "input";
  delete properties.tag;
  const box = properties.type === "checkbox";
  const input = make(tag, { name, id: `field-${name}`, ...properties });
  const title = make("label", { for: input.id }, label);
  return make("p", { className: box ? "check" : "field" }, ...(box ? [input, title] : [title, input]));
}

/** A table; rows are lists of cells, each a text or an element. */
export function table(caption, heads, rows) {
  return make("div", { className: "scroll", tabIndex: 0, role: "region", "aria-label": caption },
    make("table", {},
      make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell, column) => make("td", { "data-head": heads[column] ?? "" }, cell)))))));
}

/** Says what went wrong, or well. */
export function say(text, kind = "bad") {
  return make("p", { className: kind, role: kind === "bad" ? "alert" : "status" }, text);
}

/**
 * Runs what a button or form does: it cannot be sent twice, and what goes wrong is said beside it.
 * @param {HTMLElement} place where that is said
 * @param {() => Promise<void>} task what is done
 */
export async function run(place, task) {
  const buttons = [...place.querySelectorAll("button")].filter((button) => !button.disabled);
  place.querySelectorAll(":scope > .bad, :scope > .good").forEach((old) => old.remove());
  buttons.forEach((button) => (button.disabled = true));
  place.setAttribute("aria-busy", "true");
  try {
    await task();
  } catch (problem) {
    place.append(say(problem.said ?? texts.failed));
    if (!problem.said) console.error(problem);
  } finally {
    buttons.forEach((button) => (button.disabled = false));
    place.removeAttribute("aria-busy");
  }
}

/** A form that runs a task with what was typed. */
export function form(className, task, ...children) {
  return make("form", {
    className,
    onsubmit(event) {
      event.preventDefault();
      const form = event.currentTarget;
      run(form, () => task(Object.fromEntries(new FormData(form)), form));
    },
  }, ...children);
}

/**
 * Asks before something is done, with its reason, in a dialog.
 * @param {string} title of the button
 * @param {string} whom it is done to; may be empty
 * @param {string} what it does
 * @param {HTMLElement[]} fields besides the reason
 * @param {(typed: object) => Promise<Node|void>} task what is done; a node stays on the screen
 * @param {() => void} after once the dialog is closed
 */
export function act(title, whom, what, fields, task, after) {
  return make("button", {
    type: "button",
    onclick() {
      const close = () => dialog.close();
      const asked = form("stack", async (typed) => {
        const result = await task(typed);
        did = true;
        asked.replaceWith(result ?? say(texts.done, "good"), make("p", { className: "buttons" }, make("button", { type: "button", autofocus: true, onclick: close }, "OK")));
      }, make("p", {}, what), ...fields.map((one) => one.cloneNode(true)), field("reason", texts.reason, { tag: "textarea", required: true, maxLength: 500, rows: 2 }),
      make("p", { className: "buttons" }, make("button", { className: "primary" }, title), make("button", { type: "button", onclick: close }, texts.cancel)));
      let did = false;
      const dialog = make("dialog", {
        "aria-label": title,
        oncancel(event) { if (did || asked.hasAttribute("aria-busy")) event.preventDefault(); }, // what comes of it must be seen
        onclose() { dialog.remove(); if (did) after(); },
      }, make("h2", {}, whom ? `${title}: ${whom}` : title), asked);
      document.body.append(dialog);
      dialog.showModal();
    },
  }, title);
}
