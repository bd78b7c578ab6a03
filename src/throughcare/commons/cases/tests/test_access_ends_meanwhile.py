"""Access that ends between reading a page and sending it lets nothing in, and gives back what was typed."""

import pytest
from django.utils import timezone

from throughcare.commons.cases.models import Grant, Note

pytestmark = pytest.mark.django_db
WORDS = "She said that her brother will fetch her on Friday"


def test_what_was_typed_is_given_back_where_the_case_is_there_no_more(invented):
    reference = invented.receive(at=timezone.now())
    with invented.opened(reference, "ada", at=timezone.now()) as case:
        values = {"case_id": case.id, "staff_id": invented.staff["cleo"], "role": "coordinator"}
        grant = Grant.objects.create(**values, from_at=case.at, reason="covers")
    cleo, address = invented.browser("cleo"), f"/cases/{reference}/notes/add/"
    before = cleo.get(address).status_code
    Grant.objects.filter(pk=grant.pk).update(until_at=timezone.now())

    sent, missing = (cleo.post(one, {"text": WORDS}) for one in (address, "/cases/TC-000000/notes/add/"))

    assert (before, sent.status_code) == (200, 404)
    assert WORDS in sent.text
    assert sent.content == missing.content
    assert not Note.objects.filter(text=WORDS).exists()
