// Asks the browser for a passkey, and sends what it gives with the form. Without it, and where a browser has none, the forms for it are
// not there, and password and code do as ever.
"use strict";

const canDo = typeof PublicKeyCredential === "function"
    && "parseRequestOptionsFromJSON" in PublicKeyCredential && "parseCreationOptionsFromJSON" in PublicKeyCredential;

const words = {
    NotAllowedError: "Nothing was done: it was cancelled, took too long, or there is no passkey for this console on this device.",
    InvalidStateError: "That device has a passkey of yours for this console already.",
    SecurityError: "The browser takes no passkey under this address, or does not trust the console's certificate.",
};

// What the console wants to be shown; null where it sends somewhere else first.
const ask = async form => {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.redirected) {
        location.assign(answer.url);
        return null;
    }
    if (answer.status === 429) throw new Error("Too many tries: wait a minute, then try again.");
    if (!answer.ok) throw new Error("The console did not begin: load the page again.");
    return answer.json();
};

const give = async (form, asked) => {
    const credential = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
};

for (const form of canDo ? document.querySelectorAll("form[data-passkey]") : []) {
    const told = form.querySelector("[role=alert]");
    const button = form.querySelector("button");
    form.hidden = false;
    for (const other of document.querySelectorAll("[data-passkey-none]")) other.hidden = true;
    form.addEventListener("submit", async event => {
        event.preventDefault();
        button.disabled = true;
        told.hidden = true;
        try {
            const asked = await ask(form);
            if (asked !== null) await give(form, asked);
        } catch (error) {
            told.textContent = words[error.name] ?? error.message;
            told.hidden = false;
            button.disabled = false;
            button.focus();
        }
    });
}
