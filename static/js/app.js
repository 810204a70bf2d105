// What every page adds where scripts run: menus that close, the way to the search by keyboard, and the tab where one is.

const menus = () => document.querySelectorAll("details[data-menu][open]");

function closeMenus(except) {
  for (const menu of menus()) {
    if (menu !== except) menu.open = false;
  }
}

document.addEventListener("click", (event) => {
  closeMenus(event.target.closest("details[data-menu]"));
});

function isTyping(target) {
  return target.isContentEditable || Boolean(target.closest("input, select, textarea"));
}

function search() {
  const fields = [...document.querySelectorAll("[data-search]")];
  const field = fields.find((one) => one.offsetParent !== null);
  if (field) {
    field.focus();
    field.select();
    return true;
  }
  const page = document.querySelector("[data-search-page]");
  page?.click();
  return Boolean(page);
}

function asksForSearch(event) {
  if (document.documentElement.dataset.shortcuts === "off") return false;
  if (event.key.toLowerCase() === "k") return event.ctrlKey || event.metaKey;
  return event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const [open] = menus();
    closeMenus();
    open?.querySelector("summary").focus();
  } else if (asksForSearch(event) && search()) {
    event.preventDefault();
  }
});

// A form that came back with something to mend: whoever works by keyboard or by ear starts there.
document.querySelector("#galat")?.focus();

// On a phone a row of tabs may be wider than the screen: it starts at its beginning unless the current one is cut there.
for (const here of document.querySelectorAll(".tabs [aria-current]")) {
  const row = here.closest(".tabs");
  row.scrollLeft = here.offsetLeft + here.offsetWidth - row.offsetLeft - row.clientWidth;
}

// What waits for the network (kotak-keluar.js, loaded only where there is something): sent on the next visit; before a
// sign-out its author is asked, and what belongs to another account is forgotten.
const outbox = () => import("./kotak-keluar.js");

function waiting() {
  try {
    const [account, count] = (localStorage.getItem("kotak-keluar") ?? "").split(" ");
    const isOwn = account === document.documentElement.dataset.account;
    return { isKnown: Boolean(account), isOwn, count: Number(count ?? 0) };
  } catch {
    return { isKnown: false, isOwn: true, count: 0 };
  }
}

// What was typed and not sent yet stands in the session of the tab, which outlives that of the account.
function forgetTab() {
  try {
    sessionStorage.clear();
  } catch {
    // Then nothing is kept there either.
  }
}

const left = waiting();
if (left.isKnown && (left.count > 0 || !left.isOwn)) outbox();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.signOut) return;
  const { isKnown, count } = waiting();
  if (!(isKnown && count > 0)) forgetTab();
  if (!isKnown) return;
  event.preventDefault();
  if (count > 0) {
    location.assign(form.dataset.signOut);
  } else {
    await (await outbox()).wipe().catch(() => {});
    form.submit();
  }
});
