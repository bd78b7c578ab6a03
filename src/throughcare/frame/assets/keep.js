// Keeps what is being written as a draft, so that a closed lid loses nothing. Without it every button keeps the same draft.
// The page carries which saving it was made from; each answer brings the next one. While one is under way a button waits for it,
// so that nobody's own words meet themselves as somebody else's.
import { calm } from './lock.js'

const EVERY = 10 * 1000
const form = document.querySelector('form[data-keeps]')
let changed = false
let underWay = null
let pressed = false

function body () {
  const sent = new FormData(form)
  sent.delete('once')
  sent.set('go', 'keep')
  return sent
}

async function keep () {
  changed = false
  try {
    const answer = await fetch(form.action, { method: 'POST', body: body(), headers: { Accept: 'application/json' } })
    if (!answer.ok || answer.redirected) {
      return // a conflict, a lock: the page says so when somebody presses a button
    }
    const kept = await answer.json()
    form.elements.revision.value = kept.revision
    document.querySelector('[data-draft]').textContent = kept.saved
    calm(kept) // whoever writes is there: the page stays open as it does for every other act
  } catch {
    changed = true // the network is away for a moment: try again
  }
}

async function look () {
  if (changed && !underWay && !pressed) {
    underWay = keep()
    await underWay
    underWay = null
  }
  window.setTimeout(look, EVERY)
}

async function wait (event) {
  if (!underWay) {
    pressed = true
    return
  }
  event.preventDefault()
  await underWay
  pressed = true
  form.requestSubmit(event.submitter)
}

function leaving () {
  if (document.visibilityState === 'hidden' && changed && !underWay && !pressed) {
    changed = !navigator.sendBeacon(form.action, body())
  }
}

if (form) {
  form.addEventListener('input', () => { changed = true })
  form.addEventListener('submit', wait)
  document.addEventListener('visibilitychange', leaving)
  window.addEventListener('pageshow', () => { pressed = false })
  window.setTimeout(look, EVERY)
}
