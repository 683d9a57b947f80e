// Moving by keyboard and by dragging in the plan's tree, and keeping the place where one is.
// Without this script the buttons do all of it, a page at a time.

const root = document.getElementById("editor");
const FIELDS = "input:not([type=hidden]), textarea, select";
const MOVES = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

const STOPS = ".editor__tool, .editor__findings a";

const byId = (id) => (id ? document.getElementById(id) : null);
const rowOf = (place) => place?.closest?.("[data-element]");
const rows = () => [...root.querySelectorAll("[data-element]")];
const openForms = () => [...root.querySelectorAll("form[data-form]")];

let current = ""; // the element whose controls Tab stops at
let held = ""; // the control that had the focus when something was asked for
let jumped = ""; // the element whose finding was gone to last
let busy = false;
const waiting = [];

// One stop of the keyboard for the tree: the controls of the others are reached by the arrows.
function rove() {
  const all = rows();
  if (!all.some((row) => row.dataset.element === current)) current = all[0]?.dataset.element ?? "";
  for (const row of all) {
    const stop = row.dataset.element === current ? 0 : -1;
    for (const tool of row.querySelectorAll(STOPS)) tool.tabIndex = stop;
  }
}

function stand(row) {
  if (!row || row.dataset.element === current) return;
  const before = byId(`e-${current}`);
  current = row.dataset.element;
  for (const each of [before, row]) {
    const stop = each === row ? 0 : -1;
    for (const tool of each?.querySelectorAll(STOPS) ?? []) tool.tabIndex = stop;
  }
}

function go(row) {
  if (!row) return;
  stand(row);
  byId(`rett-${row.dataset.element}`)?.focus();
  row.scrollIntoView({ block: "nearest" });
}

// One thing at a time, in the order asked for, each on the tree as the one before it left it.
function act(op, element) {
  if (busy) waiting.push([op, element]);
  else byId(`${op}-${element}`)?.click();
}

function keys(event) {
  const field = event.target.closest(FIELDS);
  const row = rowOf(event.target);
  if (event.key === "Escape" && field?.form?.dataset.form !== undefined) {
    const cancel = field.form.querySelector("[data-cancel]");
    if (isTyped(field.form)) cancel?.focus();
    else cancel?.click();
    return;
  }
  if (field) return;
  if (event.altKey && !event.ctrlKey && !event.metaKey && MOVES[event.key]) {
    if (!row) return;
    event.preventDefault();
    act(MOVES[event.key], row.dataset.element);
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
    event.preventDefault();
    (event.shiftKey ? (byId("redo") ?? byId("bring")) : byId("undo"))?.click();
  } else if (row && !event.altKey && !event.ctrlKey && !event.metaKey && /^Arrow(Up|Down)$/.test(event.key)) {
    event.preventDefault();
    const all = rows();
    go(all[all.indexOf(row) + (event.key === "ArrowUp" ? -1 : 1)]);
  }
}

function isTyped(form) {
  return [...form.querySelectorAll("textarea, input[type=text]:not([data-find])")].some(
    (field) => field.value !== field.defaultValue,
  );
}

function nextFinding(event) {
  const link = event.target.closest("[data-onward]");
  if (!link) return;
  const found = rows().filter((row) => row.querySelector(".editor__findings > *"));
  const from = rowOf(link) ?? byId(`e-${jumped}`);
  const after = from
    ? found.filter((row) => from.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING)
    : found;
  const next = after[0] ?? (link.getAttribute("href").startsWith("#") ? found[0] : null);
  if (!next) return;
  event.preventDefault();
  jumped = next.dataset.element;
  go(next);
}

// Dragging.

let dragged = "";

function addGrips() {
  for (const row of rows()) {
    const place = row.querySelector(".import__level");
    if (place.querySelector(".editor__grip")) continue;
    const grip = document.createElement("span");
    grip.className = "editor__grip";
    grip.draggable = true;
    grip.ariaHidden = "true";
    grip.textContent = "⠿";
    place.prepend(grip);
  }
}

const isBefore = (event, row) => {
  const box = row.getBoundingClientRect();
  return event.clientY < box.top + box.height / 2;
};

function unmark() {
  for (const row of root.querySelectorAll(".is-before, .is-after")) row.classList.remove("is-before", "is-after");
}

function over(event) {
  const row = rowOf(event.target);
  if (!dragged || !row) return;
  event.preventDefault();
  unmark();
  if (row.dataset.element !== dragged) row.classList.add(isBefore(event, row) ? "is-before" : "is-after");
}

function drop(event) {
  const row = rowOf(event.target);
  if (!dragged || !row) return;
  event.preventDefault();
  unmark();
  if (row.dataset.element === dragged || busy) return;
  const button = byId("drop");
  button.form.elements.near.value = row.dataset.element;
  button.form.elements.where.value = isBefore(event, row) ? "before" : "after";
  button.value = `drop:${dragged}`;
  button.click();
}

function wake() {
  root.classList.add("editor--live");
  rove();
  addGrips();
  root.addEventListener("keydown", keys);
  root.addEventListener("focusin", (event) => stand(rowOf(event.target)));
  root.addEventListener("click", nextFinding);
  root.addEventListener("dragstart", (event) => {
    if (!event.target.closest?.(".editor__grip")) return;
    dragged = rowOf(event.target).dataset.element;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged);
    event.dataTransfer.setDragImage(rowOf(event.target), 0, 0);
  });
  root.addEventListener("dragover", over);
  root.addEventListener("drop", drop);
  root.addEventListener("dragend", () => {
    dragged = "";
    unmark();
  });
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "get") return;
    const open = openForms().map((form) => (form.elements.kind.value === "add" ? "+" : "") + form.dataset.form);
    event.detail.parameters.open = open.join(" ");
  });
  document.body.addEventListener("htmx:beforeRequest", () => {
    busy = true;
    held = document.activeElement?.id ?? "";
  });
  // What is refused comes with the page as it is now, and is shown like any other answer.
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 409 || event.detail.xhr.status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });
  document.body.addEventListener("focusOn", (event) => {
    const { id, first } = event.detail;
    const kept = first ? null : byId(held);
    const place = kept ?? byId(id) ?? byId(`rett-${current}`);
    place?.focus();
    stand(rowOf(place));
  });
  document.body.addEventListener("htmx:afterSettle", () => {
    rove();
    addGrips();
  });
  document.body.addEventListener("htmx:afterRequest", () => {
    busy = false;
    // After the answer is settled, so that the control is the one that stands there now.
    setTimeout(() => {
      if (!busy && waiting.length) act(...waiting.shift());
    }, 40);
  });
  window.addEventListener("beforeunload", (event) => {
    if (openForms().some(isTyped) && !document.activeElement?.closest?.("form[data-form]")) event.preventDefault();
  });
}

if (root) wake();
