// Shows where in the document an element was read while the pointer or the focus is on it.

const read = document.querySelector(".import__read");

function show(event) {
  const row = event.target.closest?.("[data-element]");
  for (const place of document.querySelectorAll(".sheet .is-shown")) place.classList.remove("is-shown");
  if (!row) return;
  const wanted = `[data-marks~="${CSS.escape(row.dataset.element)}"]`;
  const places = document.querySelectorAll(`.sheet ${wanted}`);
  for (const place of places) place.classList.add("is-shown");
}

if (read) {
  read.addEventListener("pointerover", show);
  read.addEventListener("focusin", show);
}
