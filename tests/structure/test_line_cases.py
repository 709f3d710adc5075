"""Every case of speaking with LINE has a test that names it."""

from tests.structure.line_cases import CASES, proofs_of_cases, written


def test_every_line_case_is_proved_by_a_test() -> None:
    assert sorted(CASES) == list(range(1, 72))
    assert [number for number in CASES if number not in proofs_of_cases()] == []


def test_no_test_names_a_case_there_is_not() -> None:
    assert set(proofs_of_cases()) <= set(CASES)


def test_the_map_names_each_case_with_its_tests() -> None:
    told = written({14: ["tests/reminders/test_sending.py::test_it"]})
    assert "14. 429 five times: growing gaps, the channel paused\n   - tests/reminders/test_sending.py::test_it" in told
    assert "\n   - no test\n" in told
