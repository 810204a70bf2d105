// Sentence starters as buttons that put their words into a field. Without this module they are a list to read.

const GAP = "…";

function insert(field, words) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const joint = before === "" || /\s$/.test(before) ? "" : " ";
  const start = before.length + joint.length;
  field.value = before + joint + words + after;
  const gap = words.indexOf(GAP);
  field.focus();
  field.setSelectionRange(start + Math.max(gap, 0), gap < 0 ? start + words.length : start + gap + GAP.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const list of document.querySelectorAll("[data-starters]")) {
  const field = document.getElementById(list.dataset.starters);
  for (const item of field ? list.children : []) {
    const words = item.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "starter";
    button.textContent = words;
    button.addEventListener("click", () => insert(field, words));
    item.replaceChildren(button);
  }
}
