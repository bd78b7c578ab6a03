"""What is asked before anything is written, and beside cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from throughcare.frame.forms import CodeChoice, Form


class DangerForm(Form):
    """Whether anybody is in danger now. The answer is stored nowhere."""

    danger = CodeChoice(
        label=lazy("Is anyone in immediate danger?"),
        hint=lazy(
            "For example: a threat to hurt somebody, a weapon, somebody on the way to do harm or to travel to a conflict."
        ),
        choices=[("yes", lazy("Yes")), ("no", lazy("No")), ("not_sure", lazy("I am not sure"))],
        divider_before="not_sure",
        missing=lazy("Say whether anyone is in immediate danger"),
    )
