from importlib.resources import files

from django.apps import AppConfig

from throughcare.commons.cases.addresses import pages_show
from throughcare.safeguards.access.register import Handling, disclosed, may_execute, sql_functions


class RightsConfig(AppConfig):
    name = "throughcare.oversight.rights"
    label = "rights"

    def ready(self) -> None:
        """This will hand the database functions that check the audit to `throughcare db policies`."""
        for order, name in enumerate(("functions.sql", "shared.sql", "erasing.sql"), 40):
            sql_functions((files("throughcare.oversight.rights") / name).read_text(encoding="utf-8"), order=order)
        may_execute("tc_oversight", "shared_without_concern", "changed_since_given_overseen", "finish_telling")
        may_execute("tc_staff", "changed_since_given")
        may_execute("tc_clock", "begin_chain_check", "check_next_chains", "pathways_in_use", "keep_retention")
        may_execute("tc_clock", "changes_to_tell", "finish_telling")
        may_execute("tc_oversight", "check_chains_overseen", "last_chain_check", "broken_chains_overseen", "is_child")
        may_execute("tc_staff", "is_child", "break_glass", "break_glass_by_name", "officers_of")
        may_execute("tc_oversight", "end_emergency", "looks_to_question", "watched_staff")
        may_execute("tc_oversight", "pathways_in_use", "retention_of", "mark_restricted")
        may_execute("tc_staff", "is_child", "pathways_in_use", "retention_of")
        may_execute("tc_disclosure", "cases_of_copy")
        may_execute("tc_eraser", "cases_of_copy", "people_to_forget")
        may_execute("tc_staff", "is_kept_from_erasure")
        disclosed(_is_disclosed)
        pages_show("requests", "requests")
        pages_show("retention", "kept")
        pages_show("disclosures", "to-tell")


def _is_disclosed(handling: Handling) -> bool:
    from throughcare.oversight.rights import packing  # its models are there once every application is ready

    return packing.is_read(handling)
