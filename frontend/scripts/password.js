// Says as one writes a new password which of the rules it keeps. The server holds them in any case.

const LONG = 12;
const DIFFERENT = 5;
const NAME = 4;
const BESIDE = 8;

const RULES = {
  long: (password) => password.length >= LONG,
  different: (password) =>
    new Set(password.toLowerCase()).size >= DIFFERENT && !/^\d*$/.test(password),
  unlike: (password, names) => {
    const left = names.reduce((rest, name) => rest.replaceAll(name, ""), password.toLowerCase());
    return password !== "" && (left.length >= BESIDE || left === password.toLowerCase());
  },
};

function prepare(list) {
  const input = document.getElementById(list.dataset.passwordRules);
  const names = list.dataset.unlike
    .split("\n")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name.length >= NAME)
    .sort((one, other) => other.length - one.length);
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
