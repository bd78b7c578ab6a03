from django.apps import AppConfig

from throughcare.safeguards.access.register import facts_view
from throughcare.stages.referrals import facts


class ReferralsConfig(AppConfig):
    name = "throughcare.stages.referrals"
    label = "referrals"

    def ready(self) -> None:
        """This will hand the view of facts to `throughcare db policies`."""
        facts_view(facts.CONCERNS, facts.concerns, order=10)
