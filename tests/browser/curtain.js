// A page has no size until its scripts have run: a test acts within a millisecond of the first row, a person does not.
// Not `visibility`: what is hidden takes no focus, and scripts of the product give it.
const curtain = new CSSStyleSheet();
curtain.replaceSync("body { transform: scale(0) !important }");
document.adoptedStyleSheets.push(curtain);
document.addEventListener("DOMContentLoaded", () => {
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== curtain);
});
