// The outbox: forms that wait for the network, on this device, for this account only.
//
// An entry is sent as its form would be, with a key by which the server knows it again; it stays until the server has
// taken it. What was refused stays with the reason, for its author to mend or to discard: nothing is cleared silently.
// Half-typed forms are kept beside it as drafts, by the address that they will be sent to.

const MARK = "kotak-keluar"; // In localStorage: account and number of entries, so that a page knows without this module.
const ENTRIES = "entries";
const DRAFTS = "drafts";
const SIGN_IN = "/masuk/";
const TOKENS = ["__Host-csrftoken", "csrftoken"]; // Cookies: as production names it, and where there is no TLS.
const TIMEOUT = 120_000;

const account = document.documentElement.dataset.account ?? "";
const changed = new Set();
const moved = new Set();
let database;
let sending;

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened() {
  database ??= (async () => {
    if (!account) throw new Error("nobody is signed in");
    const request = indexedDB.open("timbang", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: "key" });
      request.result.createObjectStore(DRAFTS, { keyPath: "url" });
    };
    const found = await answered(request);
    found.onversionchange = () => {
      found.close();
      database = undefined;
    };
    await forgetOthers(found);
    return found;
  })();
  database.catch(() => {
    database = undefined;
  });
  return database;
}

async function forgetOthers(found) {
  for (const name of [ENTRIES, DRAFTS]) {
    const store = found.transaction(name, "readwrite").objectStore(name);
    for (const row of await answered(store.getAll())) {
      if (row.account !== account) store.delete(row.key ?? row.url);
    }
  }
}

async function within(name, act, mode = "readwrite") {
  const store = (await opened()).transaction(name, mode).objectStore(name);
  return answered(act(store));
}

async function tell() {
  const entries = await pending();
  try {
    localStorage.setItem(MARK, `${account} ${entries.length}`);
  } catch {
    // A browser that keeps nothing between pages: the badge then knows of this page only.
  }
  const badge = document.querySelector("[data-outbox]");
  if (badge) {
    const refused = entries.filter((entry) => entry.state === "refused").length;
    for (const [name, count] of [["refused", refused], ["waiting", entries.length - refused]]) {
      const part = badge.querySelector(`[data-outbox-${name}]`);
      part.hidden = count === 0;
      part.querySelector("[data-count]").textContent = String(count);
    }
    badge.hidden = entries.length === 0;
  }
  for (const callback of changed) callback(entries);
}

/** The entries of this account, oldest first: {key, url, label, fields, files, at, state, why, sentence}.
 *  `state` is waiting or refused; `why` is offline, signed-out, broken or refused; `sentence` is the server's own. */
export async function pending() {
  const entries = await within(ENTRIES, (store) => store.getAll(), "readonly");
  return entries.filter((entry) => entry.account === account).sort((one, other) => one.at - other.at);
}

/** Keep a form and send it as soon as possible. `fields` are [name, value], `files` [name, Blob, filename].
 *  The same key replaces what was kept under it. Says what became of it: {state: "sent"} or the entry that waits. */
export async function queue({ url, fields, files = [], label, key = newKey() }) {
  const entry = { key, account, url, fields, files, label, at: Date.now(), state: "waiting", why: "", sentence: "" };
  await within(ENTRIES, (store) => store.put(entry));
  await tell();
  await flush();
  const kept = await within(ENTRIES, (store) => store.get(key), "readonly");
  return kept ?? { key, state: "sent" };
}

/** A key by which the server knows a form that comes again: a random UUID, also where the page came without TLS. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Take an entry out for good, at its author's wish. */
export async function discard(key) {
  await within(ENTRIES, (store) => store.delete(key));
  await tell();
}

/** Send what waits, oldest first; with a key that one, also if it was refused before. */
export async function flush(key) {
  while (sending) await sending;
  sending = oneAtATime(() => sendAll(key)).finally(() => {
    sending = undefined;
  });
  await sending;
}

/** Call back with all entries whenever they change. */
export function onChange(callback) {
  changed.add(callback);
}

/** Call back with {key, done} while an entry is sent; `done` goes from 0 to 1. */
export function onProgress(callback) {
  moved.add(callback);
}

/** Keep what is half typed for an address; another draft of it is replaced. */
export function keepDraft(url, draft) {
  return within(DRAFTS, (store) => store.put({ ...draft, url, account }));
}

/** What was half typed for an address, or nothing. */
export async function draftOf(url) {
  const draft = await within(DRAFTS, (store) => store.get(url), "readonly");
  return draft?.account === account ? draft : undefined;
}

/** Forget what was half typed for an address. */
export function dropDraft(url) {
  return within(DRAFTS, (store) => store.delete(url));
}

/** Forget everything on this device: for a sign-out. */
export async function wipe() {
  await within(ENTRIES, (store) => store.clear());
  await within(DRAFTS, (store) => store.clear());
  try {
    localStorage.removeItem(MARK);
    sessionStorage.clear();
  } catch {
    // See tell().
  }
}

async function oneAtATime(act) {
  if (!navigator.locks) return act();
  return navigator.locks.request(MARK, act);
}

async function sendAll(key) {
  for (const entry of await pending()) {
    if (key ? entry.key !== key : entry.state === "refused") continue;
    const outcome = await send(entry);
    if (outcome.state === "sent") {
      await within(ENTRIES, (store) => store.delete(entry.key));
    } else if (await within(ENTRIES, (store) => store.get(entry.key), "readonly")) {
      await within(ENTRIES, (store) => store.put({ ...entry, ...outcome }));
    }
    await tell();
    if (outcome.state === "waiting") return;
  }
}

function send(entry) {
  const body = new FormData();
  for (const [name, value] of entry.fields) body.append(name, value);
  for (const [name, blob, filename] of entry.files) body.append(name, blob, filename);
  body.set("kunci", entry.key);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", entry.url);
    request.timeout = TIMEOUT;
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("X-Requested-With", "kotak-keluar");
    request.setRequestHeader("X-Account", entry.account); // Another one may have signed in since, in another tab.
    request.upload.onprogress = ({ loaded, total }) => {
      for (const callback of moved) callback({ key: entry.key, done: total ? loaded / total : 0 });
    };
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = request.ontimeout = request.onabort = () =>
      resolve({ state: "waiting", why: "offline", sentence: "" });
    request.send(body);
  });
}

function outcomeOf(request) {
  const { status } = request;
  if (new URL(request.responseURL).pathname === SIGN_IN || status === 401) {
    return { state: "waiting", why: "signed-out", sentence: "" };
  }
  if (status < 400) return { state: "sent" };
  if (status >= 500 || status === 408 || status === 429) return { state: "waiting", why: "broken", sentence: "" };
  return { state: "refused", why: "refused", status, sentence: sentenceOf(request.responseText) };
}

function sentenceOf(text) {
  try {
    return String(JSON.parse(text).sentence ?? "");
  } catch {
    return "";
  }
}

function token() {
  const kept = new Map(document.cookie.split("; ").map((part) => part.split("=")));
  const name = TOKENS.find((one) => kept.has(one));
  return kept.get(name) ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function lookAgain() {
  if (!account) return;
  tell()
    .then(() => flush())
    .catch(() => {});
}

addEventListener("online", lookAgain);
addEventListener("pageshow", (event) => {
  if (event.persisted) lookAgain();
});
lookAgain();
