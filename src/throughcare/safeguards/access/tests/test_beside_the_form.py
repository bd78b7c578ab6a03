"""What may stand beside the form of a row policy, and that each function is asked once a query."""

from dataclasses import replace

from throughcare.commons.cases.models import Note
from throughcare.safeguards.access.apply import _staff_conditions
from throughcare.safeguards.access.register import register

PLAIN = replace(register()[Note._meta.label_lower], mine="", wider=(), narrower=())
FORM = "case_id = ANY ((SELECT tc.visible_cases('core', 'read'))::bigint[])"
WRITTEN = "case_id = ANY ((SELECT tc.visible_cases('core', 'write'))::bigint[])"


def test_a_table_that_says_nothing_keeps_its_form():
    assert _staff_conditions(PLAIN) == (FORM, WRITTEN)


def test_a_row_that_names_me_is_mine_to_read_and_to_write():
    read, write = _staff_conditions(replace(PLAIN, mine="staff_id"))

    assert read == f"{FORM} OR staff_id = (SELECT tc.me())"
    assert write == f"{WRITTEN} OR staff_id = (SELECT tc.me())"


def test_wider_lets_read_and_never_write():
    read, write = _staff_conditions(replace(PLAIN, wider=(("meeting_id", "my_meetings"),)))

    assert read == f"{FORM} OR meeting_id = ANY ((SELECT tc.my_meetings())::bigint[])"
    assert write == WRITTEN


def test_narrower_asks_for_one_of_its_functions_besides_the_form():
    pairs = (("item_id", "items_open_to_compare"), ("agency_id", "my_agency"))
    read, write = _staff_conditions(replace(PLAIN, narrower=pairs))

    assert read == (
        f"({FORM}) AND (item_id = ANY ((SELECT tc.items_open_to_compare())::bigint[])"
        " OR agency_id = ANY ((SELECT tc.my_agency())::bigint[]))"
    )
    assert write == WRITTEN
