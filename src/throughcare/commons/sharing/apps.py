from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show


class SharingConfig(AppConfig):
    name = "throughcare.commons.sharing"
    label = "sharing"

    def ready(self) -> None:
        """This will say who is offered links to these pages."""
        pages_show("information", "information")
        pages_show("disclosures", "shared")
        pages_show("identity", "statement")
