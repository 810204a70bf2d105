// A page that waits for a document brings it as soon as it is there; without a script the page loads itself anew.
document.addEventListener("htmx:afterSwap", ({ target }) => {
  const ready = target.querySelector("[data-brings]");
  if (ready) location.assign(ready.dataset.brings);
});
