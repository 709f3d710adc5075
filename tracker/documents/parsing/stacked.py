"""Tables whose cells text kept one below the other: a line of headings, then number, name, steps, owner, period.

Programs that copy the text out of a printed document leave a table so. Nothing but the order of the columns and what
each line is tells which cell it belongs to; a table is read where that fits for nearly all of its entries, or not at
all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Row, Table
from tracker.documents.parsing.idle_rows import group_heading
from tracker.documents.parsing.layouts import layout_of
from tracker.documents.parsing.stacked_cells import Fit, fit, width_of
from tracker.documents.parsing.stacked_headings import NUMBER, StackedHeadings, headings_before

_ALONE = re.compile(r"^\(?([0-9๐-๙]{1,2})\s*[.)]?\)?$")
_BEFORE_NAME = re.compile(r"^\(?([0-9๐-๙]{1,2})\s*(?:[.)]\)?\s*|\s)(?=[ก-๛A-Za-z“\"(])")
_PAGE_NUMBER = re.compile(r"^(?:[-–—\s]+|\s*หน้า(?:ที่)?\s*)[0-9๐-๙]{1,3}[-–—\s]*$")
_FEWEST = 2
_NEARLY_ALL = 0.75
_MOST_LINES = 60
_MOST_PASSES = 3
_ENDS = ("owner", "period")
_MOST_TRIED = 20  # Tables; a file that repeats headings without end is none.
_LONGEST_GROUP = 120
_NUMBER_HEADING = "ที่"
# Columns in which a number alone may stand, so that it need not be the next entry's.
_WITH_NUMBERS = frozenset(["budget", "score", "indicator", "items", "status", "result", "outcome", "other"])

_one_line = lru_cache(maxsize=8192)(thai.one_line)


@dataclass(frozen=True)
class _Entry:
    paragraphs: tuple[Paragraph, ...]
    """From the line with its number to the one above the next number."""
    number: str
    lines: tuple[str, ...]
    """What stands behind the number, line by line."""
    behind: tuple[Paragraph, ...] = ()
    """The heading of the group that begins with the next entry."""


def with_stacked_tables(blocks: Sequence[Block]) -> list[Block]:
    """Make tables of what stands one below the other; everything else stays as it is."""
    found: list[Block] = []
    at = 0
    while at < len(blocks):
        run = _run(blocks, at)
        found.extend(_of_run(run) if run else [blocks[at]])
        at += max(1, len(run))
    return found


def _run(blocks: Sequence[Block], start: int) -> list[Paragraph]:
    run: list[Paragraph] = []
    for block in blocks[start:]:
        if not isinstance(block, Paragraph):
            break
        run.append(block)
    return run


def _of_run(run: list[Paragraph]) -> Iterator[Block]:
    """Yield paragraphs that stand together, a stacked table among them as a table."""
    texts = [_one_line(paragraph.text) for paragraph in run]
    begun, at, tried = 0, 1, 0
    while at < len(run) and tried < _MOST_TRIED:
        end = at - 1 if _is_group(texts[at - 1]) else at
        headings = headings_before(texts, end) if _number_of(texts[at]) == 1 else None
        first = end - len(headings.lines) if headings else at
        tried += headings is not None
        table = _table(run[first:], headings) if headings and first >= begun else None
        if table is None:
            at += 1
            continue
        block, rest, taken = table
        yield from run[begun:first]
        yield block
        yield from rest
        begun = first + taken
        at = begun + 1
    yield from run[begun:]


def _number_of(text: str) -> int | None:
    match = _ALONE.match(text) or _BEFORE_NAME.match(text)
    return int(match[1]) if match else None


def _table(run: Sequence[Paragraph], headings: StackedHeadings) -> tuple[Table, list[Paragraph], int] | None:
    """Read the table that begins with these headings, what stood between its rows, and how many paragraphs it takes."""
    size = len(headings.lines)
    body = _without_headings(run, headings)
    columns = tuple(column for column in headings.columns if column != NUMBER)
    entries = _entries(body, columns)
    known = _fitted(entries, columns)
    if known is None:
        return None
    rows, left = [_heading_row(run[:size], headings)], list[Paragraph]()
    above: Sequence[Paragraph] = body[: body.index(entries[0].paragraphs[0])]
    for entry, one in zip(entries, known, strict=True):
        rows += [_group(paragraph, len(rows[0].cells)) for paragraph in above if _is_group(paragraph.text)]
        left += [paragraph for paragraph in above if not _is_group(paragraph.text)]
        row, behind = _row(entry, one)
        above = [*behind, *entry.behind]
        rows.append(row)
    if layout_of(rows) is None:
        return None
    if any(_ALONE.match(line) and _number_of(line) == len(entries) + 1 for line in entries[-1].lines[known[-1].end :]):
        return None  # The next entry stands there, but the number before it was not its own.
    last = entries[-1].paragraphs[_taken(entries[-1], known[-1]) - 1]
    return Table(tuple(rows)), left, next(at for at, paragraph in enumerate(run) if paragraph is last) + 1


def _fitted(entries: Sequence[_Entry], columns: Sequence[str]) -> list[Fit] | None:
    """Part all entries over the columns; where that leaves open too much, once more with the columns' widths."""
    widths: tuple[int, ...] = ()
    for _ in range(_MOST_PASSES):
        fits = [fit(entry.lines, columns, widths) for entry in entries[:-1]]
        fits += [_last(entry, columns, widths) for entry in entries[-1:]]
        known = [one for one in fits if one is not None]
        if len(known) < max(_FEWEST, len(fits)):
            return None
        if _fits(known):
            return known
        widths = _widths(entries, known)
    return None


