"""What the face asks: name and password, or which of the invented people to be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from throughcare.frame.forms import CodeChoice, Form, ShortText


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
    password = PasswordText(label=_("Password"), missing=_("Enter your password"), autocomplete="current-password")


class DemoForm(Form):
    """One of the invented people."""

    person = CodeChoice(label=_("Who do you want to be?"), choices=list, missing=_("Choose one of the people"))
