// The form of an actual: what a value would do while it is typed, photos made small, and the outbox, so that a failed
// connection or a reload loses nothing. Without it the form posts as it is.

const form = document.querySelector("[data-report]");
const words = form.dataset;
const part = (name) => form.querySelector(`[data-${name}]`);
const status = part("status");
const preview = part("preview-of");
const save = part("save");
const list = part("photos");
const url = new URL(form.action).pathname;
const value = form.elements.nilai;
const { account } = document.documentElement.dataset;
const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "versi", "foto", "berkas"]);

let isTouched = false;
let photos = []; // {name, blob, before}: what is sent instead of the two file fields.
let entryKey; // Of the entry of the outbox that this form mends.

// The first view does without them: they come with the first touch, or a moment after the page, and before they are
// needed, so that they are there when the network is not.
const modules = {};
const LATER = 1_500;

let attempts = 0;

function loaded(name) {
  // Some browsers remember that a module could not be fetched: another try has another address.
  modules[name] ??= import(attempts ? `./${name}.js?${attempts}` : `./${name}.js`);
  modules[name].catch(() => {
    modules[name] = undefined;
    attempts += 1;
  });
  return modules[name];
}

const foto = () => loaded("foto");
const outbox = () => loaded("kotak-keluar");

function getReady() {
  foto().catch(() => {});
  outbox()
    .then(({ onChange, onProgress }) => {
      onProgress(progress);
      onChange(delivered);
    })
    .catch(() => {});
}

// What waited was taken while the page stood open: on to the list, unless somebody types on.
function delivered(entries) {
  if (!entryKey || entries.some(({ key }) => key === entryKey)) return;
  entryKey = undefined;
  if (!isTouched) location.assign(words.after);
}

const progress = ({ done }) => {
  status.textContent = `${words.sending} ${Math.round(done * 100)}%`;
};

// What the value would do.

let timer;
let asked = 0;

function foresee() {
  clearTimeout(timer);
  timer = setTimeout(ask, 300);
}

async function ask() {
  const turn = ++asked;
  if (!value.value.trim()) {
    preview.textContent = preview.dataset.hint;
    return;
  }
  const cara = form.querySelector("[name=cara]:checked")?.value ?? "";
  try {
    const answer = await fetch(`${words.preview}?${new URLSearchParams({ nilai: value.value, cara })}`);
    if (turn !== asked) return;
    if (!answer.ok || answer.redirected) throw new Error("no preview");
    preview.innerHTML = await answer.text();
  } catch {
    if (turn === asked) preview.textContent = words.offline;
  }
}

// Photos and files.