def _widths(entries: Sequence[_Entry], found: Sequence[Fit]) -> tuple[int, ...]:
    """Return how wide each column is, by the entries that fit in one way alone; by all where none does."""
    sure = [pair for pair in zip(entries, found, strict=True) if pair[1].is_sure]
    pairs = sure or list(zip(entries, found, strict=True))
    cells = ([entry.lines[start:end] for start, end in one.cells] for entry, one in pairs)
    return tuple(
        max((width_of(line) for lines in column for line in lines), default=0) for column in zip(*cells, strict=True)
    )


def _fits(found: Sequence[Fit]) -> bool:
    """Tell entries that nearly all fit in one way alone; where the last one ends, what follows may leave open."""
    *others, last = found
    return last.is_told and sum(one.is_sure for one in others) >= _NEARLY_ALL * len(others)


def _without_headings(run: Sequence[Paragraph], headings: StackedHeadings) -> list[Paragraph]:
    """Return what stands below the headings, without their like on later pages and the numbers of pages."""
    body: list[Paragraph] = []
    at, size = 0, len(headings.lines)
    while at < len(run):
        if headings.stand_again([_one_line(paragraph.text) for paragraph in run[at : at + size]]):
            at += size
            continue
        if not _PAGE_NUMBER.match(run[at].text):
            body.append(run[at])
        at += 1
    return body


def _entries(body: Sequence[Paragraph], columns: Sequence[str]) -> list[_Entry]:
    """Part the body at the numbers that count up."""
    texts = [_one_line(paragraph.text) for paragraph in body]
    is_alone = any(_ALONE.match(text) for text in texts[:2] if not _is_group(text))
    if not is_alone and columns[-1] not in _ENDS:
        return []  # Nothing tells the number of an entry from that of a list in the cell before.
    starts: list[int] = []
    for at, text in enumerate(texts):
        if starts and at - starts[-1] > _MOST_LINES:
            break
        match = (_ALONE if is_alone else _BEFORE_NAME).match(text)
        if match is None or int(match[1]) != len(starts) + 1 or (starts and not _is_alike(match[0], texts[starts[0]])):
            continue
        is_certain = is_alone and not _WITH_NUMBERS & set(columns)
        if not starts or is_certain or _is_whole(texts[starts[-1] + is_alone : at], columns):
            starts.append(at)
    ends = [*starts[1:], len(texts)]
    return [_entry(body[start:end][: _MOST_LINES + 1]) for start, end in zip(starts, ends, strict=True)]


