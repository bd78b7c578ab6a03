"""A checkpoint kept elsewhere proves, without this program, that the audit was not written anew since."""

import importlib.util
import json
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.kit.invented import NOW
from throughcare.cli.keeping import checkpoint, checkpoint_paper
from throughcare.cli.problems import CannotGoOn
from throughcare.safeguards.audit.models import Line

SCRIPT = Path(__file__).parents[4] / "deploy" / "verify_audit.py"
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes_raw().hex()


def script():
    spec = importlib.util.spec_from_file_location("verify_audit", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ALONE = script()


def linked():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def looked(invented):
    """Two cases with lines, linked as at commit."""
    references = [invented.receive(), invented.receive(area="ashcombe")]
    with invented.opened(references[0], "ada"):
        pass
    linked()
    return references


def sealed_in(folder, *, key=SECRET, at=NOW):
    return checkpoint.seal(folder, key=key, at=at)


def prove(*words, key=PUBLIC):
    """Run the script as somebody would who has nothing else: without our code, without what is installed beside it."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, *words, "--key", key], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def written_anew(chain):
    """Do what an owner of the database can: change the chain's first line, and link all of it anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_line SET verb = 'something:else' WHERE id = (SELECT min(id) FROM audit_line WHERE chain = %s)",
            [chain],
        )
        cursor.execute("DELETE FROM audit_link WHERE chain = %s", [chain])
        cursor.execute(
            "SELECT tc.link_line(l) FROM (SELECT * FROM audit_line WHERE chain = %s ORDER BY id) AS l", [chain]
        )


def test_a_checkpoint_holds_with_and_without_the_lines(looked, tmp_path):
    path, sealed = sealed_in(tmp_path)
    written = checkpoint.write_lines(tmp_path / "lines.jsonl")

    assert sealed.lines == written == Line.objects.count() >= 3
    for words in ([path], [path, "--lines", tmp_path / "lines.jsonl"]):
        code, said = prove(*words)
        assert (code, said.splitlines()[-1]) == (0, "Everything holds.")
        assert sealed.root in said


def test_the_lines_may_have_grown_since(looked, invented, tmp_path):
    path, _sealed = sealed_in(tmp_path)
    with invented.opened(looked[0], "ada"):
        pass
    linked()
    checkpoint.write_lines(tmp_path / "lines.jsonl")

    assert prove(path, "--lines", tmp_path / "lines.jsonl")[0] == 0


def test_a_chain_that_was_written_anew_verifies_and_is_still_found(looked, tmp_path):
    from throughcare.safeguards.audit import record

    path, sealed = sealed_in(tmp_path)
    chain = sealed.heads[0][0]
    written_anew(chain)
    checkpoint.write_lines(tmp_path / "lines.jsonl")

    code, said = prove(path, "--lines", tmp_path / "lines.jsonl")

    assert record.verify()[1] == []  # it holds together, for whoever asks nobody else
    assert (code, f"{chain}: line {sealed.heads[0][1]} is not the one that was sealed." in said) == (1, True)
    assert checkpoint.rewritten_since(sealed) == [f"{chain}: line {sealed.heads[0][1]} is another one"]


def test_a_chain_that_was_cut_short_is_found(looked, tmp_path):
    path, sealed = sealed_in(tmp_path)
    chain, place, _digest = sealed.heads[0]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_link WHERE chain = %s AND position = %s", [chain, place])
    checkpoint.write_lines(tmp_path / "lines.jsonl")

    code, said = prove(path, "--lines", tmp_path / "lines.jsonl")

    assert (code, f"{chain}: the lines end before line {place}, which was sealed." in said) == (1, True)
    assert checkpoint.rewritten_since(sealed) == [f"{chain}: line {place} is not there"]


def test_a_line_changed_in_what_was_written_out_is_named(looked, tmp_path):
    path, _sealed = sealed_in(tmp_path)
    file = tmp_path / "lines.jsonl"
    checkpoint.write_lines(file)
    rows = [json.loads(row) for row in file.read_text().splitlines()]
    rows[0][3] += "x"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))

    code, said = prove(path, "--lines", file)

    assert (code, said.splitlines()[0]) == (1, f"{rows[0][0]}: line 1 was changed.")


