"""Mails go out through a provider once, are kept while it is away, and say the same to everybody."""

import socket
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.core.mail import get_connection

from tests.kit.invented import NOW
from throughcare.commons.agencies import actions as agencies
from throughcare.commons.mail import actions, queries, rules
from throughcare.commons.mail.actions import sending
from throughcare.commons.mail.models import Mail
from throughcare.config import mail as provider
from throughcare.frame.transaction import acting


class Received:
    """A provider that keeps what it is given, and refuses whom it is told to."""

    def __init__(self):
        self.messages = []
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802  (aiosmtpd's own name)
        if address in self.refused:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's own name)
        self.messages.append(
            (envelope.mail_from, envelope.rcpt_tos, message_from_bytes(envelope.content, policy=default))
        )
        return "250 OK"


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture
def smtp(settings, monkeypatch):
    """Give a provider on this machine, to which the site is set to send."""
    received, port = Received(), free_port()
    for name, value in provider.settings_of(f"smtp://127.0.0.1:{port}?tls=no").items():
        setattr(settings, name, value)
    monkeypatch.setattr(sending, "get_connection", lambda: get_connection(settings.EMAIL_BACKEND))
    settings.EMAIL_BACKEND = provider.SMTP
    settings.SITE_URL = "https://cases.example"
    controller = Controller(received, hostname="127.0.0.1", port=port)
    received.controller = controller
    controller.start()
    yield received
    if controller.server:
        controller.stop()


def written(invented, *usernames: str, kind: str = rules.REMINDER, cause: str = "1") -> None:
    with acting("clock", staff=None, at=NOW):
        actions.write([invented.staff[name] for name in usernames], kind=kind, cause=cause, at=NOW)


def test_what_an_act_wrote_goes_out_once(invented, smtp):
    written(invented, "ada")

    assert [actions.send_waiting(at=NOW), actions.send_waiting(at=NOW)] == [1, 0]

    sender, to, message = smtp.messages[0]
    assert (len(smtp.messages), sender, to) == (1, "no-reply@throughcare.invalid", ["ada@northmere-council.example"])
    assert message["Subject"] == "Something waits for you"
    assert "https://cases.example/work/" in message.get_content()
    assert Mail.objects.get().sent_at == NOW


def test_a_mail_is_written_once_for_its_cause(invented):
    with acting("clock", staff=None, at=NOW):
        ada, ben = invented.staff["ada"], invented.staff["ben"]
        told = [actions.write(who, kind=rules.PAPERS, cause="meeting:1", at=NOW) for who in ([ada], [ada, ben])]

    assert told == [1, 1]


def test_while_the_provider_is_away_mails_are_kept_and_go_out_when_it_is_back(invented, smtp):
    written(invented, "ada", "ben")
    smtp.controller.stop()

    assert actions.send_waiting(at=NOW) == 0

    waiting = queries.waiting()
    assert (waiting.number, waiting.since, waiting.problem) == (1, NOW, "ConnectionRefusedError")
    smtp.controller = Controller(smtp, hostname="127.0.0.1", port=smtp.controller.port)
    smtp.controller.start()
    assert actions.send_waiting(at=NOW + timedelta(minutes=2)) == 2
    assert queries.waiting().number == 0
    smtp.controller.stop()


def test_a_mail_that_is_refused_does_not_hold_up_the_others(invented, smtp):
    written(invented, "ada", "ben")
    smtp.refused = {"ada@northmere-council.example"}

    assert actions.send_waiting(at=NOW) == 1

    assert [to for _sender, to, _message in smtp.messages] == [["ben@northmere-education.example"]]
    assert queries.waiting().problem == "SMTPRecipientsRefused"


def test_after_days_of_trying_a_mail_is_given_up(invented, smtp):
    written(invented, "ada")
    smtp.refused = {"ada@northmere-council.example"}
    later = NOW + timedelta(days=queries.limits()["given_up_after_days"])

    actions.send_waiting(at=later)

    assert Mail.objects.get().given_up_at == later
    assert actions.send_waiting(at=later + timedelta(days=1)) == 0


def test_what_cannot_wait_goes_first(invented, smtp):
    written(invented, "ada", "ben")
    written(invented, "rhys", kind=rules.URGENT)

    actions.send_waiting(at=NOW)

    assert smtp.messages[0][1] == ["rhys@merevale-police.example"]


def test_somebody_without_an_address_or_who_left_is_written_to_no_more(invented, smtp):
    written(invented, "ada")
    agencies.Staff.objects.filter(pk=invented.staff["ada"]).update(is_active=False)

    assert actions.send_waiting(at=NOW) == 0
    assert (Mail.objects.get().problem, smtp.messages, queries.waiting().number) == ("no address", [], 0)


def test_old_mails_are_forgotten(invented):
    written(invented, "ada")

    with acting("clock", staff=None, at=NOW):
        early = actions.forget_old(at=NOW + timedelta(days=29))
        late = actions.forget_old(at=NOW + timedelta(days=31))

    assert (early, late) == (0, 1)


def test_a_colleague_writes_a_mail_and_cannot_read_one(invented):
    with invented.acting("ada"):
        actions.write([invented.staff["ben"]], kind=rules.PAPERS, cause="meeting:1", at=NOW)

    assert Mail.objects.get().staff_id == invented.staff["ben"]


def test_the_first_wait_is_short_and_the_last_is_repeated():
    at = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)

    waits = [rules.next_try(tries, waits=[1, 5, 60], at=at) - at for tries in (1, 2, 3, 9)]

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 5, 60, 60)]
