// The search of the site served as plain files: the index is fetched, and results are shown as one
// types, in the same form as an application would have made them.

import { find, highlighted } from "./finder.js";

const PAUSE = 200;

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function chip(reference, items) {
  const item = items[reference.code];
  if (!item || reference.kind === "own") {
    return element("span", `chip chip--${reference.kind}`, reference.printed);
  }
  const link = element("a", `chip chip--un sdg-${item[0]}`, element("span", "chip__dot"), reference.printed);
  link.href = `fn/${reference.code}.html`;
  link.title = item[1];
  return link;
}

function result(found, index, query, language) {
  const label = element("span", "label", found.label);
  const theme = index.elements[found.theme];
  if (theme && theme !== found) {
    const name = element("span", "", theme.words);
    name.lang = language;
    label.append(" · ", name);
  }
  const marked = highlighted(found.words, query).map(([piece, fits]) =>
    fits ? element("mark", "", piece) : piece,
  );
  const words = element("span", "statement-row__words", ...marked);
  words.lang = language;
  const link = element("a", "statement-row__link", label, " ", words);
  link.href = `e/${found.id}.html`;
  const item = element("li", "result", link);
  if (found.references.length) {
    item.append(element("span", "chips", ...found.references.map((one) => chip(one, index.items))));
  }
  return item;
}

function told(places, { one, many, none }) {
  if (!places.length) return none;
  return places.length === 1 ? one : many.replace("{count}", String(places.length));
}

function show(results, index, query) {
  const places = query ? find(index, query) : [];
  const language = results.dataset.planLanguage;
  const rows = places.map((place) => result(index.elements[place], index, query, language));
  document.getElementById("count").textContent = query ? told(places, results.dataset) : "";
  document.getElementById("found").replaceChildren(...rows);
}

async function start(results) {
  const field = document.getElementById("q");
  const address = new URL(location.href);
  field.value ||= address.searchParams.get("q") ?? "";
  let index;
  try {
    const answer = await fetch(results.dataset.search);
    if (!answer.ok) throw new Error(answer.statusText);
    index = await answer.json();
  } catch {
    document.getElementById("count").textContent = results.dataset.failed;
    return;
  }
  let shown = "";
  let waiting;
  const update = () => {
    const query = field.value.trim();
    if (query === shown) return;
    shown = query;
    show(results, index, query);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, PAUSE);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    update();
  });
  update();
}

const results = document.querySelector("[data-search]");
if (results) start(results);
