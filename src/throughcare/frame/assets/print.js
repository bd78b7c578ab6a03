// Details print open: they are opened before printing and closed again after it.
let opened = []

window.addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')]
  opened.forEach((details) => { details.open = true })
})

window.addEventListener('afterprint', () => {
  opened.forEach((details) => { details.open = false })
})
