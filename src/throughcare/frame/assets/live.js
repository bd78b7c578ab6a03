// Keeps a page that stays open up to date while somebody writes on it, and keeps what they write as a draft.
// Nothing is taken from under the cursor: a part that is in use waits, and a box that was touched is never changed.
// Every page that uses it works without: its buttons keep the same draft, and Refresh draws the same parts.
import { calm } from './lock.js'

const EVERY = 20 * 1000
const form = document.querySelector('form[data-live]')
const quiet = { headers: { 'X-Quiet': 'yes' } }
const touched = new Set()
let changed = false
let waiting = null // what came and could not be shown yet
let timer

async function ask (address, options) {
  const answer = await fetch(address, options)
  return answer.ok && !answer.redirected ? answer : null
}

function inUse (part) {
  return part.contains(document.activeElement) || part.matches(':hover')
}

function takeOver (found) {
  let whole = true
  for (const part of document.querySelectorAll('[data-now]')) {
    const fresh = found.querySelector(`[data-now="${part.dataset.now}"]`)
    if (!fresh || part.innerHTML.trim() === fresh.innerHTML.trim()) {
      continue
    }
    if (inUse(part)) {
      whole = false
    } else {
      part.replaceChildren(...fresh.cloneNode(true).childNodes)
    }
  }
  for (const known of found.querySelectorAll('[data-came]')) {
    const box = form.elements[known.dataset.came]
    if (box && !touched.has(box.name) && box !== document.activeElement) {
      box.value = known.dataset.code
    }
  }
  return whole
}

async function refresh (pulse) {
  const answer = await ask(form.dataset.liveNow, quiet)
  if (answer) {
    waiting = new DOMParser().parseFromString(await answer.text(), 'text/html')
    form.dataset.pulse = pulse
  }
}

async function keep () {
  const sent = new FormData(form)
  sent.delete('once')
  sent.set('do', 'keep')
  changed = false
  const answer = await ask(form.action, { method: 'POST', body: sent, headers: { Accept: 'application/json' } })
  if (answer) {
    const kept = await answer.json()
    document.querySelector('[data-draft]').textContent = kept.saved
    calm(kept) // whoever writes is there: the page stays open as it does for every other act
  } else {
    changed = true
  }
}

async function look () {
  try {
    if (changed) {
      await keep()
    }
    const answer = await ask(form.dataset.live, quiet)
    if (!answer) {
      return // locked, signed out or closed: the page says so when somebody presses a button
    }
    const pulse = await answer.text()
    if (pulse !== form.dataset.pulse) {
      await refresh(pulse)
    }
    if (waiting && takeOver(waiting)) {
      waiting = null
    }
  } catch {
    // the network is away for a moment: ask again
  }
  timer = window.setTimeout(look, EVERY)
}

function leaving () {
  if (document.visibilityState !== 'hidden' || !changed) {
    return
  }
  const sent = new FormData(form)
  sent.delete('once')
  sent.set('do', 'keep')
  changed = !navigator.sendBeacon(form.action, sent)
}

if (form) {
  form.addEventListener('input', (event) => {
    changed = true
    touched.add(event.target.name)
  })
  form.addEventListener('submit', () => {
    changed = false
    window.clearTimeout(timer)
  })
  document.addEventListener('visibilitychange', leaving)
  timer = window.setTimeout(look, EVERY)
}
