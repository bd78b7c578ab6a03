// Tells the style sheet that scripts run, before the page is drawn, so that nothing moves afterwards.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('govuk-frontend-supported')
}
