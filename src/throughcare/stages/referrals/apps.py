from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import facts_view, may_execute, sql_functions
from throughcare.stages.referrals import facts


class ReferralsConfig(AppConfig):
    name = "throughcare.stages.referrals"
    label = "referrals"

    def ready(self) -> None:
        """This will hand the view of facts, and the functions of files and saved forms, to `throughcare db policies`."""
        facts_view(facts.CONCERNS, facts.concerns, order=10)
        sql_functions((files("throughcare.stages.referrals") / "functions.sql").read_text(encoding="utf-8"), order=50)
        may_execute("tc_clock", "forget_old_import_rows", "remove_expired_forms")
        may_execute("tc_public_form", "save_form", "saved_form", "forget_form")
        may_execute("tc_staff", "referral_of_mine")
