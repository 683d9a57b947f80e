// Keeps a report as a draft while somebody writes it. Without this script the button does so.

const PAUSE = 3000;
const form = document.querySelector("form[data-draft]");

function keepDrafts() {
  const told = form.querySelector("[data-saved]");
  let waiting = 0;
  let sending = false;
  let changed = false;
  let stopped = false;
  let kept = Promise.resolve();

  async function keep() {
    if (sending || stopped || !changed) return;
    sending = true;
    changed = false;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form) });
      if (answer.redirected || (!answer.ok && answer.status !== 409)) throw new Error(answer.status);
      const said = await answer.json();
      told.textContent = said.said;
      if (said.version !== null) form.elements.version.value = said.version;
      // What others have written stands in the way until the person has seen it.
      stopped = answer.status === 409;
    } catch {
      told.textContent = form.dataset.lost;
      changed = true;
    }
    sending = false;
    if (changed && !stopped) wait();
  }

  function wait() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      kept = keep();
    }, PAUSE);
  }

  form.addEventListener("input", () => {
    changed = true;
    wait();
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    stopped = true;
    if (!sending) return;
    // What is on its way comes first, so that nobody is told that they clash with themselves.
    event.preventDefault();
    kept.then(() => form.requestSubmit(event.submitter));
  });
}

// Where two texts are to be chosen between, nothing is kept before the choice is made.
if (form && !form.querySelector(".clash")) keepDrafts();
