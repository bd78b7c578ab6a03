"""Which addresses count."""

import pytest

from throughcare.config.addresses import HalfAnAddress, Urls, from_environment, state_directory


def test_without_addresses_there_is_no_server():
    assert from_environment({}) is None


def test_both_addresses_name_a_server():
    environ = {"DATABASE_URL": "postgresql://tc_login@db/x", "THROUGHCARE_OWNER_URL": "postgresql://tc_owner@db/x"}

    assert from_environment(environ) == Urls(owner="postgresql://tc_owner@db/x", login="postgresql://tc_login@db/x")


@pytest.mark.parametrize(
    ("given", "missing"), [("DATABASE_URL", "THROUGHCARE_OWNER_URL"), ("THROUGHCARE_OWNER_URL", "DATABASE_URL")]
)
def test_one_address_without_the_other_is_refused_by_name(given, missing):
    with pytest.raises(HalfAnAddress, match=f"^{missing} is not set"):
        from_environment({given: "postgresql://db/x"})


def test_the_state_lies_where_it_is_told_to(tmp_path):
    assert state_directory({"THROUGHCARE_STATE": str(tmp_path)}) == tmp_path
    assert state_directory({}).name == ".state"
