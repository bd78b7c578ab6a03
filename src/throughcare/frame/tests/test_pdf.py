"""Documents on paper: the machine's fonts are looked for once, and the file is the same whoever asks first."""

from datetime import UTC, datetime

import pytest
import typst

from throughcare.frame import pdf

AT = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
TEMPLATE = """
#let values = json(bytes(sys.inputs.values))
#set document(title: values.title)
#set text(lang: "en", font: "Libertinus Serif")
#title()
#values.words
"""


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "paper.typ"
    path.write_text(TEMPLATE)
    return path


def test_fonts_are_looked_for_once_a_process(template, monkeypatch):
    looked: list[int] = []
    real = typst.Fonts
    monkeypatch.setattr(typst, "Fonts", lambda: looked.append(1) or real())
    pdf._fonts.cache_clear()

    files = [pdf.tagged_pdf(template, {"title": "T", "words": "Hello"}, at=AT) for _each in range(3)]

    assert (len(looked), len(set(files))) == (1, 1)
    assert files[0].startswith(b"%PDF")


def test_kept_fonts_make_the_same_file_as_fonts_looked_for_anew(template):
    words = '{"title": "T", "words": "Hello, Zo\u00eb"}'
    anew = typst.compile(
        template.read_bytes(),
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"values": words},
        timestamp=int(AT.timestamp()),
    )

    assert pdf.tagged_pdf(template, {"title": "T", "words": "Hello, Zo\u00eb"}, at=AT) == anew
