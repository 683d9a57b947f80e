// Keeps what somebody writes in a hearing's form for as long as the tab is open, so that a lost
// connection or a page that is loaded anew takes nothing away. Nothing leaves the browser, nothing
// is kept when the tab is closed, and it is gone as soon as the statement is sent.

const PREFIX = "ledetraad-draft-";
const KEPT = "textarea, input[type=text]:not([tabindex]), input[type=email]";

function store() {
  try {
    return window.sessionStorage;
  } catch {
    return null; // where the browser keeps nothing
  }
}

function fields(form) {
  return [...form.querySelectorAll(KEPT)].filter((one) => one.name);
}

function keep(form, kept, key) {
  const said = {};
  for (const one of fields(form)) if (one.value !== one.defaultValue) said[one.name] = one.value;
  try {
    if (Object.keys(said).length) kept.setItem(key, JSON.stringify(said));
    else kept.removeItem(key);
  } catch {
    // full: the form works as without the script
  }
}

function bringBack(form, kept, key) {
  let said;
  try {
    said = JSON.parse(kept.getItem(key) || "{}");
  } catch {
    return;
  }
  let back = false;
  for (const one of fields(form)) {
    if (typeof said[one.name] !== "string" || one.getAttribute("aria-invalid")) continue;
    if (one.value === said[one.name]) continue;
    one.value = said[one.name];
    one.closest("details")?.setAttribute("open", "");
    back = true;
  }
  const told = form.querySelector("[data-draft-told]");
  if (told && back) told.hidden = false;
}

const kept = store();
const sent = document.querySelector("[data-draft-sent]");
const form = document.querySelector("form[data-draft]");
if (kept && sent) {
  for (const key of Object.keys(kept)) {
    if (key.startsWith(`${PREFIX}${sent.dataset.draftSent}-`)) kept.removeItem(key);
  }
}
if (kept && form) {
  const element = form.querySelector("[name='said-0-element']")?.value ?? "";
  const key = `${PREFIX}${form.dataset.draft}-${element}`;
  if (!document.querySelector("[role=alert]")) bringBack(form, kept, key);
  form.addEventListener("input", () => keep(form, kept, key));
}
