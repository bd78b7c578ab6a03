// Starts the components we use and the lock time. Every page works without this file.
import {
  createAll,
  Button,
  CharacterCount,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink
} from './govuk-frontend.js'
import './lock.js'
import './keep.js'
import './live.js'
import './passkey.js'

const components = [
  CharacterCount,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  ServiceNavigation,
  SkipLink
]
components.forEach((component) => createAll(component))
createAll(Button, { preventDoubleClick: true })
