// The scoring sheet by keyboard. Without it every row is a form with its own button; keys act only in a focused cell.

const sheet = document.querySelector("[data-sheet]");
const tools = document.querySelector("[data-tools]");
const keysOn = tools.querySelector("[data-switch]");
const keys = tools.querySelector("[data-keys]");
const list = document.querySelector("[data-keys-list]");
const guide = document.querySelector("[data-guide]");
const status = document.querySelector("#status-simpan");
const EXPECTATIONS = ["1", "2", "3"];

const cells = () => [...sheet.querySelectorAll("[data-cell]")].filter((cell) => cell.offsetParent);
const radios = (cell) => [...cell.querySelectorAll("input")];
const row = (part) => part.closest("[data-row]");
const isRated = (cell) => cell.dataset.cell === "hasil" || Boolean(cell.querySelector("input:checked"));

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

function writeReason(cell) {
  const more = row(cell).querySelector("details");
  more.open = true;
  more.querySelector("textarea").focus();
}

function clear(cell) {
  const chosen = cell.querySelector("input:checked");
  if (!chosen || cell.dataset.cell === "hasil") return;
  chosen.checked = false;
  chosen.dispatchEvent(new Event("change", { bubbles: true }));
}

function lacksReason(input) {
  const reason = row(input).querySelector("textarea[name=alasan_hasil]");
  return input.name === "hasil" && input.value !== "" && reason.value.trim() === "";
}

function onKey(event, cell) {
  const isResult = cell.dataset.cell === "hasil";
  const options = radios(cell);
  if (event.key === "Enter") {
    const proposed = cell.querySelector("[data-proposed]");
    if (proposed) choose(proposed);
    move(cell, 1);
  } else if (/^[1-5]$/.test(event.key)) {
    const input = options[isResult ? EXPECTATIONS.indexOf(event.key) : Number(event.key) - 1];
    if (!input) return;
    choose(input);
    if (!lacksReason(input)) move(cell, 1);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    moveRow(cell, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Delete" || event.key === "Backspace") {
    clear(cell);
  } else if (event.key.toLowerCase() === "c") {
    writeReason(cell);
  } else if (event.key === "?") {
    keys.click();
  } else {
    return;
  }
  event.preventDefault();
}

sheet.addEventListener("keydown", (event) => {
  const cell = event.target.closest("[data-cell]");
  if (event.target.matches("textarea")) {
    if (event.key === "Escape" || (event.key === "Enter" && event.ctrlKey)) {
      const all = cells().filter((one) => row(one) === row(event.target));
      const back = all.find((one) => !isRated(one)) ?? all.at(-1);
      if (back) focus(back);
    }
  } else if (cell && keysOn.checked && !event.ctrlKey && !event.metaKey && !event.altKey) {
    onKey(event, cell);
  }
});

// Another rating is sent once its reason is there: until then nothing was refused.
sheet.addEventListener(
  "change",
  (event) => {
    if (!lacksReason(event.target)) return;
    event.stopPropagation();
    status.textContent = sheet.dataset.reason;
    writeReason(event.target.closest("[data-cell]"));
  },
  true,
);

sheet.addEventListener("focusin", (event) => {
  const id = event.target.closest("[data-guide-for]")?.dataset.guideFor;
  const text = id && document.querySelector(`[data-guide-of="${id}"]`);
  guide.hidden = !text;
  if (text) guide.replaceChildren(...[...text.children].map((part) => part.cloneNode(true)));
});

keys.addEventListener("click", () => {
  list.hidden = !list.hidden;
  keys.setAttribute("aria-expanded", String(!list.hidden));
});

document.addEventListener("htmx:afterRequest", (event) => {
  const { failed, xhr } = event.detail;
  status.dataset.state = xhr.status === 200 ? "saved" : "failed";
  if (failed) status.textContent = sheet.dataset.failure;
  const rated = sheet.querySelectorAll("[data-rated]").length;
  const bar = document.querySelector(".progress progress");
  if (rated === bar.value) return;
  const count = document.querySelector(".progress-label .num");
  count.textContent = count.textContent.replace(/\d+/, String(rated));
  bar.value = rated;
  document.querySelector("#selesai").hidden = rated < bar.max;
});

sheet.dataset.live = "";
tools.hidden = false;
keysOn.checked = document.documentElement.dataset.shortcuts !== "off";
if (keysOn.checked && !location.hash && matchMedia("(pointer: fine) and (min-width: 48rem)").matches) {
  const first = cells().find((cell) => !isRated(cell));
  const start = first && cells().find((cell) => row(cell) === row(first));
  if (start) focus(start);
}
