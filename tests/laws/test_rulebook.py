"""The rulebook in the manual says what the tests say."""

from tests.kit import rulebook


def test_the_page_is_current():
    assert rulebook.PAGE.read_text(encoding="utf-8") == rulebook.page(), "Run: make docs"


def test_every_folder_is_a_chapter():
    assert rulebook.folders() == set(rulebook.CHAPTERS), "Give the folder a title in tests/kit/rulebook.py"


def test_every_section_has_a_title_a_text_and_cases():
    sections = [section for folder in rulebook.CHAPTERS for section in rulebook.sections(folder)]

    assert len(sections) == len({section.title for section in sections})
    assert all(section.text and section.cases.strip() for section in sections)
