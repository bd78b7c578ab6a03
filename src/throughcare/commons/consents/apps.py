from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions


class ConsentsConfig(AppConfig):
    name = "throughcare.commons.consents"
    label = "consents"

    def ready(self) -> None:
        """This will hand the function that says whether consent is in force to `throughcare db policies`."""
        from throughcare.commons.consents.queries import STEP_LABELS
        from throughcare.commons.past.called import called_as

        called_as(STEP_LABELS, "consents.consent.step")
        sql_functions((files("throughcare.commons.consents") / "functions.sql").read_text(encoding="utf-8"), order=30)
        may_execute("tc_staff", "consent_in_force")
        may_execute("tc_clock", "consent_in_force")
        may_execute("tc_staff", "agreed_beside_guardian")
        may_execute("tc_clock", "agreed_beside_guardian")
