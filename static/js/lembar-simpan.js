// Saving the rows of the scoring sheet: each by itself, known again by a key, and never lost. What is typed stands in
// the session of the tab until the server has it; without a network it goes to the outbox.

import { discard, newKey, onChange, pending, queue } from "./kotak-keluar.js";

const REASONS = { hasil: "alasan_hasil", perilaku: "alasan_perilaku" };
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "lanjut", "kunci", "sebelum"]);
const SPOKEN_EVERY = 3000;
const DRAFT = `lembar ${document.documentElement.dataset.account ?? ""} `;

/** Who listens hears the newest text of the line, at most once in three seconds; who looks sees each. */
function speak(status) {
  const spoken = document.createElement("p");
  spoken.className = "vh";
  spoken.setAttribute("role", "status");
  status.removeAttribute("role");
  status.after(spoken);
  let last = -SPOKEN_EVERY;
  let timer;
  const say = () => {
    timer = undefined;
    last = performance.now();
    spoken.textContent = status.textContent;
  };
  new MutationObserver(() => {
    timer ??= setTimeout(say, Math.max(0, last + SPOKEN_EVERY - performance.now()));
  }).observe(status, { childList: true, characterData: true, subtree: true });
}

/** Starts saving the rows of a sheet; `grid` is what the keyboard knows of its cells. */
export function openSaving(sheet, grid) {
  const status = document.querySelector("#status-simpan");
  const undoForm = document.querySelector("[data-undo]");
  const states = new Map();
  let place;
  speak(status);

  const row = (part) => part.closest("[data-row]");
  const forms = () => [...sheet.querySelectorAll("form")];
  const addressOf = (form) => new URL(form.action).pathname;
  const formOf = (url) => forms().find((form) => addressOf(form) === url);
  const hasConflict = (form) => Boolean(form.querySelector("[data-conflict]"));

  /** What is known of a row: `key` of the edition on the screen, `sent` of the one on its way, `earlier` of those
   *  whose answer was lost, `waits` of the entry in the outbox. */
  function stateOf(form) {
    if (!states.has(form.id)) states.set(form.id, { key: "", sent: "", earlier: [], waits: "", dirty: false });
    return states.get(form.id);
  }

  function say(text, state = "idle") {
    status.textContent = text;
    status.dataset.state = state;
  }

  const typed = (form) => [...new FormData(form)].filter(([name]) => !NOT_TYPED.has(name));

  function keepDraft(form) {
    const { key, earlier } = stateOf(form);
    try {
      sessionStorage.setItem(DRAFT + addressOf(form), JSON.stringify({ key, earlier, fields: typed(form) }));
    } catch {
      // A browser that keeps nothing: what is typed still stands on the screen.
    }
  }

  function dropDraft(form) {
    try {
      sessionStorage.removeItem(DRAFT + addressOf(form));
    } catch {
      // See keepDraft().
    }
  }

  function touched(form) {
    Object.assign(stateOf(form), { key: newKey(), dirty: true, failed: false });
    keepDraft(form);
  }

  function saved(form) {
    states.delete(form.id);
    dropDraft(form);
  }

  /** Whether another rating still lacks the reason without which it would be refused. */
  function lacksReason(input) {
    const name = REASONS[input.name];
    return Boolean(name) && input.value !== "" && row(input).querySelector(`[name=${name}]`).value.trim() === "";
  }

  function lacksAnyReason(form) {
    return Object.keys(REASONS).some((name) => {
      const control = form.elements[name];
      const input = control instanceof RadioNodeList ? [...control].find((one) => one.checked) : control;
      return input ? lacksReason(input) : false;
    });
  }

  function show(form, fields) {
    const given = new Map(fields);
    for (const control of form.elements) {
      if (control.type === "radio") control.checked = given.get(control.name) === control.value;
      else if (given.has(control.name) && control.type !== "submit") control.value = given.get(control.name);
    }
    const more = row(form).querySelector("details");
    if (more && given.get("hasil")) more.open = true;
  }

  function showWaiting(form) {
    row(form).dataset.waiting = "";
    const note = document.createElement("p");
    note.className = "rate-waiting";
    note.textContent = sheet.dataset.waiting;
    form.querySelector(".rate-outcome .rate-waiting")?.remove();
    form.querySelector(".rate-outcome").append(note);
  }

  async function toOutbox(form) {
    const state = stateOf(form);
    const { key, earlier, waits } = state;
    showWaiting(form);
    state.waits = key;
    try {
      if (waits && waits !== key) await discard(waits);
      const fields = [...typed(form), ["sebelum", earlier.filter((one) => one !== key).join(",")]];
      const label = `${form.dataset.label}, ${document.querySelector("h1").textContent}`;
      await queue({ url: addressOf(form), fields, label, key });
    } catch {
      say(sheet.dataset.failure, "failed");
    }
  }

  /** The entries that wait: their rows say so; what is gone was taken, what was refused is asked for here again. */
  async function follow(entries) {
    for (const entry of entries) {
      const form = formOf(entry.url);
      if (!form) continue;
      const state = stateOf(form);
      if (entry.state === "refused" && state.asking !== entry.key) {
        Object.assign(state, { key: entry.key, waits: "", dirty: true, asking: entry.key });
        show(form, entry.fields);
        await discard(entry.key);
        htmx.trigger(form, "submit");
      } else if (entry.state === "waiting" && !state.waits) {
        Object.assign(state, { key: entry.key, waits: entry.key, earlier: [entry.key], dirty: true });
        show(form, entry.fields);
        showWaiting(form);
      }
    }
    const keys = new Set(entries.map((entry) => entry.key));
    for (const form of forms()) {
      const state = states.get(form.id);
      if (!state?.waits || keys.has(state.waits) || state.key !== state.waits) continue;
      saved(form);
      await refresh(form);
    }
  }

  async function refresh(form) {
    const there = row(form);
    await htmx.ajax("GET", addressOf(form), { target: there, swap: "outerHTML" });
  }

  function takeUpDrafts() {
    for (const form of forms()) {
      const kept = sessionStorage.getItem(DRAFT + addressOf(form));
      if (!kept || stateOf(form).waits) continue;
      const { key, earlier, fields } = JSON.parse(kept);
      Object.assign(stateOf(form), { key, earlier, dirty: true });
      show(form, fields);
      if (!lacksAnyReason(form)) htmx.trigger(form, "submit");
    }
  }

  /** Send what is not sent yet and wait for the answers; whether everything is stored. */
  async function settle() {
    for (;;) {
      for (const form of forms()) {
        const state = states.get(form.id);
        const canGo = state?.dirty && !state.busy && !state.failed && !state.waits;
        if (canGo && !hasConflict(form) && !lacksAnyReason(form)) htmx.trigger(form, "submit");
      }
      if (![...states.values()].some((state) => state.busy)) break;
      await new Promise((resolve) => document.addEventListener("htmx:afterRequest", resolve, { once: true }));
    }
    const open = forms().find((form) => states.get(form.id)?.dirty);
    if (!open) return true;
    say(stateOf(open).waits ? sheet.dataset.offline : sheet.dataset.failure, "failed");
    const cell = grid.cells().find((one) => row(one) === row(open));
    if (cell) grid.focus(cell);
    return false;
  }

  async function undo() {
    const button = undoForm.querySelector("button");
    if (button && (await settle())) undoForm.querySelector("button")?.click();
  }

  function count() {
    const rated = [...sheet.querySelectorAll("[data-rated]")];
    for (const part of document.querySelectorAll("[data-spread]")) {
      const amount = rated.filter((one) => one.dataset.rated === part.dataset.spread).length;
      part.hidden = amount === 0;
      part.querySelector(".num").textContent = String(amount);
    }
    const bar = document.querySelector(".progress progress");
    if (rated.length === bar.value) return;
    const label = document.querySelector(".progress-label .num");
    label.textContent = label.textContent.replace(/\d+/, String(rated.length));
    bar.value = rated.length;
    document.querySelector("#selesai").hidden = rated.length < bar.max;
  }

  // Another rating is sent once its reason is there: until then nothing was refused.
  sheet.addEventListener(
    "change",
    (event) => {
      if (!event.target.form) return;
      touched(event.target.form);
      if (!lacksReason(event.target)) return;
      event.stopPropagation();
      say(sheet.dataset.reason, "failed");
      grid.writeReason(event.target, REASONS[event.target.name]);
    },
    true,
  );

  sheet.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    Object.assign(stateOf(event.target.form), { key: newKey(), dirty: true, failed: false });
    keepDraft(event.target.form);
  });

  sheet.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-newest]");
    if (!link) return;
    event.preventDefault();
    const form = link.closest("form");
    saved(form);
    await refresh(form);
  });

  const isRow = (part) => part.matches("form[data-label]");

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (!isRow(detail.elt)) return;
    const state = stateOf(detail.elt);
    state.key ||= newKey();
    state.sent = state.key;
    detail.parameters.kunci = state.key;
    detail.parameters.sebelum = state.earlier.filter((one) => one !== state.key).join(",");
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (!isRow(form)) return;
    const { triggeringEvent } = event.detail.requestConfig;
    const isChosen = triggeringEvent?.submitter?.name === "versi";
    if (hasConflict(form) && !isChosen) {
      say(sheet.dataset.paused, "failed");
      event.preventDefault();
    } else if (stateOf(form).waits) {
      event.preventDefault();
      toOutbox(form);
    } else {
      stateOf(form).busy = true;
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr, failed } = event.detail;
    if (!isRow(elt)) {
      if (failed && xhr.status !== 409) say(sheet.dataset.failure, "failed");
      count();
      return;
    }
    const state = stateOf(elt);
    state.busy = false;
    if (xhr.status === 200) {
      status.dataset.state = "saved";
      delete row(elt)?.dataset.waiting;
      state.earlier = [];
      if (state.key === state.sent) saved(elt);
      else keepDraft(elt);
    } else if (xhr.status === 0) {
      state.earlier = [...new Set([...state.earlier, state.sent])];
      keepDraft(elt);
      say(sheet.dataset.offline, "failed");
      toOutbox(elt);
    } else {
      state.failed = true;
      status.dataset.state = "failed";
      if (failed) say(sheet.dataset.failure, "failed");
    }
    count();
  });

  // A row that is replaced as a whole keeps the place of whoever works in it.
  document.addEventListener("htmx:beforeSwap", () => {
    const cell = document.activeElement?.closest?.("[data-cell]");
    place = cell ? { id: row(cell).id, name: cell.querySelector("input").name } : place;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!place || document.activeElement !== document.body) return;
    const input = document.getElementById(place.id)?.querySelector(`[data-cell] [name="${place.name}"]`);
    if (input) grid.focus(input.closest("[data-cell]"));
  });

  undoForm.addEventListener("submit", () => say("", "saving"));

  addEventListener("pagehide", () => {
    for (const form of forms()) {
      const state = states.get(form.id);
      if (!state?.dirty || state.waits || hasConflict(form) || lacksAnyReason(form)) continue;
      const body = new URLSearchParams([...new FormData(form), ["kunci", state.key]]);
      fetch(form.action, { method: "POST", body, keepalive: true, headers: { "X-Requested-With": "kotak-keluar" } });
    }
  });

  async function begin() {
    onChange((entries) => follow(entries).catch(() => {}));
    await follow(await pending());
    takeUpDrafts();
  }
  addEventListener("load", () => begin().catch(() => takeUpDrafts()));

  return { lacksReason, settle, undo };
}
