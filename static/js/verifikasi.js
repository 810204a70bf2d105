// The verifier's desk by keyboard: A accepts, K returns, J or N goes on. Without it everything is a link or a form with
// its own button. Keys never act while somebody types, and not where shortcuts are switched off.

const desk = document.querySelector("[data-claims]");
const tools = document.querySelector("[data-tools]");
const status = document.querySelector("#status-simpan");
const isOn = document.documentElement.dataset.shortcuts !== "off";
const isSingle = "single" in desk.dataset;
const RETURN = "kembalikan";

const claims = () => [...desk.querySelectorAll("[data-claim]")];
const waits = (claim) => "waits" in claim.dataset;
const part = (claim, name) => claim.querySelector(`[data-do="${name}"]`);

function enter(claim) {
  (part(claim, "open") ?? part(claim, "undo") ?? claim).focus();
  claim.scrollIntoView({ block: "nearest" });
}

// The next one that waits, from the beginning again after the last.
function next(claim) {
  const all = claims();
  const place = all.indexOf(claim);
  const found = [...all.slice(place + 1), ...all.slice(0, Math.max(place, 0))].find(waits);
  if (found) enter(found);
}

// On the list the reasons stand a page further. No fragment: following one would take the focus away again.
function giveBack(claim) {
  const form = document.querySelector("#kembalikan");
  const link = claim && part(claim, "return");
  if (form) form.querySelector("input[type=checkbox]").focus();
  else if (link) location.assign(`${link.pathname}?${RETURN}`);
}

const ACTIONS = {
  a: (claim) => part(claim, "accept")?.click(),
  k: giveBack,
  j: (claim) => (isSingle ? part(claim, "next")?.click() : next(claim)),
};
ACTIONS.n = ACTIONS.j;

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=checkbox])");
}

document.addEventListener("keydown", (event) => {
  if (!isOn || event.altKey || event.metaKey || event.ctrlKey || isTyping(event.target)) return;
  const act = ACTIONS[event.key.toLowerCase()];
  const claim = isSingle ? claims()[0] : event.target.closest("[data-claim]");
  const isHere = isSingle ? event.target === document.body || event.target.closest("main") : claim;
  if (!act || !isHere) return;
  event.preventDefault();
  act(claim);
});

// After a decision the work goes on where something waits; a refused one stays where it is.
document.addEventListener("htmx:afterSwap", (event) => {
  const claim = document.getElementById(event.detail.elt.id);
  if (!claim?.matches("[data-claim]")) return;
  if (event.detail.xhr.status !== 200 || waits(claim)) enter(claim);
  else next(claim);
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (!status) return;
  const isStored = event.detail.xhr.status === 200;
  status.dataset.state = isStored ? "saved" : "failed";
  if (event.detail.failed) status.textContent = desk.dataset.failure;
  else if (isStored) status.textContent = "";
});

if (isOn) {
  tools.hidden = false;
  const isDesk = matchMedia("(pointer: fine) and (min-width: 48rem)").matches;
  if (isSingle && location.search.slice(1) === RETURN) giveBack();
  else if (!isSingle && isDesk && !location.hash) {
    const first = claims().find(waits);
    if (first) part(first, "open").focus({ preventScroll: true });
  }
}
