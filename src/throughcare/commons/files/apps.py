from importlib.resources import files

from django.apps import AppConfig

from throughcare.safeguards.access.register import may_execute, sql_functions


class FilesConfig(AppConfig):
    name = "throughcare.commons.files"
    label = "files"

    def ready(self) -> None:
        """This will hand the list of stored files, ids alone, to `throughcare db policies` for the clock's sweep and later scans."""
        sql_functions((files("throughcare.commons.files") / "functions.sql").read_text(encoding="utf-8"), order=30)
        may_execute("tc_clock", "stored_files", "unscanned_files", "keep_scan")
