from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show
from throughcare.safeguards.access.register import may_execute, sql_functions


class AssessmentsConfig(AppConfig):
    name = "throughcare.commons.assessments"
    label = "assessments"

    def ready(self) -> None:
        """This will hand the database functions on drafts and copies to `throughcare db policies`, and say how codes are called."""
        from throughcare.commons.assessments.called import call

        call()
        sql_functions(
            (files("throughcare.commons.assessments") / "functions.sql").read_text(encoding="utf-8"), order=40
        )
        may_execute("tc_staff", "bring_instrument", "starts_in_my_hands")
        may_execute("tc_clock", "remove_expired_assessments")
        pages_show("assessment", "assessment")
