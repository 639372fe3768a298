// Passkeys: asks the browser to make or use one, puts its answer into the form, and sends the form as usual.
// A form carries data-passkey ("make" or "use"), data-options (what is asked for, as JSON) and data-origin (the one
// address where it works). Its button arrives hidden, so that nobody without scripts or support sees it.

function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0))
}

function toText(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("")
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")
}

function named(list) {
  return (list || []).map((one) => ({ ...one, id: toBytes(one.id) }))
}

function ask(ceremony, options) {
  const publicKey = { ...options, challenge: toBytes(options.challenge) }
  if (ceremony === "make") {
    publicKey.user = { ...options.user, id: toBytes(options.user.id) }
    publicKey.excludeCredentials = named(options.excludeCredentials)
    return navigator.credentials.create({ publicKey })
  }
  publicKey.allowCredentials = named(options.allowCredentials)
  return navigator.credentials.get({ publicKey })
}

function written(made) {
  const { response } = made
  const told = { clientDataJSON: toText(response.clientDataJSON) }
  if (response.attestationObject) {
    told.attestationObject = toText(response.attestationObject)
  } else {
    told.authenticatorData = toText(response.authenticatorData)
    told.signature = toText(response.signature)
    if (response.userHandle) told.userHandle = toText(response.userHandle)
  }
  return JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response: told })
}

const WORDS = {
  InvalidStateError: "This device has a passkey for your account already. Use another device, or remove the old one first.",
  NotAllowedError: "No passkey was used: it was cancelled, it took too long, or there is none on this device. Try again.",
  SecurityError: "Passkeys do not work at this address.",
}

function prepare(form) {
  const { passkey: ceremony, origin } = form.dataset
  const button = form.querySelector("button")
  const says = form.querySelector("[data-passkey-says]")
  const answer = form.elements.namedItem("passkey")
  const name = form.elements.namedItem("name")
  if (!window.PublicKeyCredential || !window.isSecureContext || location.origin !== origin) return false

  function tell(text) {
    says.textContent = text
    says.hidden = !text
  }

  form.addEventListener("submit", async (event) => {
    if (name && !name.value.trim()) return // the page that comes back says what is missing
    event.preventDefault()
    if (button.disabled) return
    button.disabled = true
    tell("")
    try {
      answer.value = written(await ask(ceremony, JSON.parse(form.dataset.options)))
      form.submit()
    } catch (error) {
      tell(WORDS[error.name] || "Your browser could not use a passkey. Try again, or go on another way.")
      button.disabled = false
    }
  })
  button.hidden = false
  return true
}

// Coming back to a page by the browser's own button must not find its form spent.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload() })

const ready = [...document.querySelectorAll("form[data-passkey]")].map(prepare)
if (ready.length && ready.every(Boolean)) {
  for (const note of document.querySelectorAll("[data-without-passkeys]")) note.hidden = true
}
