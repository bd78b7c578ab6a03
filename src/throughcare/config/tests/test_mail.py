"""Where mails go, and the addresses that are refused."""

import pytest

from throughcare.config import mail


def test_without_a_provider_mails_go_to_the_console():
    assert mail.settings_of("") == {"EMAIL_BACKEND": mail.CONSOLE}


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://post.example", 587, True, False),
        ("smtps://post.example", 465, False, True),
        ("smtp://127.0.0.1:2525?tls=no", 2525, False, False),
    ],
)
def test_a_provider_is_spoken_to_in_secret_unless_it_is_this_machine(url, port, starttls, tls):
    found = mail.settings_of(url)

    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, starttls, tls)


def test_a_name_and_a_password_may_hold_any_sign():
    found = mail.settings_of("smtp://us%40er:p%2Fw@post.example")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("us@er", "p/w")


@pytest.mark.parametrize("url", ["post.example", "http://post.example", "smtp://", "smtp://post.example?tls=no"])
def test_what_is_no_address_of_a_provider_is_refused_with_what_it_should_be(url):
    with pytest.raises(mail.NotAnAddressForMail, match="smtps://"):
        mail.settings_of(url)


def test_the_address_of_the_site_is_made_from_its_name_unless_it_is_set():
    assert mail.site_url(written="", hosts=["cases.example"], is_https=True) == "https://cases.example"
    assert (
        mail.site_url(written="https://x.example/a/", hosts=["cases.example"], is_https=True) == "https://x.example/a"
    )
