"""The kinds of flags, each with its one severity; docs/reading.md explains every one."""

from tracker.documents.reading import ReadFlag, Severity

SEVERITIES: dict[str, Severity] = {
    # the document as a whole
    "no_measures_table": "error",
    "words_doubtful": "warn",
    "organisation_unknown": "warn",
    "organisation_spelt_two_ways": "error",
    "foreign_organisation": "error",
    "fiscal_year_unknown": "warn",
    "measures_year_differs": "warn",
    # scores
    "score_table_name": "error",
    "score_table_name_spelling": "warn",
    "score_out_of_range": "error",
    "score_table_incomplete": "warn",
    "section_score_differs": "error",
    "instrument_total_differs": "error",
    "overall_total_differs": "error",
    "level_differs": "error",
    "text_score_differs": "error",
    "history_differs": "error",
    # the analysis
    "section_name": "error",
    "section_name_spelling": "warn",
    "indicator_number_in_text": "error",
    "item_unknown": "error",
    "item_under_other_indicator": "warn",
    "highest_score_claim": "warn",
    "lowest_score_claim": "warn",
    "trend_claim": "warn",
    "maintained_though_low": "warn",
    "finding_copied": "warn",
    "list_number_skips": "warn",
    # the measures
    "indicator_name_differs": "error",
    "indicator_name_spelling": "warn",
    "indicator_used_twice": "warn",
    "quoted_score_differs": "error",
    "called_low_though_high": "warn",
    "measure_twice": "warn",
    "low_indicator_without_measure": "error",
    "measure_without_title": "error",
    "measure_without_step": "error",
    "measure_without_period": "error",
    "measure_without_owner": "error",
    "period_unreadable": "error",
    "period_reversed": "error",
    "period_outside_year": "warn",
    "step_number_skips": "warn",
    "result_count_differs": "warn",
}


def flag(
    kind: str,
    message: str,
    *,
    where: str,
    line: int | None = None,
    raw: str | None = None,
    expected: str | None = None,
    measure_seq: int | None = None,
    measure_seqs: tuple[int, ...] = (),
) -> ReadFlag:
    """Raise a flag of a known kind, about one measure, about several, or about none."""
    return ReadFlag(SEVERITIES[kind], kind, message, line, where, raw, expected, measure_seq, measure_seqs)
