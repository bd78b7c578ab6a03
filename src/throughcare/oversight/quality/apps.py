from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions

OF_STAFF = (
    *("sampling_frame", "put_in_sample", "study_progress", "raters_for", "ask_second_rating", "my_second_bundle"),
    *("study_ratings", "pair_of_study", "my_discussions", "ask_for_reassessment", "programme_ratings"),
)


class QualityConfig(AppConfig):
    name = "throughcare.oversight.quality"
    label = "quality"

    def ready(self) -> None:
        """This will hand the database functions of studies to `throughcare db policies`: none of them tells a name or a case."""
        sql_functions((files("throughcare.oversight.quality") / "functions.sql").read_text(encoding="utf-8"), order=45)
        may_execute("tc_staff", *OF_STAFF)
