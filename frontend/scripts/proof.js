// Lets the browser work while somebody writes, so that the statement is taken in at once even when a
// hearing is flooded. It is done beside the page, in a worker; without it the form works all the
// same, but may have to wait its turn. The work begins with the first letter that is written.

const LONGEST = 20_000;

const field = document.querySelector("[data-work]");
const form = field?.form;

function begin() {
  const worker = new Worker(field.dataset.worker);
  return new Promise((done) => {
    worker.onmessage = ({ data }) => {
      field.value = data;
      worker.terminate();
      done();
    };
    worker.onerror = () => done();
    worker.postMessage({ challenge: field.dataset.work, bits: Number(field.dataset.bits) });
  });
}

if (form && window.Worker) {
  let work;
  let sent = false;
  const start = () => (work ??= begin());
  form.addEventListener("input", start, { once: true });
  form.addEventListener("submit", (event) => {
    if (sent || field.value || event.submitter?.name) return; // a row that is added isn't sent
    event.preventDefault();
    const told = form.querySelector("[data-work-told]");
    const wait = setTimeout(() => (told.hidden = false), 400);
    const enough = new Promise((done) => setTimeout(done, LONGEST));
    Promise.race([start(), enough]).finally(() => {
      clearTimeout(wait);
      if (sent) return; // pressed twice
      sent = true;
      form.submit();
    });
  });
  // A page that the browser brings back from its memory can be sent again.
  window.addEventListener("pageshow", () => {
    sent = false;
    form.querySelector("[data-work-told]").hidden = true;
  });
}
