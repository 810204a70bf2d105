// A form that is sent once carries a key, so that a second press or a lost answer sends nothing twice.

import { newKey } from "./kotak-keluar.js";

for (const form of document.querySelectorAll("[data-once]")) {
  const key = document.createElement("input");
  key.type = "hidden";
  key.name = "kunci";
  key.value = newKey();
  form.append(key);
}
