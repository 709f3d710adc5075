"""The judge of records finds what it is there to find."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.simulator.cards import words
from tests.simulator.judging import violations
from tests.simulator.running import user_id

START = datetime(2026, 3, 31, 2, tzinfo=UTC)


def seen(number: int, status: int | str = 200, *, after: float = 0, **about: Any) -> dict[str, Any]:
    plain = {
        "number": number,
        "at": (START + timedelta(seconds=after)).isoformat(),
        "op": "pushMessage",
        "body": {"to": user_id(1), "messages": [words()]},
        "retry_key": "a",
        "status": status,
        "accepted": status == 200,
        "details": [],
        "fault": None,
    }
    return {**plain, **about}


def test_a_lost_answer_asked_for_again_is_right() -> None:
    assert violations([seen(1, "reset", accepted=True, fault="reset"), seen(2, 409, after=4)]) == []
    assert violations([seen(1, 200, accepted=False, fault="garbage200"), seen(2, after=4)]) == []
    assert violations([seen(1, 429), seen(2, after=9)]) == []


@pytest.mark.parametrize(
    ("second", "words_of_it"),
    [
        (seen(2, 409), "sent again after 200"),
        (seen(2, accepted=True), "accepted twice"),
        (seen(2, 409, body={"to": user_id(2), "messages": [words()]}), "used with another body"),
        (seen(2, after=25 * 3600), "used after a day"),
        (seen(2, retry_key="b", after=60), "the same under another key"),
        (seen(2, retry_key=None), "a send without a retry key"),
        (seen(2, 400, retry_key="c", details=[{"message": "May not be empty", "property": "to"}]), "is wrong"),
    ],
)
def test_what_should_not_have_been_sent_is_named(second: dict[str, Any], words_of_it: str) -> None:
    assert any(words_of_it in found for found in violations([seen(1), second]))


def test_a_refused_message_is_not_sent_again() -> None:
    assert violations([seen(1, 403), seen(2)]) == ["a: sent again after 403 (request 2)"]


def test_the_same_words_on_another_day_are_no_repetition() -> None:
    assert violations([seen(1), seen(2, retry_key="b", after=24 * 3600)]) == []