function amount(bytes) {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1_024)} KB` : `${size.format(bytes / 1_048_576)} MB`;
}

function line(photo) {
  const item = document.createElement("li");
  item.className = "photo";
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 128;
  const name = document.createElement("span");
  name.className = "photo-name";
  const sizes = photo.blob.size < photo.before
    ? words.shrunk.replace("{before}", amount(photo.before)).replace("{after}", amount(photo.blob.size))
    : amount(photo.blob.size);
  name.textContent = `${photo.name}, ${sizes}`;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "button quiet";
  remove.textContent = words.remove;
  remove.setAttribute("aria-label", `${words.remove} ${photo.name}`);
  remove.addEventListener("click", () => {
    photos = photos.filter((other) => other !== photo);
    showPhotos();
    remember();
    form.elements.berkas.focus();
  });
  item.append(canvas, name, remove);
  foto()
    .then(({ thumbnail }) => thumbnail(photo.blob, canvas))
    .catch(() => {});
  return item;
}

function showPhotos() {
  list.replaceChildren(...photos.map(line));
  list.hidden = photos.length === 0;
}

async function take(input) {
  const files = [...input.files];
  if (files.length === 0) return;
  status.textContent = words.working;
  save.disabled = true;
  try {
    const { prepared } = await foto();
    for (const file of files) {
      const { blob, name } = await prepared(file);
      photos.push({ name, blob, before: file.size });
    }
    input.value = "";
  } catch {
    photos.push(...files.map((file) => ({ name: file.name, blob: file, before: file.size })));
    input.value = "";
  } finally {
    save.disabled = false;
    status.textContent = "";
  }
  showPhotos();
  remember();
}

// What was typed, kept on the device until it is sent.

function typed() {
  return [...new FormData(form)].filter(([name, one]) => !NOT_KEPT.has(name) && typeof one === "string");
}

let saving = Promise.resolve();

function remember() {
  const draft = { fields: typed(), photos };
  saving = saving.then(async () => (await outbox()).keepDraft(url, draft)).catch(() => {});
}

function fill(fields) {
  for (const box of form.querySelectorAll("[name=bukti], [name=cara]")) box.checked = false;
  for (const [name, one] of fields) {
    const control = form.elements[name];
    if (name === "bukti" || name === "cara") {
      const box = [...form.querySelectorAll(`[name=${name}]`)].find((other) => other.value === one);
      if (box) box.checked = true;
    } else if (control) {
      control.value = one;
      control.closest("details")?.toggleAttribute("open", Boolean(one));
    }
  }
}

async function restore() {
  const here = keptHere();
  if (here) {
    fill(here);
    status.textContent = words.restored;
    foresee();
    return;
  }
  if (!hasBeenHere()) return;
  const { draftOf, pending } = await outbox();
  const entry = (await pending()).find((one) => one.url === url);
  const draft = entry ? undefined : await draftOf(url);
  const kept = draft?.photos ?? entry?.files.map(([, blob, name]) => ({ name, blob, before: blob.size })) ?? [];
  const fields = entry?.fields.filter(([name]) => !NOT_KEPT.has(name)) ?? draft?.fields;
  if (!fields) return;
  entryKey = entry?.key;
  fill(fields);
  photos = kept;
  showPhotos();
  status.textContent = entry?.sentence || words.restored;
  foresee();
}

function hasBeenHere() {
  try {
    return localStorage.getItem("kotak-keluar") !== null;
  } catch {
    return false;
  }
}

// Saving.

function complain(sentence) {
  const alert = part("alert");
  alert.hidden = false;
  part("alert-text").textContent = sentence;
  alert.scrollIntoView({ block: "nearest" });
}

async function send() {
  save.disabled = true;
  part("alert").hidden = true;
  status.textContent = words.sending;
  const versi = form.elements.versi.value;
  const fields = [...typed(), ["versi", versi]];
  const files = photos.map(({ blob, name }) => ["berkas", blob, name]);
  try {
    const box = await outbox();
    // Other content is another form: it never goes under the same key. Forgotten before it is discarded, or the news
    // of that would be taken for its delivery and lead away from a form that has not been sent yet.
    const former = entryKey;
    entryKey = undefined;
    if (former) await box.discard(former);
    isTouched = false;
    const outcome = await box.queue({ url, fields, files, label: words.label });
    await became(outcome);
  } catch {
    if (navigator.onLine) form.submit(); // Nothing can be kept on this device: the form goes as it stands.
    else waitHere();
  } finally {
    save.disabled = false;
  }
}

// The network went before the outbox was here: the tab keeps what was typed, and sends it once there is one again.
function waitHere() {
  try {
    sessionStorage.setItem(url, JSON.stringify({ account, fields: typed() }));
  } catch {
    // The page itself still has it.
  }
  status.textContent = words.here;
  addEventListener("online", send, { once: true });
}

function keptHere() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(url) ?? "null");
    return kept?.account === account ? kept.fields : undefined;
  } catch {
    return undefined;
  }
}

async function became(outcome) {
  const { discard, dropDraft } = await outbox();
  sessionStorage.removeItem(url);
  if (outcome.state === "sent") {
    await saving;
    await dropDraft(url);
    location.assign(words.after);
  } else if (outcome.state === "refused") {
    await discard(outcome.key);
    entryKey = undefined;
    remember();
    status.textContent = "";
    complain(outcome.sentence || words.refused);
  } else {
    entryKey = outcome.key;
    await saving;
    await dropDraft(url);
    const reasons = { "signed-out": words.signedOut, broken: words.broken };
    status.textContent = reasons[outcome.why] ?? words.waiting;
  }
}

form.classList.add("report-live");
if (!preview.textContent.trim()) preview.textContent = preview.dataset.hint;
form.addEventListener("input", (event) => {
  isTouched = true;
  if (event.target.matches("[type=file]")) return;
  remember();
  if (event.target === value || event.target.name === "cara") foresee();
});
form.addEventListener("change", (event) => {
  if (event.target.matches("[type=file]")) take(event.target);
});
form.addEventListener("submit", (event) => {
  if (!account || !window.indexedDB) return;
  event.preventDefault();
  send();
});
for (const kind of ["focusin", "pointerdown"]) form.addEventListener(kind, getReady, { once: true });
setTimeout(getReady, LATER);

// Whoever was quicker than this script: what stands in the form already counts as typed.
if (value.value !== value.defaultValue) {
  remember();
  foresee();
} else {
  restore().catch(() => {});
}
for (const input of form.querySelectorAll("[type=file]")) take(input);
