// A grid of weights and monthly targets by keyboard, with cells pasted from a spreadsheet. Without it the grid is one form.

const grid = document.querySelector("[data-grid]");
const form = grid.closest("form");
const words = grid.dataset;
const status = document.querySelector("#status-simpan");
const WEIGHT = 1;
const YEAR = 2;
const GROUPED = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
const NUMBER = /^-?(\d+([.,]\d+)?|[1-9]\d{0,2}(\.\d{3})+(,\d+)?)$/;
const rows = [...grid.querySelectorAll("[data-cells]")];
const inputOf = (row, column) => row.cells[column]?.querySelector("input");
let before = null;
let isDirty = "unsaved" in form.dataset;
let isSent = false;

// A number as Indonesia writes it, as digits with a point; null for none or what is no number.
function plain(text) {
  const typed = text.trim().replace(/[−–]/g, "-");
  if (!NUMBER.test(typed)) return null;
  return (GROUPED.test(typed) ? typed.replaceAll(".", "") : typed).replace(",", ".");
}

const shown = (digits) => digits.replace(".", ",");

// The exact sum of numbers, in hundredths or whatever they need; null where that is beyond exact whole numbers.
function sum(texts, least = 0) {
  const parts = texts.map(plain).filter((one) => one !== null);
  const decimals = Math.max(least, ...parts.map((one) => one.split(".")[1]?.length ?? 0));
  const whole = (one) => Math.round(Number(one) * 10 ** decimals);
  const total = parts.reduce((all, one) => all + whole(one), 0);
  return Number.isSafeInteger(total) && parts.length ? [total, decimals] : null;
}

const written = ([total, decimals]) => shown((total / 10 ** decimals).toFixed(decimals));

function tellWeights() {
  const texts = rows.map((row) => inputOf(row, WEIGHT)?.value ?? "");
  const [total, decimals] = sum(texts, 2) ?? [0, 2];
  const gap = 100 * 10 ** decimals - total;
  const place = grid.querySelector("[data-sum]");
  const text = gap === 0 ? words.full : gap > 0 ? words.short : words.over;
  place.textContent = text.replace("{}", written([total, decimals])).replace("[]", written([Math.abs(gap), decimals]));
  place.className = gap === 0 ? "status success" : "status warning";
}

// What the months of a row add up to; empty for none, undefined where a month is no single number.
function yearOf(row) {
  const months = [...row.cells].slice(YEAR + 1).map((cell) => cell.querySelector("input")?.value ?? "");
  if (months.some((text) => text.trim() && plain(text) === null)) return undefined;
  const total = sum(months);
  return total ? written(total) : "";
}

// The year follows its months until somebody types another figure there.
function tellYear(row) {
  const year = inputOf(row, YEAR);
  const total = yearOf(row);
  if (!year || total === undefined || (year.value && year.value !== year.dataset.total)) return;
  year.value = total;
  year.dataset.total = total;
}

function tellReading(input) {
  const number = plain(input.value);
  const isPlain = number === null || !input.value.includes(".");
  const echo = input.closest("[data-row]").querySelector("[data-echo]");
  echo.textContent = isPlain ? "" : `${input.getAttribute("aria-label")}: ${words.read} ${shown(number)}`;
}

function say(text) {
  status.textContent = text;
}

function noticed(input) {
  const row = input.closest("tr");
  const column = input.closest("td").cellIndex;
  if (column > YEAR) tellYear(row);
  if (column === WEIGHT) tellWeights();
  tellReading(input);
  isDirty = true;
}

function select(input) {
  input.focus();
  input.select();
  return true;
}

// The next input in a direction, over cells that have none.
function step(input, down, right) {
  let row = rows.indexOf(input.closest("tr"));
  let column = input.closest("td").cellIndex;
  for (;;) {
    row += down;
    column += right;
    if (!rows[row]?.cells[column] || column < WEIGHT) return false;
    const next = inputOf(rows[row], column);
    if (next) return select(next);
  }
}

function isAtEdge(input, right) {
  const { selectionStart: start, selectionEnd: end, value } = input;
  if (start === 0 && end === value.length) return true;
  return start === end && start === (right > 0 ? value.length : 0);
}

function undo() {
  for (const [input, text] of before) {
    input.value = text;
    noticed(input);
  }
  select(before[0][0]);
  before = null;
  say(words.undone);
}

grid.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches("td input") || event.altKey) return;
  let isDone = false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && before) {
    undo();
    isDone = true;
  } else if (event.ctrlKey || event.metaKey) {
    return;
  } else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
    const isUp = event.key === "ArrowUp" || (event.key === "Enter" && event.shiftKey);
    step(input, isUp ? -1 : 1, 0);
    isDone = true;
  } else if (!event.shiftKey && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
    const right = event.key === "ArrowRight" ? 1 : -1;
    isDone = isAtEdge(input, right) && step(input, 0, right);
  }
  if (isDone) event.preventDefault();
});

function paste(start, table) {
  const first = rows.indexOf(start.closest("tr"));
  const left = start.closest("td").cellIndex;
  let skipped = 0;
  before = [];
  table.forEach((texts, down) =>
    texts.forEach((text, right) => {
      const row = rows[first + down];
      const input = row && inputOf(row, left + right);
      if (input) {
        before.push([input, input.value]);
        input.value = text.trim();
      } else if (text.trim() && !(row && left + right === YEAR)) {
        skipped += 1; // a sum beside an index says nothing new
      }
    }),
  );
  for (const [input] of before) noticed(input);
  isDirty = true;
  const said = words.pasted.replace("{}", before.length);
  say(skipped ? `${said} ${words.skipped.replace("{}", skipped)}` : said);
}

grid.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!event.target.matches("td input") || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  paste(event.target, text.split("\n").map((line) => line.split("\t")));
});

grid.addEventListener("input", (event) => {
  if (!event.target.matches("td input")) return;
  before = null;
  noticed(event.target);
  say(words.dirty);
});

grid.addEventListener("focusin", (event) => {
  if (event.target.matches("td input") && event.target.value) event.target.select();
});

form.addEventListener("change", () => {
  isDirty = true;
});

form.addEventListener("submit", () => {
  isSent = true;
});

window.addEventListener("beforeunload", (event) => {
  if (isDirty && !isSent) event.preventDefault();
});

for (const row of rows) {
  const year = inputOf(row, YEAR);
  if (year && year.value === yearOf(row)) year.dataset.total = year.value;
}
for (const part of document.querySelectorAll("[data-tools]")) part.hidden = false;
