"""One office through one fiscal year: from the documents of autumn to the report of the next one, read back."""

from datetime import date

from tests.journeys import bringing, closing, working
from tests.journeys.office import Office


def test_a_year_from_the_first_document_to_the_report(office: Office) -> None:
    tasks = _autumn(office)
    _winter(office)
    _summer(office)
    _october(office, tasks)


def _autumn(office: Office) -> int:
    bringing.the_coordinator_brings_the_analysis_in_word(office)
    bringing.a_memo_adds_measures_without_a_period(office)
    bringing.what_is_not_a_plan_becomes_no_measure(office)
    bringing.the_year_does_not_open_before_all_is_decided(office)
    office.it_is("2025-10-01 09:00")
    tasks = bringing.the_coordinator_opens_the_year(office)
    working.the_heads_link_their_phones(office)
    working.everybody_hears_of_the_new_tasks(office, date(2025, 10, 2))
    office.mornings_until(date(2025, 10, 30), every=7)
    office.a_morning(date(2025, 10, 30))
    working.finance_answers_with_buttons_and_a_photo(office)
    working.the_coordinator_verifies(office, office.task(working.PROCUREMENT, "กองคลัง"))
    office.it_is("2025-11-20 14:00")
    working.the_coordinator_returns_what_lacks_proof(office)
    return tasks


def _winter(office: Office) -> None:
    office.mornings_until(date(2025, 12, 9))
    office.it_is("2025-12-09 10:00")
    first = working.place_on_the_board(office, working.PROCUREMENT)
    office.mornings_until(date(2025, 12, 24))
    office.a_morning(date(2025, 12, 24))
    working.finance_has_a_problem(office)
    office.it_is("2025-12-30 10:00")
    working.the_office_says_what_it_cannot_do(office)
    office.mornings_until(date(2026, 1, 9))
    office.it_is("2026-01-09 10:00")
    later = working.place_on_the_board(office, working.PROCUREMENT)
    assert later[0] == 1
    assert later[1] > first[1] + 10
    directive = working.the_mayor_gives_a_directive(office)
    working.finance_acknowledges_and_closes(office, directive)


def _summer(office: Office) -> None:
    office.mornings_until(date(2026, 3, 25), every=7)
    office.it_is("2026-03-25 13:00")
    working.the_training_is_held(office)
    office.it_is("2026-03-31 15:00")
    working.an_acting_head_takes_over(office)
    working.the_acting_head_finishes_what_was_late(office)
    office.mornings_until(date(2026, 9, 1), every=7)
    office.it_is("2026-09-01 10:00")
    working.the_coordinator_reports_for_a_unit_without_a_head(office)
    office.mornings_until(date(2026, 10, 1), every=3)


def _october(office: Office, tasks: int) -> None:
    closing.nobody_was_written_to_twice_a_day(office)
    closing.the_report_prepares_itself(office)
    office.it_is("2026-10-05 10:00")
    closing.what_is_entered_late_still_counts(office)
    office.it_is("2026-10-15 10:00")
    files = closing.the_coordinator_closes_the_year(office, tasks)
    closing.every_file_tells_the_whole_year(office, files, tasks)
    closing.results_stand_beside_their_steps(files)
    closing.the_counts_of_the_files_agree(files)
