// Says five minutes ahead that the page will lock, and replaces the screen when it does.
// The server decides the time; without this script the time in the footer stands.
const region = document.querySelector('[data-locks-in]')
const WARNING = 5 * 60 * 1000
let shownAt = Date.now()

function untilLock () {
  return Number(region.dataset.locksIn) * 1000 - (Date.now() - shownAt)
}

function watch () {
  const left = untilLock()
  if (left <= 0) {
    window.location.replace(region.dataset.lockUrl)
  } else if (left <= WARNING) {
    warn()
    window.setTimeout(watch, left)
  } else {
    window.setTimeout(watch, left - WARNING)
  }
}

function warn () {
  region.querySelector('form').hidden = false
  region.querySelector('[data-lock-words-here]').textContent = region.dataset.lockWords
}

export function calm (times) {
  region.dataset.locksIn = times.locks_in
  shownAt = Date.now()
  region.querySelector('form').hidden = true
  region.querySelector('[data-lock-words-here]').textContent = ''
  document.querySelector('[data-locks-at]').textContent = times.words
}

async function stay (event) {
  event.preventDefault()
  const form = event.target
  const answer = await fetch(form.action, {
    method: 'POST',
    body: new FormData(form),
    headers: { Accept: 'application/json' }
  })
  if (answer.ok) {
    calm(await answer.json())
  } else {
    form.submit()
  }
}

if (region) {
  region.querySelector('form').addEventListener('submit', stay)
  // A machine that slept has missed its timers.
  document.addEventListener('visibilitychange', () => document.hidden || untilLock() > 0 || watch())
  watch()
}
