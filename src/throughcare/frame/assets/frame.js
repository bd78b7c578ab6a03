// Starts the components we use and the lock time. Every page works without this file.
import {
  createAll,
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink
} from './govuk-frontend.js'
import './lock.js'
import './print.js'

const components = [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink
]
components.forEach((component) => createAll(component))
createAll(Button, { preventDoubleClick: true })
