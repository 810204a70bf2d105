// The scoring sheet by keyboard. Without it every row is a form with its own button; keys act only in a focused cell.

import { openSaving } from "./lembar-simpan.js";

const sheet = document.querySelector("[data-sheet]");
const tools = document.querySelector("[data-tools]");
const keysOn = tools.querySelector("[data-switch]");
const keys = tools.querySelector("[data-keys]");
const list = document.querySelector("[data-keys-list]");
const guide = document.querySelector("[data-guide]");
const send = document.querySelector("[data-send]");
const work = document.querySelector("[data-work]");
const panel = document.querySelector("[data-panel-place]");
const desk = matchMedia("(min-width: 64rem)");
const EXPECTATIONS = ["1", "2", "3"];
let guided = false;
let origin;

const cells = () => [...sheet.querySelectorAll("[data-cell]")].filter((cell) => cell.offsetParent);
const radios = (cell) => [...cell.querySelectorAll("input")];
const row = (part) => part.closest("[data-row]");
const isRated = (cell) => cell.dataset.cell === "hasil" || Boolean(cell.querySelector("input:checked"));
const saving = openSaving(sheet, { cells, focus, writeReason });

function focus(cell) {
  (cell.querySelector("input:checked") ?? cell.querySelector("input")).focus();
}

function move(cell, step) {
  const all = cells();
  const next = all[all.indexOf(cell) + step];
  if (next) focus(next);
}

function moveRow(cell, step) {
  const column = (one) => cells().filter((other) => row(other) === row(one)).indexOf(one);
  const rows = [...new Set(cells().map(row))];
  const target = rows[rows.indexOf(row(cell)) + step];
  const there = cells().filter((other) => row(other) === target);
  if (there.length) focus(there[Math.min(column(cell), there.length - 1)]);
}

function choose(input) {
  const isNew = !input.checked;
  input.checked = true;
  if (isNew) input.dispatchEvent(new Event("change", { bubbles: true }));
}

function writeReason(part, name = "alasan_hasil") {
  const more = row(part).querySelector("details");
  const field = more.querySelector(`[name=${name}]`) ?? more.querySelector("textarea, summary");
  origin = part.closest("[data-cell]") ?? origin;
  more.open = true;
  field.focus();
}

function leaveReason(field, isDone) {
  const all = cells().filter((one) => row(one) === row(field));
  const open = isDone || origin?.dataset.cell === "hasil" ? all.find((one) => !isRated(one)) : undefined;
  const back = open ?? (all.includes(origin) ? origin : all.at(-1));
  if (back) focus(back);
}

function clear(cell) {
  const chosen = cell.querySelector("input:checked");
  if (!chosen || cell.dataset.cell === "hasil") return;
  chosen.checked = false;
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
}

function showGuide(cell) {
  const id = guided && cell?.dataset.guideFor;
  const text = id && document.querySelector(`[data-guide-of="${id}"]`);
  guide.hidden = !text;
  if (text) guide.replaceChildren(...[...text.children].map((part) => part.cloneNode(true)));
}

async function openPanel(link) {
  origin = document.activeElement.closest("[data-cell]") ?? origin;
  if (!desk.matches) {
    if (await saving.settle()) location.assign(link.href);
    return;
  }
  await htmx.ajax("GET", link.href, { target: panel.querySelector("[data-panel-body]"), swap: "innerHTML" });
  panel.hidden = false;
  work.dataset.open = "";
  panel.dataset.of = row(link).id;
  panel.focus();
}

function closePanel() {
  const there = document.getElementById(panel.dataset.of);
  panel.hidden = true;
  delete work.dataset.open;
  if (origin?.isConnected && row(origin) === there) focus(origin);
  else there?.querySelector("[data-cell] input, a")?.focus();
}

const LETTERS = {
  a: (cell) => {
    guided = !guided;
    showGuide(cell);
  },
  c: (cell) => writeReason(cell),
  p: (cell) => openPanel(row(cell).querySelector("[data-panel]")),
  "?": () => keys.click(),
};

function onKey(event, cell) {
  const isResult = cell.dataset.cell === "hasil";
  const letter = LETTERS[event.key.toLowerCase()];
  if (event.key === "Enter") {
    const proposed = cell.querySelector("[data-proposed]");
    if (proposed) choose(proposed);
    move(cell, 1);
  } else if (/^[1-5]$/.test(event.key)) {
    const input = radios(cell)[isResult ? EXPECTATIONS.indexOf(event.key) : Number(event.key) - 1];
    if (!input) return;
    choose(input);
    if (!saving.lacksReason(input)) move(cell, 1);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    moveRow(cell, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    clear(cell);
  } else if (letter) {
    letter(cell);
  } else {
    return;
  }
  event.preventDefault();
}

sheet.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (event.target.matches("textarea")) {
    const isDone = event.key === "Enter" && event.ctrlKey;
    if (event.key !== "Escape" && !isDone) return;
    leaveReason(event.target, isDone);
    event.stopPropagation();
  } else if (cell && keysOn.checked && !event.ctrlKey && !event.metaKey && !event.altKey) {
    onKey(event, cell);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) {
    closePanel();
  } else if (keysOn.checked && (event.ctrlKey || event.metaKey) && !event.target.closest("textarea, input[type=search]")) {
    if (event.key === "Enter" && send) send.click();
    else if (event.key.toLowerCase() === "z" && !event.shiftKey) saving.undo();
    else return;
    event.preventDefault();
  }
});

sheet.addEventListener("focusin", (event) => showGuide(event.target.closest("[data-cell]")));

sheet.addEventListener("click", (event) => {
  const link = event.target.closest("[data-panel]");
  if (!link || !desk.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openPanel(link);
});

panel.querySelector("[data-close]").addEventListener("click", closePanel);

send?.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (await saving.settle()) location.assign(send.href);
});

tools.querySelector("[data-guide-switch]").addEventListener("click", (event) => {
  guided = !guided;
  event.target.setAttribute("aria-pressed", String(guided));
  if (origin) focus(origin);
});

keys.addEventListener("click", () => {
  list.hidden = !list.hidden;
  keys.setAttribute("aria-expanded", String(!list.hidden));
  // Asked for by key, the list may lie far above the cell that has the focus; closed, the cell is what counts.
  (list.hidden ? document.activeElement : list).scrollIntoView({ block: "nearest" });
});

sheet.dataset.live = "";
tools.hidden = false;
keysOn.checked = document.documentElement.dataset.shortcuts !== "off";
if (keysOn.checked && !location.hash && matchMedia("(pointer: fine) and (min-width: 48rem)").matches) {
  const first = cells().find((cell) => !isRated(cell));
  const start = first && cells().find((cell) => row(cell) === row(first));
  if (start) focus(start);
}
