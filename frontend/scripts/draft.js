// Keeps what somebody writes in a hearing's form, so that a lost connection or a page that is loaded
// anew takes nothing away. It is kept for as long as the tab is open; two weeks where the person
// asks for it. Nothing leaves the browser, and it is gone as soon as the statement is sent.

const PREFIX = "ledetraad-draft-";
const KEPT = "textarea, input[type=text]:not([tabindex]), input[type=email], input[name=who], select[name$=_kind]";
const LONGEST = 14 * 24 * 60 * 60 * 1000;

function store(name) {
  try {
    return window[name];
  } catch {
    return null; // where the browser keeps nothing
  }
}

const tab = store("sessionStorage");
const browser = store("localStorage");

function fields(form) {
  return [...form.querySelectorAll(KEPT)].filter((one) => one.name && (one.type !== "radio" || one.checked));
}

function first(one) {
  if (one.type === "radio") return one.defaultChecked ? one.value : "";
  if (one.options) return [...one.options].find((each) => each.defaultSelected)?.value ?? one.options[0]?.value;
  return one.defaultValue;
}

function rows(form) {
  return [...form.querySelectorAll(".speak__row")].map((row) => ({
    element: row.querySelector("[name$='-element']").value,
    label: row.querySelector("legend").textContent,
    words: row.querySelector(".speak__on")?.textContent ?? "",
  }));
}

function keep(form, key, lasting) {
  const said = {};
  for (const one of fields(form)) if (one.value !== first(one)) said[one.name] = one.value;
  const draft = JSON.stringify({ at: Date.now(), said, rows: rows(form) });
  for (const kept of [tab, browser]) {
    try {
      if (Object.keys(said).length && (kept === tab || lasting)) kept?.setItem(key, draft);
      else kept?.removeItem(key);
    } catch {
      // full: the form works as without the script
    }
  }
}

function kept(key) {
  for (const [from, lasting] of [[tab, false], [browser, true]]) {
    try {
      const draft = JSON.parse(from?.getItem(key) || "null");
      if (draft?.said && Date.now() - draft.at < LONGEST) return { ...draft, lasting };
    } catch {
      // not ours
    }
  }
  return null;
}

// A comment that was added before the tab was closed: the form has only its first one.
function addRow(form, at, { element, label, words }) {
  const last = [...form.querySelectorAll(".speak__row")].at(-1);
  const row = last.cloneNode(true);
  const was = /^said-(\d+)-/.exec(row.querySelector("[name$='-element']").name)[1];
  for (const one of row.querySelectorAll("[id], [name], [for]")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = one.getAttribute(name);
      if (value) one.setAttribute(name, value.replace(`said-${was}-`, `said-${at}-`));
    }
  }
  row.querySelector("[name$='-element']").value = element;
  row.querySelector("legend").textContent = label;
  const on = row.querySelector(".speak__on");
  if (on) on.textContent = words;
  for (const one of row.querySelectorAll("textarea")) one.value = one.name.endsWith("-wording") ? words : "";
  last.after(row);
}

function bringBack(form, { said, rows: before }) {
  before.slice(1).forEach((row, at) => {
    if (!form.elements[`said-${at + 1}-element`]) addRow(form, at + 1, row);
  });
  let back = false;
  for (const [name, value] of Object.entries(said)) {
    const found = form.elements[name];
    if (!found || typeof value !== "string") continue;
    if (found.value === value || (found.getAttribute && found.getAttribute("aria-invalid"))) continue;
    found.value = value;
    if (found.closest) found.closest("details")?.setAttribute("open", "");
    back = true;
  }
  return back;
}

function forget(prefix) {
  for (const one of [tab, browser]) {
    for (const key of Object.keys(one ?? {})) if (key.startsWith(prefix)) one.removeItem(key);
  }
}

const sent = document.querySelector("[data-draft-sent]");
if (sent) forget(`${PREFIX}${sent.dataset.draftSent}-`);

const form = document.querySelector("form[data-draft]");
if (form && tab) {
  const box = form.querySelector("[data-draft-box]");
  const lasting = form.querySelector("[data-draft-keep]");
  const told = form.querySelector("[data-draft-told]");
  const element = form.querySelector("[name='said-0-element']")?.value ?? "";
  const key = `${PREFIX}${form.dataset.draft}-${element}`;
  const draft = kept(key);
  box.hidden = false;
  if (draft) {
    lasting.checked = Boolean(browser?.getItem(key));
    if (!document.querySelector("[role=alert]")) told.hidden = !bringBack(form, draft);
  }
  form.addEventListener("input", () => keep(form, key, lasting.checked));
  form.querySelector("[data-draft-forget]").addEventListener("click", () => {
    forget(`${PREFIX}${form.dataset.draft}-`);
    form.reset();
    lasting.checked = false;
    told.hidden = true;
    form.querySelector("textarea").focus();
  });
}
