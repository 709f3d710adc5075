"""Linking a LINE account: a one-time code, confirmed, replaced, ended."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.builders import a_government, a_person, the_system, viewer_of
from tracker.errors import NotNow
from tracker.people import linking, queries
from tracker.people.models import Person
from tracker.people.roles import LineState, Role

USER, OTHER_USER = "U" + "1" * 32, "U" + "2" * 32


@pytest.fixture
def head(app: Flask) -> Person:
    return a_person(Role.COORDINATOR)


def test_a_code_sent_and_confirmed_links_the_person(head: Person, clock) -> None:
    code = linking.issue_code(by=viewer_of(head), at=clock.now)
    assert linking.claim_code(f" {code.lower()} ", USER, asker=the_system(), at=clock.now) == head
    assert linking.confirm_code(USER, asker=the_system(), at=clock.now) == head
    assert queries.reachable_line_users(the_system()) == {head.id: USER}


def test_a_code_works_once(head: Person, clock) -> None:
    code = linking.issue_code(by=viewer_of(head), at=clock.now)
    linking.claim_code(code, USER, asker=the_system(), at=clock.now)
    linking.confirm_code(USER, asker=the_system(), at=clock.now)
    assert linking.claim_code(code, OTHER_USER, asker=the_system(), at=clock.now) is None


def test_a_code_dies_after_ten_minutes(head: Person, clock) -> None:
    code = linking.issue_code(by=viewer_of(head), at=clock.now)
    assert linking.claim_code(code, USER, asker=the_system(), at=clock.now + timedelta(minutes=10)) is None


def test_a_code_claimed_by_one_phone_cannot_be_confirmed_by_another(head: Person, clock) -> None:
    code = linking.issue_code(by=viewer_of(head), at=clock.now)
    linking.claim_code(code, USER, asker=the_system(), at=clock.now)
    assert linking.claim_code(code, OTHER_USER, asker=the_system(), at=clock.now) is None
    assert linking.confirm_code(OTHER_USER, asker=the_system(), at=clock.now) is None


def test_who_has_left_the_office_is_not_linked_any_more(head: Person, clock) -> None:
    code = linking.issue_code(by=viewer_of(head), at=clock.now)
    nonce = linking.issue_nonce(by=viewer_of(head), at=clock.now)
    linking.claim_code(code, USER, asker=the_system(), at=clock.now)
    head.is_active = False
    assert linking.confirm_code(USER, asker=the_system(), at=clock.now) is None
    assert linking.use_nonce(nonce, asker=the_system(), at=clock.now) is None
    assert queries.reachable_line_users(the_system()) == {}


def test_a_new_code_ends_the_older_one(head: Person, clock) -> None:
    old = linking.issue_code(by=viewer_of(head), at=clock.now)
    linking.issue_code(by=viewer_of(head), at=clock.now)
    assert linking.claim_code(old, USER, asker=the_system(), at=clock.now) is None


def test_the_eleventh_code_of_an_hour_is_refused(head: Person, clock) -> None:
    for _ in range(10):
        linking.issue_code(by=viewer_of(head), at=clock.now)
    with pytest.raises(NotNow, match="รอหนึ่งชั่วโมง"):
        linking.issue_code(by=viewer_of(head), at=clock.now)


def test_a_code_of_one_office_is_worth_nothing_in_another(head: Person, clock) -> None:
    other = a_government("elsewhere", "เทศบาลตำบลจำลองสอง")
    code = linking.issue_code(by=viewer_of(head), at=clock.now)
    assert linking.claim_code(code, USER, asker=the_system(other), at=clock.now) is None


def test_linking_anew_replaces_the_older_link_of_both(head: Person, clock) -> None:
    colleague = a_person(Role.STAFF, unit=None)
    linking.link(head, USER, by=the_system(), at=clock.now)
    linking.link(colleague, OTHER_USER, by=the_system(), at=clock.now)
    linking.link(head, OTHER_USER, by=the_system(), at=clock.now)
    assert queries.reachable_line_users(the_system()) == {head.id: OTHER_USER}


def test_the_same_phone_may_be_linked_in_two_offices(head: Person, clock) -> None:
    other = a_government("elsewhere", "เทศบาลตำบลจำลองสอง")
    there = a_person(Role.COORDINATOR, government=other)
    linking.link(head, USER, by=the_system(), at=clock.now)
    linking.link(there, USER, by=the_system(other), at=clock.now)
    assert queries.reachable_line_users(the_system()) == {head.id: USER}
    assert queries.reachable_line_users(the_system(other)) == {there.id: USER}


def test_somebody_who_blocks_the_account_is_not_reachable_until_they_come_back(head: Person, clock) -> None:
    linking.link(head, USER, by=the_system(), at=clock.now)
    linking.note_blocked(USER, asker=the_system(), at=clock.now)
    assert queries.reachable_line_users(the_system()) == {}
    linking.note_unblocked(USER, asker=the_system(), at=clock.now)
    assert queries.reachable_line_users(the_system()) == {head.id: USER}


def test_unlinking_ends_the_bond(head: Person, clock) -> None:
    account = linking.link(head, USER, by=the_system(), at=clock.now)
    linking.unlink(account, by=viewer_of(head), at=clock.now)
    assert account.state is LineState.UNLINKED
    assert queries.line_account(head.id, asker=the_system()) is None
