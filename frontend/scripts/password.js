// Says as one writes a new password which of the rules it keeps. The server holds them in any case.

const LONG = 12;
const DIFFERENT = 5;
const PART = 4;

const RULES = {
  long: (password) => password.length >= LONG,
  different: (password) =>
    new Set(password.toLowerCase()).size >= DIFFERENT && !/^\d*$/.test(password),
  unlike: (password, names) =>
    password !== "" && !names.some((name) => password.toLowerCase().includes(name)),
};

function prepare(list) {
  const input = document.getElementById(list.dataset.passwordRules);
  const names = list.dataset.unlike
    .split("\n")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name.length >= PART);
  const tell = () => {
    for (const one of list.querySelectorAll("[data-rule]")) {
      const kept = RULES[one.dataset.rule](input.value, names);
      const [mark, words] = one.querySelectorAll("span");
      mark.textContent = kept ? "●" : "○";
      words.textContent = `(${kept ? list.dataset.kept : list.dataset.broken})`;
    }
  };
  list.hidden = false;
  input.addEventListener("input", tell);
  tell();
}

document.querySelectorAll("[data-password-rules]").forEach(prepare);
