// Coba hitung: sliders beside the number fields, and the result a moment after the last change. Nothing is ever sent to
// be stored: every question is a GET.

const form = document.querySelector("[data-trial]");
const PAUSE = 200;
const GROUPED = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
const NUMBER = /^-?(\d+([.,]\d+)?|[1-9]\d{0,2}(\.\d{3})+(,\d+)?)$/;
let timer;
let asked = 0;

const results = (where) => [...where.querySelectorAll("[data-trial-result]")];

// A number as Indonesia writes it, as the slider takes it: with a point. Null for what is none.
function plain(text) {
  const typed = text.trim().replace(/[−–]/g, "-");
  if (!NUMBER.test(typed)) return null;
  return (GROUPED.test(typed) ? typed.replaceAll(".", "") : typed).replace(",", ".");
}

async function ask() {
  const turn = ++asked;
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  for (const part of results(document)) part.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (turn !== asked) return;
    if (!answer.ok) {
      form.requestSubmit();
      return;
    }
    const fresh = results(new DOMParser().parseFromString(await answer.text(), "text/html"));
    results(document).forEach((part, place) => show(part, fresh[place]));
  } catch {
    // Without network the button still asks, and says so.
  } finally {
    for (const part of results(document)) part.removeAttribute("aria-busy");
  }
}

// The parts stay where they are, so that the status line among them is told when it changes.
function show(part, fresh) {
  const status = part.querySelector("[role=status]");
  if (status) status.replaceChildren(...fresh.querySelector("[role=status]").childNodes);
  else part.replaceChildren(...fresh.childNodes);
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
}

for (const slider of form.querySelectorAll("[data-slides]")) {
  const field = form.elements[slider.dataset.slides];
  slider.hidden = false;
  slider.addEventListener("input", () => {
    field.value = slider.value.replace(".", ",");
    later();
  });
  // What is half typed ("12,") is not asked yet; what is typed to its end and is no number, the button refuses in words.
  field.addEventListener("input", () => {
    const digits = plain(field.value);
    if (digits !== null) slider.value = digits;
    if (digits !== null || field.value.trim() === "") later();
    else clearTimeout(timer);
  });
}
