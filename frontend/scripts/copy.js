// A button beside a permanent address that copies it. It is added here, so that nobody without
// scripts meets a button that does nothing; its words come from the page, which is translated.

const BACK = 3000;

export function addCopyButtons(link) {
  if (!navigator.clipboard) return;
  const { copy, copied } = link.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = copy;
  const told = document.createElement("span");
  told.className = "ds-sr-only";
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(link.href);
    button.textContent = copied;
    told.textContent = copied;
    setTimeout(() => {
      button.textContent = copy;
      told.textContent = "";
    }, BACK);
  });
  link.after(" ", button, told);
}
