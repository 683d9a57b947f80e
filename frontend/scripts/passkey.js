// Asks the browser for a passkey and sends what it gives. Without this script the form isn't shown.

const decoded = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

const encoded = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const known = (list) => (list ?? []).map((one) => ({ ...one, id: decoded(one.id) }));

function asked({ publicKey }) {
  const options = { ...publicKey, challenge: decoded(publicKey.challenge) };
  if (publicKey.user) {
    options.user = { ...publicKey.user, id: decoded(publicKey.user.id) };
    options.excludeCredentials = known(publicKey.excludeCredentials);
  } else {
    options.allowCredentials = known(publicKey.allowCredentials);
  }
  return { publicKey: options };
}

function said(credential) {
  const response = { clientDataJSON: encoded(credential.response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = encoded(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: encoded(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response,
  });
}

async function fill(form) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.passkey, { method: "POST", body });
  if (!answer.ok || answer.redirected) throw new Error(answer.status);
  const options = asked(await answer.json());
  const credential = options.publicKey.user
    ? await navigator.credentials.create(options)
    : await navigator.credentials.get(options);
  form.elements.credential.value = said(credential);
}

function prepare(form) {
  const told = form.querySelector("[data-told]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    told.hidden = true;
    try {
      await fill(form);
    } catch {
      told.textContent = form.dataset.failed;
      told.hidden = false;
      return;
    }
    form.submit();
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(prepare);
