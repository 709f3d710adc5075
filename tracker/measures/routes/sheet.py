"""Everything the review page shows, put together once: each proposal with its flags, owners, period and verdict."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker import ita, thai
from tracker.documents import queries as document_queries
from tracker.documents.models import Document, DocumentState, Finding, Flag, ProposedMeasure
from tracker.documents.parsing.offices import Likeness, likeness
from tracker.documents.queries import SERIOUS
from tracker.documents.reading import Reading, ReadRepair, ReadTable
from tracker.errors import NotValid
from tracker.fiscal_year import FiscalYear
from tracker.measures import queries, service
from tracker.measures.forms import WordingForm, wording_values
from tracker.measures.models import Assessment, OwnerScope
from tracker.measures.queries import RESULT_REPORT, WITHOUT_PERIOD, ReviewRow
from tracker.measures.routes.marking import Paragraph, marked, marks_of
from tracker.measures.service import Scores, Timing
from tracker.people import queries as people_queries
from tracker.people.queries import UnitRow
from tracker.people.viewer import Viewer

_OF_THE_HEAD = ("organisation", "foreign_organisation", "fiscal_year")
_OF_THE_SCORES = ("score", "section_score", "instrument_total", "overall_total", "level_differs")


@dataclass(frozen=True)
class OwnerSeen:
    """An owner of a proposal, and whom the office takes it for."""

    text: str
    means: str
    """Empty where nobody knows yet."""


@dataclass
class ProposalRow:
    """One proposal as the page shows it."""

    proposal: ProposedMeasure
    flags: list[Flag]
    review: ReviewRow | None
    owners: list[OwnerSeen]
    timing: Timing
    suggestion: Timing | None
    """When it may be carried out, where it states no period."""
    is_reversed: bool
    can_undo: bool
    source: list[Paragraph]
    """The words it was read from, with the doubtful places marked."""
    form: WordingForm | None = None
    opens: str = ""
    """The part of the row that is open: what was refused a moment ago."""

    @property
    def is_waiting(self) -> bool:
        """Tell whether nobody has decided yet."""
        return self.review is None

    @property
    def is_doubtful(self) -> bool:
        """Tell whether a person must look at it before it is approved."""
        return any(flag.severity in SERIOUS for flag in self.flags)


@dataclass
class UnknownOwner:
    """Words for an owner that the office does not know, and the rows they stand in."""

    text: str
    rows: list[int] = field(default_factory=list)


@dataclass
class Sheet:
    """The review page of one document."""

    document: Document
    reading: Reading
    fiscal_year: FiscalYear | None
    own_name: str
    likeness: Likeness
    rows: list[ProposalRow]
    document_flags: list[Flag]
    """Those about no single measure."""
    findings: list[Finding]
    unknown_owners: list[UnknownOwner]
    units: list[UnitRow]
    printed: Scores
    computed: Scores
    to_accept: Scores
    assessment: Assessment | None

    @property
    def is_result_report(self) -> bool:
        """Tell whether the document tells of a past year, so that nothing is approved."""
        return self.document.doc_type == RESULT_REPORT

    @property
    def can_decide(self) -> bool:
        """Tell whether rows can be approved: of a plan, once its year is known."""
        return not self.is_result_report and self.fiscal_year is not None

    @property
    def waiting(self) -> list[ProposalRow]:
        """The rows nobody has decided about."""
        return [row for row in self.rows if row.is_waiting]

    @property
    def clean(self) -> list[ProposalRow]:
        """The undecided rows in which nothing is doubtful."""
        return [row for row in self.waiting if not row.is_doubtful]

    @property
    def doubtful(self) -> list[ProposalRow]:
        """The undecided rows a person must look at."""
        return [row for row in self.waiting if row.is_doubtful]

    @property
    def undated(self) -> list[ProposalRow]:
        """The undecided rows that lack nothing but a period."""
        return [row for row in self.doubtful if {flag.kind for flag in row.flags} == {WITHOUT_PERIOD}]

    @property
    def decided(self) -> int:
        """How many rows are decided."""
        return len(self.rows) - len(self.waiting)

    def rows_shown(self, which: str) -> list[ProposalRow]:
        """Return all rows, those that wait, or those that wait and are doubtful; a refused one is always there."""
        chosen = {"waiting": self.waiting, "doubtful": self.doubtful}.get(which, self.rows)
        return [row for row in self.rows if row in chosen or row.opens]

    @property
    def latest(self) -> list[ProposalRow]:
        """The rows decided last, by one press of a button."""
        last = max((row.review.reviewed_at for row in self.rows if row.review is not None), default=None)
        return [row for row in self.rows if row.review is not None and row.review.reviewed_at == last]

    def can_undo_latest(self, person_id: int) -> bool:
        """Tell whether a person can take back what was decided last: by that person, all of it."""
        own = [row for row in self.latest if row.review is not None and row.review.reviewed_by_id == person_id]
        return bool(own) and own == self.latest and all(row.can_undo for row in own)

    def flags_about(self, part: str) -> list[Flag]:
        """Return the flags of one part of the document: its head, its scores, or the rest of it."""
        return [flag for flag in self.document_flags if self._part_of(flag) == part]

    def _part_of(self, flag: Flag) -> str:
        if flag.kind.startswith(_OF_THE_HEAD):
            return "head"
        return "scores" if flag.kind.startswith(_OF_THE_SCORES) and self.shows_scores else "rest"

    @property
    def shows_scores(self) -> bool:
        """Tell whether there are scores to show; a result report that quotes a total alone has none to accept."""
        return not self.to_accept.is_empty and bool(self.to_accept.indicators or not self.is_result_report)

    @property
    def applied_repairs(self) -> list[ReadRepair]:
        """What the reader mended by itself."""
        return [repair for repair in self.reading.repairs if repair.is_applied]

    @property
    def proposed_repairs(self) -> list[ReadRepair]:
        """What is damaged and nobody dared to mend."""
        return [repair for repair in self.reading.repairs if not repair.is_applied]

    @property
    def doubtful_tables(self) -> list[ReadTable]:
        """The tables of which a person should say which column is which."""
        return [table for table in self.reading.tables if table.is_doubtful]

    @property
    def other_tables(self) -> list[ReadTable]:
        """The tables that were understood, or taken for something else than measures."""
        return [table for table in self.reading.tables if not table.is_doubtful]

    def indicator_name(self, number: int) -> str:
        """Return the official name of an indicator in the assessed year."""
        return ita.indicator_name(number, self.document.assessed_year)


def sheet_of(document: Document, *, asker: Viewer, fiscal_year: FiscalYear | None = None) -> Sheet:
    """Gather the review page; `fiscal_year` is what the person chose where the document tells none."""
    if document.measures_year is not None:
        fiscal_year = FiscalYear(document.measures_year)
    reading = Reading.from_json(document.reading) if document.state is DocumentState.ANALYSED else Reading("other")
    own_name = people_queries.government(asker).name
    units = people_queries.units(asker)
    names = people_queries.owner_names(asker)
    unit_names = {unit.id: unit.name for unit in units}
    rows, document_flags = _rows(document, reading, names, unit_names, asker=asker, fiscal_year=fiscal_year)
    year = document.assessed_year
    return Sheet(
        document=document,
        reading=reading,
        fiscal_year=fiscal_year,
        own_name=own_name,
        likeness=likeness([reading.organisation or "", *reading.organisation_aliases], own_name),
        rows=rows,
        document_flags=document_flags,
        findings=document_queries.findings(document.id, asker=asker),
        unknown_owners=_unknown(rows),
        units=units,
        printed=service.printed_scores(reading),
        computed=service.computed_scores(reading),
        to_accept=service.scores_to_accept(reading),
        assessment=None if year is None else queries.assessment(asker, year),
    )


def filled_form(proposal: ProposedMeasure) -> WordingForm:
    """Return the form of one row, filled in with what was read."""
    values = wording_values(proposal, proposal.steps, proposal.owners, proposal.period_raw)
    return WordingForm(formdata=None, data=values, prefix=f"row{proposal.seq}")


def sent_form(proposal: ProposedMeasure) -> WordingForm:
    """Return the form of one row as it was sent."""
    return WordingForm(prefix=f"row{proposal.seq}")


def _rows(
    document: Document,
    reading: Reading,
    names: Mapping[str, int],
    unit_names: Mapping[int, str],
    *,
    asker: Viewer,
    fiscal_year: FiscalYear | None,
) -> tuple[list[ProposalRow], list[Flag]]:
    proposals = document_queries.proposals(document.id, asker=asker)
    reviews = queries.reviews(document.id, asker=asker)
    flags: dict[int | None, list[Flag]] = defaultdict(list)
    for flag in document_queries.flags(document.id, asker=asker):
        flags[flag.proposed_measure_id].append(flag)
    made = {review.measure_id for review in reviews.values() if review.measure_id is not None}
    opened = queries.ids_with_tasks(made, asker=asker) if made else set()
    rows = []
    for proposal in proposals:
        review = reviews.get(proposal.id)
        timing, is_reversed = _timing(proposal, fiscal_year)
        rows.append(
            ProposalRow(
                proposal=proposal,
                flags=flags[proposal.id],
                review=review,
                owners=[OwnerSeen(text, _meant(text, names, unit_names)) for text in proposal.owners],
                timing=timing,
                suggestion=None if fiscal_year is None else service.suggested_timing(proposal, fiscal_year),
                is_reversed=is_reversed,
                can_undo=review is not None and review.measure_id not in opened,
                source=_source(proposal, [*flags[proposal.id], *flags[None]], reading),
            )
        )
    return rows, flags[None]


def _source(proposal: ProposedMeasure, flags: Sequence[Flag], reading: Reading) -> list[Paragraph]:
    """Return the words of a proposal, with what its flags quote marked, and what flags of its lines quote."""
    lines = set(proposal.source_lines)
    about = [flag for flag in flags if flag.proposed_measure_id is not None or flag.line in lines]
    damaged = [repair for repair in reading.repairs if repair.line is None or repair.line in lines]
    return marked(proposal.source_text or proposal.title, marks_of(about, damaged))


def _timing(proposal: ProposedMeasure, fiscal_year: FiscalYear | None) -> tuple[Timing, bool]:
    """Return a proposal's period as understood, and whether it ends before it begins."""
    year = fiscal_year or FiscalYear.of(proposal.starts_on) if proposal.starts_on else fiscal_year
    if year is None:
        return Timing(proposal.period_raw), False
    try:
        return service.as_read(proposal, year).timing, False
    except NotValid:
        return Timing(proposal.period_raw, proposal.starts_on, proposal.ends_on), True


def _meant(text: str, names: Mapping[str, int], unit_names: Mapping[int, str]) -> str:
    scope, unit_id = service.owner_meant(text, names)
    return scope.label if scope is not OwnerScope.UNIT else unit_names.get(unit_id or 0, "")


def _unknown(rows: list[ProposalRow]) -> list[UnknownOwner]:
    found: dict[str, UnknownOwner] = {}
    for row in rows:
        if row.review is not None and row.review.measure_id is None:
            continue  # What was set aside needs no owner.
        for owner in row.owners:
            if not owner.means:
                known = found.setdefault(thai.without_spaces(owner.text), UnknownOwner(owner.text))
                known.rows.append(row.proposal.seq)
    return list(found.values())
