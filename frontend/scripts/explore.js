// The chart to explore: the page has a hidden button, which is shown where there are scripts, and
// fetches the chart (a file of its own, for it is heavy) only when it is asked for.

function wake(part) {
  const button = part.querySelector("button");
  const place = part.querySelector(".explore__chart");
  part.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { draw } = await import(CHART);
      await draw(place, part.dataset.explore);
      button.hidden = true;
      part.querySelector(".explore__title").hidden = false;
    } catch {
      place.textContent = place.dataset.failed;
    }
  });
}

document.querySelectorAll("[data-explore]").forEach(wake);
