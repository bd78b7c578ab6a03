"""The pages that are made from the code."""

from throughcare.cli import docs
from throughcare.cli.docs import commands, main


def test_commands_are_written_with_their_options():
    page = commands()

    assert "## `throughcare db url`" in page
    assert "| `--owner` | the owner's address, not the web's |" in page
    assert "also set by `PORT`; otherwise 8000" in page


def test_a_page_that_is_out_of_date_is_shown_and_then_written(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(docs.addresses, "project_directory", lambda: tmp_path)
    monkeypatch.setattr(docs, "PAGES", {"reference/x.md": lambda: "new\n"})

    assert main(["--check"]) == 1
    assert "+new" in capsys.readouterr().out
    assert not (tmp_path / "reference").exists()
    assert main([]) == 0
    assert (tmp_path / "reference" / "x.md").read_text() == "new\n"
    assert main(["--check"]) == 0
