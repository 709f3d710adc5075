"""Cards of one indicator: its score, its strengths and weaknesses, and the measure that answers them, label by label.

A card says three things that other documents say apart, so it is taken apart: a heading with the score, a table of
findings, and a card of the measure alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing.card_measures import measure_rows
from tracker.documents.parsing.card_rows import CardRow, card_row, card_rows
from tracker.documents.parsing.list_markers import CONTINUED
from tracker.documents.parsing.scores import Line
from tracker.documents.parsing.sections import Section, section_of
from tracker.documents.parsing.tables import is_page_number

_FEWEST_ROWS = 3
_FEWEST_CARDS = 2
_FINDINGS_HEAD = ("ประเด็น", "รายละเอียด")


def with_cards_apart(blocks: Sequence[Block]) -> list[Block]:
    """Take the cards of indicators apart; every other block stays as it is."""
    apart: list[Block] = []
    above: int | None = None
    """Where the heading of an indicator stands that no table followed yet."""
    pieces = [piece for block in blocks for piece in _cards_of(block)]
    for block in _with_whole_cards(pieces):
        if isinstance(block, Paragraph):
            apart.append(block)
            if _section(block.text) is not None:
                above = len(apart) - 1
            continue
        card = _card(block, apart[above] if above is not None else None)
        if card is None:
            apart.append(block)
        elif card.is_headed_above and above is not None:
            apart[above] = card.heading
            apart += card.tables()
        else:
            apart += [card.heading, *card.tables()]
        above = None
    return apart


@dataclass(frozen=True)
class _Card:
    heading: Paragraph
    section: Section
    rows: Sequence[CardRow]
    is_headed_above: bool

    def tables(self) -> Iterator[Table]:
        """Yield the table of the findings and the card of the measure, where the card has them."""
        found = [row for row in self.rows if row.kind is not None and row.words]
        if found:
            head = Row(_FINDINGS_HEAD, found[0].line)
            yield Table((head, *(Row((row.label, row.words), row.line, last_line=row.last_line) for row in found)))
        if rows := measure_rows(self.rows, _about(self.section)):
            yield Table(tuple(rows))


def _about(section: Section) -> str:
    """Return the words that say of what a measure is; the name of the indicator is the heading's."""
    said = f"ตัวชี้วัดที่ {section.no}"
    return said if section.score is None else f"{said} ได้ {section.score:.2f} คะแนน"


def _card(table: Table, above: Block | None) -> _Card | None:
    """Tell the card of an indicator: named above it or in it, with a score or strengths, which no measure has."""
    rows = card_rows(table)
    if rows is None or len(rows) < _FEWEST_ROWS or not _tells_of_indicator(rows):
        return None
    named = next((row for row in rows if _is_named(row)), None)
    if named is not None:
        heading = Paragraph(thai.one_line(named.text), named.line)
    elif isinstance(above, Paragraph):
        heading = above
    else:
        return None
    heading = _scored(heading, rows)
    section = _section(heading.text)
    rest = [row for row in rows if row is not named]
    return _Card(heading, section, rest, named is None) if section is not None else None


def _tells_of_indicator(rows: Sequence[CardRow]) -> bool:
    return any(row.kind == "strength" or row.is_score for row in rows)


def _is_named(row: CardRow | None) -> bool:
    return row is not None and row.names_indicator and _section(row.text) is not None


def _cards_of(block: Block) -> Sequence[Block]:
    """Part a table that holds the cards of several indicators below each other, each begun by the indicator's name."""
    if not isinstance(block, Table):
        return [block]
    begun = [at for at, row in enumerate(block.rows) if _is_named(card_row(row))]
    ends = [*begun[1:], len(block.rows)]
    pieces = [block.rows[at:end] for at, end in zip([0, *begun], [*begun[:1], *ends], strict=True)] if begun else []
    cards = [piece for rows in pieces for piece in _piece(rows)]
    found = [card_rows(card) for card in cards if isinstance(card, Table)]
    are_cards = all(rows is not None for rows in found)
    are_several = sum(_tells_of_indicator(rows) for rows in found if rows) >= _FEWEST_CARDS
    return cards if are_cards and are_several else [block]


def _piece(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the rows of one card; a name that spans them is the heading above."""
    one = card_row(rows[0]) if rows else None
    if one is not None and not one.label and _is_named(one):
        yield Paragraph(thai.one_line(one.words), one.line, one.last_line)
        rows = rows[1:]
    if rows:
        yield Table(tuple(rows))


def _scored(heading: Paragraph, rows: Sequence[CardRow]) -> Paragraph:
    """Write the score of the card, of the latest year it tells, behind the heading that prints none."""
    section = _section(heading.text)
    said = max((row for row in rows if row.is_score), key=lambda row: row.year, default=None)
    if said is None or section is None or section.score is not None:
        return heading
    text = f"{thai.one_line(heading.text).rstrip(' :.')} ({said.score} คะแนน)"
    return replace(heading, text=text) if _section(text) is not None else heading


def _section(text: str) -> Section | None:
    return section_of(Line(CONTINUED.sub("", text), None))


def _with_whole_cards(blocks: Sequence[Block]) -> list[Block]:
    """Join the cards that a page cut: the rest stands below a heading or a label with (ต่อ)."""
    whole: list[Block] = []
    last: int | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            whole.append(block)
            if not (is_page_number(block.text) or CONTINUED.search(block.text)):
                last = None
            continue
        before = whole[last] if last is not None else None
        rest = card_rows(block)
        if last is not None and isinstance(before, Table) and rest and _goes_on(before, rest, whole[last + 1 :]):
            whole[last] = _joined(before, rest)
            del whole[last + 1 :]
        else:
            whole.append(block)
            last = len(whole) - 1 if rest and _tells_of_indicator(rest) else None
    return whole


def _joined(before: Table, rest: Sequence[CardRow]) -> Table:
    """Add the rest of a card to its beginning; a label that stood last above is the same one."""
    last = (card_rows(before) or [rest[0]])[-1].label
    rest = [row for row in rest if row.label or not CONTINUED.search(row.words)]
    if rest and rest[0].label == last:
        rest[0] = replace(rest[0], is_again=True)
    return Table((*before.rows, *(row.as_row() for row in rest)))


def _goes_on(before: Table, rest: Sequence[CardRow], between: Sequence[Block]) -> bool:
    """Tell the rest of a card: what stands between says (ต่อ), or its first label does and is said above."""
    above = {row.label for row in card_rows(before) or ()}
    labelled = [row for row in rest if row.label]
    if labelled and labelled[0].is_again and labelled[0].label in above:
        return True
    said = [block.text for block in between if isinstance(block, Paragraph)]
    is_said = any(CONTINUED.search(text) for text in [*said, *(row.words for row in rest if row not in labelled)])
    return is_said and not above & {row.label for row in labelled[1:]}
