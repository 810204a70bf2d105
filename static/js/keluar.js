// The page of the outbox: one line an entry, with the reason why it waits; send it now, mend it, or discard it.

import { discard, flush, onChange, onProgress, pending, wipe } from "./kotak-keluar.js";

const list = document.querySelector("[data-outbox-list]");
const none = document.querySelector("[data-outbox-empty]");
const pattern = document.querySelector("[data-outbox-entry]");
const status = document.querySelector("[data-outbox-status]");
const leaving = document.querySelector("[data-leaving]");
const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });

function line(entry) {
  const item = pattern.content.cloneNode(true).firstElementChild;
  const part = (name) => item.querySelector(`[data-${name}]`);
  part("label").textContent = entry.label;
  part("when").textContent = `${part("when").dataset.prefix} ${when.format(entry.at)}`;
  const { offline, signedOut, broken, refused, waiting } = part("reason").dataset;
  const reasons = { offline, "signed-out": signedOut, broken, refused };
  part("reason").textContent = entry.sentence || (reasons[entry.why] ?? waiting);
  part("mend").href = entry.url;
  part("send").addEventListener("click", () => flush(entry.key));
  part("discard").addEventListener("click", () => {
    part("sure").hidden = false;
    part("discard-now").focus();
  });
  part("keep").addEventListener("click", () => {
    part("sure").hidden = true;
    part("discard").focus();
  });
  part("discard-now").addEventListener("click", () => discard(entry.key));
  return item;
}

function show(entries) {
  if (entries.length < list.children.length) status.textContent = status.dataset.sent;
  list.replaceChildren(...entries.map(line));
  list.hidden = entries.length === 0;
  none.hidden = entries.length > 0;
  if (leaving) leaving.hidden = entries.length === 0;
}

onChange(show);
onProgress(({ done }) => {
  status.textContent = `${status.dataset.sending} ${Math.round(done * 100)}%`;
});
pending().then(show, () => show([]));

document.querySelector("[data-leave]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  await wipe().catch(() => {});
  event.target.submit();
});
