// Comfort only: every page works without this.

// A page sends one form, once, however often its button is pressed: the second request would take the
// place of the first, and find its code used. Again when the page comes back, or nothing came of it.
const AGAIN_MS = 10_000;
let sent;
const mayBeSent = () => {
  sent?.removeAttribute("aria-busy");
  sent = undefined;
};
addEventListener("pageshow", mayBeSent);
addEventListener("submit", (event) => {
  if (event.defaultPrevented || (event.submitter ?? event.target).getAttribute("formmethod") === "dialog") {
    return;
  }
  if (sent) {
    event.preventDefault();
  } else {
    sent = event.target;
    sent.setAttribute("aria-busy", "true");
    setTimeout(mayBeSent, AGAIN_MS);
  }
});

// How long a code is good, and how long until the next mail. The page says how many seconds are left,
// so a device whose clock is wrong counts right as well.
for (const line of document.querySelectorAll("[data-seconds]")) {
  const left = line.querySelector("span");
  const end = Date.now() + line.dataset.seconds * 1000;
  const held = document.querySelector(`button[name="${line.dataset.holds}"]`);
  const tick = () => {
    const seconds = Math.ceil((end - Date.now()) / 1000);
    if (held) {
      held.disabled = seconds > 0;
    }
    if (seconds > 0) {
      left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      setTimeout(tick, 1000);
    } else {
      line.setAttribute("aria-live", "polite");
      line.textContent = line.dataset.over;
    }
  };
  tick();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.from));
      if (!document.execCommand("copy")) {
        return;
      }
    }
    document.getElementById("campus-copied").textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

for (const button of document.querySelectorAll("[data-save]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([button.dataset.text], { type: "text/plain" }));
    link.download = button.dataset.save;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}

// What is asked before a button counts; without a script it is a page of its own.
for (const button of document.querySelectorAll("[data-dialog]")) {
  const dialog = document.getElementById(button.dataset.dialog);
  if (dialog) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
    });
  }
}

// The reader's own device first.
const agent = navigator.userAgent;
const touchMac = agent.includes("Macintosh") && navigator.maxTouchPoints > 1;
const device =
  touchMac || /iPhone|iPad|iPod/.test(agent)
    ? "ios"
    : ["android", "edg/", "chrome"].find((name) => agent.toLowerCase().includes(name));
const own = document.querySelector(`[data-device="${device === "edg/" ? "edge" : device}"]`);
if (own) {
  own.open = true;
  own.parentElement.prepend(own);
}
