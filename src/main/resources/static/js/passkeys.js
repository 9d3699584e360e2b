// Passkeys: asks the browser, then sends the form as any other. The server decides; this only carries.

const csrf = () => document.querySelector('meta[name="csrf-token"]').content;

const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0));

const text = buffer =>
  buffer &&
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const keys = list => list.map(key => ({ ...key, id: bytes(key.id) }));

/** What the server asks, in the types the browser wants. */
async function asked(form) {
  const answer = await fetch(form.dataset.request, {
    method: 'POST',
    headers: { 'X-CSRF-Token': csrf(), Accept: 'application/json' },
  });
  const options = await answer.json();
  if (!answer.ok) throw new Error([options.detail, options.mend].filter(Boolean).join(' '));
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  if (options.allowCredentials) options.allowCredentials = keys(options.allowCredentials);
  if (options.excludeCredentials) options.excludeCredentials = keys(options.excludeCredentials);
  return options;
}

/** The browser's answer as WebAuthn's JSON has it. */
function told(credential) {
  const { response } = credential;
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle) || undefined,
      transports: response.getTransports?.(),
    },
  });
}

const words = {
  NotAllowedError: 'Nothing was confirmed: it was cancelled, or took too long. Try again.',
  InvalidStateError: 'This device has a passkey for your login already.',
  NotSupportedError: 'This device cannot make a passkey that works here.',
  SecurityError: 'Passkeys work only at the address this practice is set up for, over https. Open that address and try again.',
  AbortError: 'It was cancelled. Try again.',
  TypeError: 'The server does not answer. Try again in a minute.',
};

function say(form, sentence) {
  const note = form.querySelector('[data-passkey-note]');
  note.textContent = sentence;
  note.hidden = !sentence;
}

async function ask(form, submit) {
  submit.disabled = true;
  say(form, 'Your browser is asking you.');
  try {
    const publicKey = await asked(form);
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.credential.value = told(credential);
    say(form, '');
    form.submit();
  } catch (failure) {
    say(form, words[failure.name] ?? failure.message);
    submit.disabled = false;
  }
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const submit = form.querySelector('button:not([type="button"])');
  if (!window.PublicKeyCredential) {
    submit.disabled = true;
    say(form, window.isSecureContext
      ? 'This browser knows no passkeys. Use another one, or another way.'
      : 'Passkeys need an address with https. Use another way, or ask your administrator.');
    continue;
  }
  form.addEventListener('submit', event => {
    event.preventDefault();
    ask(form, submit);
  });
}
