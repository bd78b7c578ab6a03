"""What the face asks: name and password, or which of the invented people to be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.config.signing_in import LONGEST_PASSWORD
from throughcare.frame.forms import CodeChoice, Form, ShortText

NEW_PASSWORD = _(
    "15 characters or more. Three or four words that do not belong together are good. A password keeper may fill it."
)


class PasswordText(ShortText):
    """A box for a password: taken as it is, and never shown again."""

    input_type = "password"
    shown_again = False

    def to_python(self, value: object) -> str:
        """This will take the password as it was typed, spaces and all."""
        return str(value or "")


class SignInForm(Form):
    """Name and password."""

    username = ShortText(label=_("Username"), missing=_("Enter your username"), limit=60, autocomplete="username")
    password = PasswordText(
        label=_("Password"),
        missing=_("Enter your password"),
        limit=LONGEST_PASSWORD,
        autocomplete="current-password",
    )


class DemoForm(Form):
    """One of the invented people."""

    person = CodeChoice(label=_("Who do you want to be?"), choices=list, missing=_("Choose one of the people"))


class SecretText(ShortText):
    """A box for what is secret or made by a device: never shown again."""

    shown_again = False


class CodeForm(Form):
    """A code that an app shows, or one of the recovery codes."""

    code = SecretText(
        label=_("Code"), missing=_("Enter the code that your app shows"), limit=20, autocomplete="one-time-code"
    )


class PasskeyForm(Form):
    """What a device answered, put in by the script that asked it."""

    credential = SecretText(label=_("Passkey"), missing=_("Use the button to show your passkey"), limit=20_000)
    name = ShortText(label=_("What is the device?"), hint=_("For example: work laptop"), limit=60, required=False)


class OneTimeForm(Form):
    """A one-time code, and the password that replaces what was before."""

    username = ShortText(label=_("Username"), missing=_("Enter your username"), limit=60, autocomplete="username")
    code = SecretText(label=_("One-time code"), missing=_("Enter the code that you were given"), limit=60)
    new_password = PasswordText(
        label=_("New password"),
        hint=NEW_PASSWORD,
        missing=_("Choose a password"),
        limit=LONGEST_PASSWORD,
        autocomplete="new-password",
    )


class ChangePasswordForm(Form):
    """The password of now, and the one that replaces it."""

    password = PasswordText(
        label=_("Password you have now"),
        missing=_("Enter the password you have now"),
        limit=LONGEST_PASSWORD,
        autocomplete="current-password",
    )
    new_password = PasswordText(
        label=_("New password"),
        hint=NEW_PASSWORD,
        missing=_("Choose a password"),
        limit=LONGEST_PASSWORD,
        autocomplete="new-password",
    )