@pytest.mark.parametrize("part", ["number", "sealed_at", "lines", "chains", "root", "before", "heads"])
def test_whatever_is_changed_in_the_file_is_found(looked, tmp_path, part):
    path, sealed = sealed_in(tmp_path)
    other = {
        "number": 2, "sealed_at": "2020-01-01T00:00:00+00:00", "lines": 1, "chains": 1, "root": "0" * 64, "before": "0" * 64,
        "heads": [*sealed.heads[:-1], (sealed.heads[-1][0], sealed.heads[-1][1], "0" * 64)],
    }  # fmt: skip
    path.write_text(json.dumps({**asdict(sealed), part: other[part]}))

    code, said = prove(path)

    assert (code, said.splitlines()[-1]) == (1, "It does NOT hold.")


def test_somebody_elses_key_proves_nothing(looked, tmp_path):
    path, _sealed = sealed_in(tmp_path, key=Ed25519PrivateKey.generate())

    assert prove(path)[0] == 1


def test_after_a_change_of_keys_old_checkpoints_are_still_proved(looked, tmp_path):
    first, _sealed = sealed_in(tmp_path)
    new = Ed25519PrivateKey.generate()
    public = new.public_key().public_bytes_raw().hex()
    second, _sealed = sealed_in(tmp_path, key=new, at=NOW + timedelta(days=7))

    assert prove(first)[0] == 0
    assert prove(first, key=public)[0] == 1
    assert prove(second, "--before", first, "--key", PUBLIC, key=public)[0] == 0
    assert prove(second)[0] == 1


def test_checkpoints_follow_each_other_and_a_forgotten_one_shows(looked, invented, tmp_path):
    first, one = sealed_in(tmp_path)
    second, two = sealed_in(tmp_path, at=NOW + timedelta(days=1))
    third, _three = sealed_in(tmp_path, at=NOW + timedelta(days=2))

    assert (two.number, two.before) == (2, one.digest)
    assert prove(second, "--before", first)[0] == 0
    assert prove(third, "--before", first)[0] == 1


def test_no_checkpoint_is_written_over(looked, tmp_path):
    path, sealed = sealed_in(tmp_path)
    before = path.read_text()

    with pytest.raises(CannotGoOn, match="by somebody else meanwhile"):
        checkpoint._written(tmp_path, replace(sealed, lines=0))

    assert path.read_text() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_the_page_shows_what_is_signed_and_who_can_prove_it(looked, tmp_path):
    _path, sealed = sealed_in(tmp_path)
    checkpoint_paper.write(tmp_path / "page.pdf", sealed, at=NOW)

    read = PdfReader(tmp_path / "page.pdf")
    text = " ".join("".join(page.extract_text() for page in read.pages).split())

    assert len(read.pages) == 1
    for digest in (sealed.root, sealed.key, sealed.digest):
        assert checkpoint_paper.in_groups(digest) in text
    assert "verify_audit.py" in text


def test_a_file_that_is_no_checkpoint_is_told_as_such(tmp_path):
    (tmp_path / "checkpoint-000001.json").write_text('{"heads": 3}')

    with pytest.raises(CannotGoOn, match="holds no checkpoint"):
        checkpoint.latest(tmp_path)
    assert prove(tmp_path / "checkpoint-000001.json")[0] == 1

    of_another_form = checkpoint.Checkpoint(2, "-", 0, 0, "-", "-", "-", form=2)
    (tmp_path / "checkpoint-000002.json").write_text(json.dumps(asdict(of_another_form)))
    with pytest.raises(CannotGoOn, match="was written in form 2"):
        checkpoint.latest(tmp_path)


def test_a_key_is_written_once_and_read_again(tmp_path):
    public = checkpoint.new_key(tmp_path / "key")

    assert checkpoint.secret_key(tmp_path / "key").public_key().public_bytes_raw().hex() == public
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(CannotGoOn, match="is there already"):
        checkpoint.new_key(tmp_path / "key")
    (tmp_path / "other").write_text("# nothing\n")
    with pytest.raises(CannotGoOn, match="holds no key"):
        checkpoint.secret_key(tmp_path / "other")


@settings(deadline=None, max_examples=25)  # a loaded machine is no defect of a signature
@given(message=st.binary(max_size=200), flip=st.integers(0, 511), secret=st.binary(min_size=32, max_size=32))
def test_the_script_judges_signatures_as_a_known_library_does(message, flip, secret):
    key = Ed25519PrivateKey.from_private_bytes(secret)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    changed = bytearray(signature)
    changed[flip // 8] ^= 1 << flip % 8

    assert ALONE.is_signed(public, message, signature)
    assert ALONE.is_signed(public, message, bytes(changed)) is library_says(public, message, bytes(changed)) is False
    assert not ALONE.is_signed(public, message + b"x", signature)


def library_says(public, message, signature):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