def _is_alike(number: str, first: str) -> bool:
    """Tell a number written like the first one: ๒ like ๑, but not ๒. or 2."""
    return _form(first).startswith(_form(number.strip()))


def _form(number: str) -> str:
    return re.sub("[๐-๙]+", "๐", re.sub("[0-9]+", "0", number))


def _is_whole(lines: Sequence[str], columns: Sequence[str]) -> bool:
    """Tell an entry to which nothing is missing: its last columns say what they should."""
    found = fit(lines, columns)
    return found is not None and found.is_told


def _entry(paragraphs: Sequence[Paragraph]) -> _Entry:
    texts = [_one_line(paragraph.text) for paragraph in paragraphs]
    match = _ALONE.match(texts[0]) or _BEFORE_NAME.match(texts[0])
    number, name = (match[1], texts[0][match.end() :]) if match else ("", texts[0])
    end = len(texts) - (len(texts) > 1 and _is_group(texts[-1]))
    lines = (*([name] if name else []), *texts[1:end])
    return _Entry(tuple(paragraphs[:end]), number, lines, tuple(paragraphs[end:]))


def _last(entry: _Entry, columns: Sequence[str], widths: Sequence[int]) -> Fit | None:
    """Part the last entry, behind which the document goes on: where a line is blank, or no cell is left."""
    end = next((at for at, paragraph in enumerate(entry.paragraphs) if at and _is_apart(entry.paragraphs, at)), None)
    found = fit(entry.lines[: end - _offset(entry)], columns, widths) if end else None
    if found is not None and found.is_sure:
        return found
    return fit(entry.lines, columns, widths, dropping=0.0)


def _is_apart(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Tell a paragraph above which a line of the file is blank."""
    before, own = paragraphs[at - 1].lines, paragraphs[at].lines
    return bool(before) and bool(own) and own[0] > before[-1] + 1


def _offset(entry: _Entry) -> int:
    """Return how many of an entry's paragraphs hold nothing but its number."""
    return len(entry.paragraphs) - len(entry.lines)


def _taken(entry: _Entry, found: Fit) -> int:
    return found.end + _offset(entry)


def _row(entry: _Entry, found: Fit) -> tuple[Row, tuple[Paragraph, ...]]:
    """Return an entry as a row, and the paragraphs behind it that are none of its cells."""
    taken = _taken(entry, found)
    cells = ["\n".join(entry.lines[start:end]).replace("\n(", " (") for start, end in found.cells]
    lines = [line for paragraph in entry.paragraphs[:taken] for line in paragraph.lines]
    row = Row((entry.number, *cells))
    return (replace(row, line=lines[0], last_line=lines[-1]) if lines else row), entry.paragraphs[taken:]


def _heading_row(paragraphs: Sequence[Paragraph], headings: StackedHeadings) -> Row:
    own = headings.texts if headings.columns[0] == NUMBER else (_NUMBER_HEADING, *headings.texts)
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    return Row(own, lines[0], last_line=lines[-1]) if lines else Row(own)


def _is_group(text: str) -> bool:
    """Tell the heading of a group of measures: ตัวชี้วัดที่ ๓ …, ด้าน …."""
    return len(text) <= _LONGEST_GROUP and bool(group_heading(Row((text, "")), {}))


def _group(paragraph: Paragraph, width: int) -> Row:
    """Return the heading of a group that stood above a measure as a row."""
    return Row((paragraph.text,) * width, paragraph.line, is_one_cell=True, last_line=paragraph.last_line)
