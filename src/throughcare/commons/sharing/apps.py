from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show
from throughcare.safeguards.access.register import may_execute, sql_functions


class SharingConfig(AppConfig):
    name = "throughcare.commons.sharing"
    label = "sharing"

    def ready(self) -> None:
        """This will say who is offered links to these pages, what the clock may ask, and how changes are called."""
        from throughcare.commons.past.called import called
        from throughcare.commons.sharing.rules.disclosures import changes_in_words

        called(lambda _case, _row, code, _beside: changes_in_words().get(code, ""), "sharing.recipienttold.what")
        sql_functions((files("throughcare.commons.sharing") / "functions.sql").read_text(encoding="utf-8"), order=30)
        may_execute("tc_clock", "agreements_to_review")
        pages_show("information", "information")
        pages_show("disclosures", "shared")
        pages_show("identity", "statement")
