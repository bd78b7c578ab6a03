"""The words on pages: practitioners' own, respectful, and each open to translation."""

import ast
import re
from html.parser import HTMLParser

from jinja2.ext import babel_extract

from tests.kit.tree import PACKAGE, code, files, parsed, place

TRANSLATORS = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy", "ngettext_lazy", "pgettext_lazy"}
NEVER = re.compile(r"\b(offenders?|clients?|subjects?|please|invalid|sorry|successfully)\b", re.IGNORECASE)
MAY_BE_SAID = re.compile(
    r"\bsubject access\b"  # the law's own name for asking to see one's record
    r"|^Sorry, there is a problem$",  # the heading of the page for faults of ours, as these users know it elsewhere
    re.IGNORECASE,
)
TEMPLATES = [path for path in files(".html") if path.is_relative_to(PACKAGE)]
MARKUP = re.compile(r'[\w-]+--[\w-]+|[\w-]+="[^"]*"')  # a class or an attribute that a block or macro gives
JINJA = re.compile(r"\{%-?\s*trans\b.*?%\}.*?\{%-?\s*endtrans\s*-?%\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def messages() -> list[tuple[str, str]]:
    """Every text that a person may read, with the place it stands at."""
    return [*messages_of_templates(), *messages_of_code(), *messages_of_catalogues()]


def messages_of_templates() -> list[tuple[str, str]]:
    found = []
    for path in TEMPLATES:
        with path.open("rb") as file:
            for line, _function, message, _comments in babel_extract(
                file, sorted(TRANSLATORS), [], {"extensions": "jinja2.ext.i18n"}
            ):
                texts = message if isinstance(message, tuple) else (message,)
                found += [(f"{place(path)}:{line}", text) for text in texts if text]
    return found


def messages_of_code() -> list[tuple[str, str]]:
    return [
        (f"{place(path)}:{node.lineno}", argument.value)
        for path in code()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def messages_of_catalogues() -> list[tuple[str, str]]:
    return [
        (f"{place(path)}:{number}", line)
        for path in files(".po", ".pot")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith(("msgid", "msgstr", '"'))
    ]


def is_respectful(text: str) -> bool:
    return not NEVER.search(MAY_BE_SAID.sub("", text))


def test_pages_never_say_what_people_are_not():
    found = messages()

    assert found
    assert [f"{where}: {text}" for where, text in found if not is_respectful(text)] == []


def test_the_law_of_words_knows_the_right_it_may_name():
    assert is_respectful("Answer a subject access request")
    assert not is_respectful("The subject was told")
    assert not is_respectful("Please enter a date")


class Visible(HTMLParser):
    """Collects the text of a template that a person would read, with its line."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden = 0
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag, attributes):
        self.hidden += tag in ("script", "style", "svg")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style", "svg")

    def handle_data(self, data):
        text = " ".join(data.split())
        if not self.hidden and re.search(r"[A-Za-z]{2}", text) and not MARKUP.fullmatch(text):
            self.found.append((self.getpos()[0], text))


def untranslated(text: str) -> list[tuple[int, str]]:
    """What remains readable when tags and everything of Jinja is taken away."""
    parser = Visible()
    parser.feed(JINJA.sub(lambda taken: "\n" * taken.group().count("\n"), text))
    return parser.found


def test_every_text_of_a_template_is_open_to_translation():
    bare = [
        f"{place(path)}:{line}: {text}"
        for path in TEMPLATES
        for line, text in untranslated(path.read_text(encoding="utf-8"))
    ]

    assert not bare, "Write each as {{ _('…') }} or {% trans %}…{% endtrans %}:\n" + "\n".join(bare)


def test_the_law_of_translation_finds_a_bare_sentence():
    assert untranslated("<p>{{ _('Open the case') }}</p>\n<p>Close it</p>") == [(2, "Close it")]
