// One judgement after another by keyboard: N goes to the next person. Without this module the link above does the same.

const next = document.querySelector("[data-next]");
const isOn = document.documentElement.dataset.shortcuts !== "off";

function isTyping(target) {
  return target.matches("textarea, select, input:not([type=radio])");
}

if (next && isOn) {
  const hasKeys = window.matchMedia("(min-width: 64rem)").matches;
  for (const said of document.querySelectorAll("[data-keys]")) said.hidden = !hasKeys;
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey || event.ctrlKey || isTyping(event.target)) return;
    if (event.key.toLowerCase() !== "n") return;
    event.preventDefault();
    next.click();
  });
}
