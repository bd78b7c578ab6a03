// Asks the device for a passkey and sends what it answers. Without this script the form stays hidden: a code does the same.
const form = document.querySelector('form[data-passkey]')

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))

function toText (bytes) {
  const signs = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(signs).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

const withBytes = (each) => ({ ...each, id: toBytes(each.id) })

function asked (options) {
  const found = { ...options, challenge: toBytes(options.challenge) }
  if (options.user) found.user = withBytes(options.user)
  if (options.allowCredentials) found.allowCredentials = options.allowCredentials.map(withBytes)
  if (options.excludeCredentials) found.excludeCredentials = options.excludeCredentials.map(withBytes)
  return { publicKey: found }
}

function answered (credential) {
  const response = {}
  for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[name]) response[name] = toText(credential.response[name])
  }
  const results = credential.getClientExtensionResults()
  return { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response, clientExtensionResults: results }
}

async function options () {
  if (form.dataset.options) return JSON.parse(form.dataset.options)
  const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
  return answer.json()
}

async function show (event) {
  event.preventDefault()
  const says = form.querySelector('[data-passkey-says]')
  says.textContent = ''
  try {
    const found = asked((await options()).publicKey)
    const credential = await navigator.credentials[form.dataset.passkey](found)
    form.elements.credential.value = JSON.stringify(answered(credential))
    form.submit()
  } catch {
    says.textContent = form.dataset.failed
  }
}

if (form && window.PublicKeyCredential) {
  form.hidden = false
  document.querySelector('[data-passkey-without]')?.setAttribute('hidden', '')
  form.addEventListener('submit', show)
}
