"""A colleague whose account is linked to the provider: themselves, with what its groups give and nothing else."""

import pytest
from django.utils import timezone

from throughcare.commons.agencies import linking, queries
from throughcare.commons.agencies.models import Account, Post, Staff
from throughcare.config import signing_in

pytestmark = pytest.mark.django_db


def test_a_linked_account_comes_in_as_itself_with_the_posts_of_its_groups_alone(zora, invented):
    ada = Account.objects.get(username="ada")
    ben = Account.objects.get(username="ben")
    Post.objects.filter(staff_id=ada.staff_id).update(from_on="2026-01-01")
    zora.provider.tell(people={"u-1": {"name": "Ben Hale", "preferred_username": "ben", "groups": ["managers"]}})

    linking.link("ada", provider=signing_in.PROVIDER, subject="u-1", keep_password=False, at=timezone.now())
    assert zora.signs_in().status_code == 302

    assert zora.browser.session["_auth_user_id"] == str(ada.pk)
    held = [post.role for post in queries.posts_of(ada.staff_id, on=timezone.localdate())]
    assert held == ["manager"]
    assert not Staff.objects.filter(name="Zora Field").exists()
    assert "panel_member" in [post.role for post in queries.posts_of(ben.staff_id, on=timezone.localdate())]

    linking.unlink("ada", provider=signing_in.PROVIDER, at=timezone.now())
    assert zora.browser.get("/work/").status_code == 302
    assert zora.signs_in().status_code == 302
    assert zora.browser.session["_auth_user_id"] != str(ada.pk)
