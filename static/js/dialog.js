// The dialogue on a plan by keyboard. Without it every answer is a form with its own button; keys act only inside an
// indicator, never while somebody types, and not where shortcuts are switched off.

const list = document.querySelector("[data-dialogue]");
const tools = document.querySelector("[data-tools]");
const help = tools.querySelector("[data-keys]");
const keys = document.querySelector("[data-keys-list]");
const status = document.querySelector("#status-simpan");
const isOn = document.documentElement.dataset.shortcuts !== "off";

const items = () => [...list.querySelectorAll("[data-item]")];
const isOpen = (item) => "open" in item.dataset;
const part = (item, name) => item.querySelector(`[data-do="${name}"]`);

// Never into a text: there the keys would be letters.
function enter(item) {
  (part(item, "a") ?? item).focus();
  item.scrollIntoView({ block: "nearest" });
}

// The next one that waits, from the beginning again after the last; then the word on the whole.
function next(item) {
  const all = items();
  const place = all.indexOf(item);
  const found = [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))].find(isOpen);
  if (found) enter(found);
  else document.querySelector("[data-agree]")?.focus();
}

function change(item) {
  const form = part(item, "u");
  if (!form) return;
  form.open = true;
  form.querySelector("input:not([type=hidden])").focus();
}

function showKeys() {
  keys.hidden = !keys.hidden;
  help.setAttribute("aria-expanded", String(!keys.hidden));
}

const ACTIONS = {
  a: (item) => part(item, "a")?.click(),
  r: (item) => part(item, "r")?.focus(),
  u: change,
  n: next,
  "?": showKeys,
};

list.addEventListener("keydown", (event) => {
  const item = event.target.closest("[data-item]");
  if (!item || event.altKey || event.metaKey) return;
  if (event.target.matches("textarea, input")) {
    if (event.key === "Escape") enter(item);
    else if (event.key === "Enter" && event.ctrlKey) event.target.form.requestSubmit();
    return;
  }
  const act = ACTIONS[event.key.toLowerCase()];
  if (!isOn || !act || event.ctrlKey) return;
  event.preventDefault();
  act(item);
});

// After an answer the work goes on where somebody is awaited; a refused one stays where it is.
document.addEventListener("htmx:afterSwap", (event) => {
  const item = document.getElementById(event.detail.elt.id);
  if (!item?.matches("[data-item]")) return;
  if (isOpen(item) || event.detail.xhr.status !== 200) enter(item);
  else next(item);
});

document.addEventListener("htmx:afterRequest", (event) => {
  status.dataset.state = event.detail.xhr.status === 200 ? "saved" : "failed";
  if (event.detail.failed) status.textContent = list.dataset.failure;
});

help.addEventListener("click", showKeys);
if (isOn) {
  tools.hidden = false;
  list.dataset.live = "";
  if (!location.hash && matchMedia("(pointer: fine) and (min-width: 48rem)").matches) {
    // Who it is about stays in sight where the first button does too.
    next();
    const lowest = document.activeElement.getBoundingClientRect().bottom + scrollY;
    if (lowest < innerHeight - 110) scrollTo(0, 0);
  }
}
