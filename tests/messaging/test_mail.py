"""E-mail, against a mail server on this machine: taken, refused for good, put off, cut in the middle."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.messaging.mail_server import Letters, running_mail_server
from tracker.messaging.mail import Letter, MailServer, Postman, is_address
from tracker.messaging.messenger import MessageRefused, MessengerBusy

LETTER = Letter(
    to="somsri@example.go.th",
    subject="แจ้งเตือน 2 เรื่อง: ครบกำหนดวันนี้\nจัดทำคู่มือ",
    text="1) ครบกำหนดวันนี้: จัดทำคู่มือ กำหนด 31 มี.ค. 2569\n.\nเปิดดู https://ita.example/tasks/1\n",
    sender_name="อบต.ตัวอย่างพัฒนา",
    message_id="7b0f3a2e",
    sent_at=datetime(2026, 3, 31, 2, 0, tzinfo=UTC),
)


@pytest.fixture
def mail() -> Iterator[Letters]:
    """A mail server."""
    with running_mail_server() as letters:
        yield letters


def postman(mail: Letters) -> Postman:
    return Postman(MailServer.at(mail.address))


def test_a_letter_arrives_with_its_thai_words_as_they_were_written(mail: Letters) -> None:
    assert postman(mail).send(LETTER).request_id == "7b0f3a2e"
    (letter,) = mail.taken
    assert letter["Subject"] == "แจ้งเตือน 2 เรื่อง: ครบกำหนดวันนี้ จัดทำคู่มือ"
    assert letter["To"] == "somsri@example.go.th"
    (sender,) = letter["From"].addresses
    # Python's reader keeps the space between two encoded words, which RFC 2047 tells readers to drop.
    assert sender.display_name.replace(" ", "") == "อบต.ตัวอย่างพัฒนา"
    assert sender.addr_spec == "ita@example.go.th"
    assert letter["Message-ID"] == "<7b0f3a2e@example.go.th>"
    assert letter.get_content().replace("\r\n", "\n") == LETTER.text


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "."])
def test_what_the_server_refuses_for_good_is_not_tried_again(mail: Letters, command: str) -> None:
    mail.answers[command] = "550 no such mailbox"
    with pytest.raises(MessageRefused, match="no such mailbox"):
        postman(mail).send(LETTER)


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "."])
def test_what_the_server_puts_off_is_tried_later(mail: Letters, command: str) -> None:
    mail.answers[command] = "451 try later"
    with pytest.raises(MessengerBusy) as busy:
        postman(mail).send(LETTER)
    assert not busy.value.maybe_accepted


def test_a_connection_cut_after_the_last_dot_may_have_been_taken(mail: Letters) -> None:
    mail.answers["."] = ""
    with pytest.raises(MessengerBusy) as busy:
        postman(mail).send(LETTER)
    assert busy.value.maybe_accepted
    assert len(mail.taken) == 1


@pytest.mark.parametrize("goodbye", ["", "421 too busy to part"])
def test_a_letter_taken_is_taken_however_the_server_parts(mail: Letters, goodbye: str) -> None:
    mail.answers["QUIT"] = goodbye
    assert postman(mail).send(LETTER).request_id == "7b0f3a2e"
    assert len(mail.taken) == 1


def test_a_password_the_server_does_not_take_is_no_fault_of_the_letter(mail: Letters) -> None:
    mail.answers.update({"EHLO": "250-mail.example.go.th\r\n250 AUTH PLAIN", "AUTH": "535 wrong name or password"})
    address = mail.address.replace("smtp://", "smtp://ita:s3cret-word@")
    with pytest.raises(MessengerBusy, match="535") as busy:
        Postman(MailServer.at(address)).send(LETTER)
    assert not busy.value.maybe_accepted
    assert "s3cret-word" not in str(busy.value)


def test_a_password_is_never_sent_in_the_open(mail: Letters, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.messaging.mail._THIS_MACHINE", frozenset())
    mail.answers["EHLO"] = "250-mail.example.go.th\r\n250 AUTH PLAIN"
    address = mail.address.replace("smtp://", "smtp://ita:s3cret-word@")
    with pytest.raises(MessengerBusy, match="no TLS"):
        Postman(MailServer.at(address)).send(LETTER)
    assert mail.heard == ["EHLO"]
    assert mail.taken == []


def test_words_of_a_letter_add_no_lines_to_its_head(mail: Letters) -> None:
    tricked = replace(LETTER, subject="งาน\r\nBcc: other@example.com", sender_name="อบต.\r\nCc: other@example.com")
    postman(mail).send(tricked)
    (letter,) = mail.taken
    assert (letter["Bcc"], letter["Cc"], letter["To"]) == (None, None, LETTER.to)
    with pytest.raises(ValueError, match=r".+"):
        postman(mail).send(replace(LETTER, to="somsri@example.go.th\r\nBcc: other@example.com"))
    assert len(mail.taken) == 1


def test_a_server_that_is_away_has_taken_nothing() -> None:
    with pytest.raises(MessengerBusy) as busy:
        Postman(MailServer.at("smtp://127.0.0.1:1?from=ita@example.go.th")).send(LETTER)
    assert not busy.value.maybe_accepted


@pytest.mark.parametrize(
    "address", ["", "mail.example.go.th", "http://mail.example.go.th", "smtp://mail.example.go.th"]
)
def test_an_address_of_a_server_that_cannot_be_used_says_so(address: str) -> None:
    with pytest.raises(ValueError, match="must"):
        MailServer.at(address)


def test_passwords_of_a_server_are_never_printed() -> None:
    server = MailServer.at("smtps://ita%40example.go.th:p%3Ass@mail.example.go.th")
    assert (server.username, server.password, server.port) == ("ita@example.go.th", "p:ss", 465)
    assert "p:ss" not in repr(server)


@pytest.mark.parametrize(
    ("written", "is_one"),
    [("a@example.go.th", True), ("สมศรี@example.go.th", False), ("a@b", False), ("a b@example.th", False), ("", False)],
)
def test_an_address_is_told_from_what_is_none(written: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_address(written) is is_one
