// A file held against the SHA-256 of what was issued, in this browser alone: it is read here and sent nowhere. Without
// WebCrypto (an address without https) the comparison stays hidden; the hash on the page can be compared by hand.

async function digestOf(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function say(section, what) {
  for (const answer of section.querySelectorAll("[data-says]")) answer.hidden = answer.dataset.says !== what;
}

for (const section of document.querySelectorAll("[data-compare]")) {
  if (!globalThis.crypto?.subtle) break;
  const issued = section.dataset.compare.split(" ");
  const field = section.querySelector("input");
  const chosen = section.querySelector("[data-chosen]");
  let asked = 0;
  section.hidden = false;
  field.addEventListener("change", async () => {
    const turn = ++asked;
    say(section, "");
    const [file] = field.files;
    chosen.textContent = file?.name ?? "";
    chosen.hidden = !file;
    if (!file) return;
    const answer = await digestOf(file).then((digest) => (issued.includes(digest) ? "same" : "other"), () => "unread");
    if (turn === asked) say(section, answer);
  });
}
