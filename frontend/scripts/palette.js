// Ctrl+K (or Cmd+K) opens a box that finds any page, measure, indicator, goal, unit or person.
// Without scripts the same is a page of its own, linked from every page.

const link = document.querySelector("[data-palette]");

function build() {
  const box = document.createElement("dialog");
  box.className = "palette";
  box.setAttribute("aria-label", link.textContent.trim());
  const input = document.createElement("input");
  input.type = "search";
  input.className = "ds-input";
  input.setAttribute("aria-label", link.dataset.palette);
  const hits = document.createElement("div");
  hits.className = "palette__hits";
  hits.setAttribute("aria-live", "polite");
  box.append(input, hits);
  document.body.append(box);
  input.addEventListener("input", () => look(input.value, hits));
  box.addEventListener("keydown", (event) => move(event, box));
  box.addEventListener("click", (event) => event.target === box && box.close());
  return { box, input };
}

let asked = 0;

async function look(words, hits) {
  const number = ++asked;
  await new Promise((wait) => setTimeout(wait, 150));
  if (number !== asked) return;
  const answer = await fetch(`${link.getAttribute("href")}?bare=1&q=${encodeURIComponent(words)}`);
  const text = await answer.text();
  if (number === asked && answer.ok) {
    hits.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
  }
}

function move(event, box) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
    if (event.key === "Enter" && event.target.matches("input")) box.querySelector("a")?.click();
    return;
  }
  event.preventDefault();
  const stops = [box.querySelector("input"), ...box.querySelectorAll("a")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const next = stops.indexOf(document.activeElement) + step;
  stops[(next + stops.length) % stops.length].focus();
}

if (link) {
  let made;
  const open = (event) => {
    event.preventDefault();
    made ??= build();
    made.box.showModal();
    made.input.select();
  };
  link.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") open(event);
  });
}
