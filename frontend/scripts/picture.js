// The picture of the thread: pointing at a bar, or moving to it with the keyboard, brings forward
// all that runs through it and dims the rest. The bars are links in the page itself.

const LIT = "is-lit";
const DIMMED = "is-dimmed";

function follow(bands, key, from, to, lit) {
  for (const band of bands) {
    if (band.dataset[from] !== key || lit.has(band)) continue;
    lit.add(band);
    follow(bands, band.dataset[to], from, to, lit);
  }
}

export function wakePicture(svg) {
  const bands = [...svg.querySelectorAll("[data-from]")];
  const bars = [...svg.querySelectorAll("[data-key]")];

  function light(key) {
    const lit = new Set();
    follow(bands, key, "from", "to", lit);
    follow(bands, key, "to", "from", lit);
    const keys = new Set([key]);
    for (const band of lit) keys.add(band.dataset.from).add(band.dataset.to);
    for (const band of bands) band.classList.toggle(LIT, lit.has(band));
    for (const bar of bars) bar.classList.toggle(LIT, keys.has(bar.dataset.key));
    svg.classList.add(DIMMED);
  }

  function rest() {
    for (const lit of svg.querySelectorAll(`.${LIT}`)) lit.classList.remove(LIT);
    svg.classList.remove(DIMMED);
  }

  function pointed(event) {
    const key = event.target.closest("[data-key]")?.dataset.key;
    if (key) light(key);
    else rest();
  }

  svg.addEventListener("pointerover", pointed);
  svg.addEventListener("pointerleave", rest);
  svg.addEventListener("focusin", pointed);
  svg.addEventListener("focusout", rest);
}
