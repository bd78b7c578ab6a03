from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "throughcare.commons.transfers"
    label = "transfers"

    def ready(self) -> None:
        """This will say how the answers to an offer are called."""
        from throughcare.commons.past.called import called_as
        from throughcare.commons.transfers.queries import ANSWER_LABELS

        called_as(ANSWER_LABELS, "transfers.transfer.answer")
