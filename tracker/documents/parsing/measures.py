"""One measure from its cells."""

import re
from dataclasses import replace

from tracker import thai
from tracker.documents.parsing import indicators, items, owners, scores, steps, ticks
from tracker.documents.parsing.contents import bare_numbers
from tracker.documents.parsing.list_markers import CONTINUED
from tracker.documents.parsing.periods import Period, period
from tracker.documents.parsing.tables import RawMeasure, group_indicators
from tracker.documents.reading import ReadMeasure, ReadSpan
from tracker.fiscal_year import FiscalYear

_KIND = re.compile(r"^(มาตรการ|โครงการ|กิจกรรม)")
_LABEL = re.compile(r"^(?:ชื่อ)?(มาตรการ|โครงการ|กิจกรรม)\s*(?:/\s*(?:มาตรการ|โครงการ|กิจกรรม)\s*)*[:：]\s*(?=\S)")
# มาตรการที่ ๑ …, โครงการที่ ๒/๑: …; without ที่ only where a sign parts the number from the name (มาตรการ ๕ ส is one).
_NUMBERED = re.compile(
    r"^(มาตรการ|โครงการ|กิจกรรม)\s*(?:(?:ลำดับ)?ที่\s*[0-9๐-๙]{1,2}(?:[./][0-9๐-๙]{1,2})?\s*[.:)–-]*"
    r"|[0-9๐-๙]{1,2}(?:[./][0-9๐-๙]{1,2})?\s*(?:[.:)]|[–-](?=\s)))(?![0-9๐-๙])\s*(?=\S)"
)
_BROKEN_MONTH = re.compile("|".join(" ?".join(name) for name in thai.MONTHS))
_NOTHING = re.compile(r"^[-–—.\s]*$")
_REFERRING = ("title", "analysis", "steps", "indicator", "monitoring", "result", "outcome", "evidence", "note", "items")
_SOURCE_ORDER = ("indicator", "analysis", "title", "steps", "period", "owner", "monitoring", "result", "outcome")


def measure(raw: RawMeasure, *, seq: int, fiscal_year: FiscalYear | None) -> ReadMeasure:
    """Read one measure; `fiscal_year` is the year the measures are carried out in, where it is known."""
    kind, title = named(raw)
    numbers = row_indicators(raw)
    raw_period = period_text(raw)
    dates = dated(raw, fiscal_year)
    own = numbers[0] if len(numbers) == 1 else None
    return ReadMeasure(
        seq=seq,
        title=title,
        source_lines=tuple(raw.lines),
        source_text=source_text(raw),
        kind=kind,
        analysis=_said(raw.text("analysis")),
        steps=_stated(raw, "steps"),
        indicators=numbers,
        quoted_scores=scores.quoted_scores(scored_text(raw), own)
        or scores.scores_in_order(thai.one_line(raw.text("score")), numbers),
        item_refs=items.published_items(thai.one_line(" ".join(raw.text(name) for name in _REFERRING))),
        period_raw=raw_period,
        start=dates.starts_on if dates else None,
        end=dates.ends_on if dates else None,
        recurrence=dates.recurrence if dates else None,
        periods=spans(dates),
        owners_raw=_said(raw.text("owner")),
        owners=_owners(raw),
        monitoring=_monitoring(raw),
        result=_stated(raw, "result"),
        outcome=_stated(raw, "outcome"),
    )


def _owners(raw: RawMeasure) -> tuple[str, ...]:
    """Return the owners of a measure; those of rows with a step each are read row by row."""
    if not raw.has_owner_rows:
        return owners.owners(raw.text("owner"))
    named = (name for text in raw.cells["owner"] for name in owners.owners(text))
    return tuple({thai.without_spaces(name): name for name in named}.values())


def _stated(raw: RawMeasure, column: str) -> tuple[str, ...]:
    """Return the entries of a column; a lone dash says nothing."""
    said = ticks.without_choices(raw.text(column)) if column in {"result", "outcome"} else raw.text(column)
    entries = [thai.one_line(text) for text in steps.steps(said)]
    if len(entries) == 1 and raw.number is not None:  # ๓.๑ before the only entry of the third measure.
        only = re.match(rf"\(?{raw.number}\.1[.)]?\)?\s*(?=[^\s\d.])", thai.arabic_digits(entries[0]))
        entries = [entries[0][only.end() :]] if only else entries
    return tuple(entry for entry in entries if not _NOTHING.match(entry))


def named(raw: RawMeasure) -> tuple[str | None, str]:
    """Return kind and name of a measure, without its number, ชื่อโครงการ: before it and (ต่อ) behind it."""
    column = _KIND.match(thai.one_line(raw.text("kind")))
    title = thai.one_line(raw.text("title"))
    for before in (_NUMBERED, _LABEL):
        title = steps.without_number(title)[1] if not before.match(title) else title
        if match := before.match(title):
            column, title = column or match, title[match.end() :]
    title = CONTINUED.sub("", title)
    kind = column or _KIND.match(title)
    return (kind[1] if kind else None), title


def _said(text: str) -> str | None:
    line = thai.one_line(text)
    return None if _NOTHING.fullmatch(line) else line


def scored_text(raw: RawMeasure) -> str:
    """Return the words of a row that may quote scores."""
    return thai.one_line(" ".join(raw.text(name) for name in ("indicator", "score", "analysis")) + f" {_group_of(raw)}")


def _group_of(raw: RawMeasure) -> str:
    """Return the heading a measure stands under, unless its own cells name its indicator."""
    return "" if indicators.mentions(thai.one_line(raw.text("indicator"))) else raw.group


def period_text(raw: RawMeasure) -> str | None:
    """Return the words of the period cell; a lone dash says nothing."""
    return " / ".join(_period_cells(raw)) or None


def dated(raw: RawMeasure, fiscal_year: FiscalYear | None) -> Period | None:
    """Read the period of a measure; rows with a period each make it one with several occurrences."""
    read = [_read(cell, fiscal_year) for cell in _period_cells(raw)]
    if len(read) < 2:
        return _until(read[0]) if read and raw.is_due else read[0] if read else None
    if any(one is not None and one.is_reversed for one in read):
        return next(one for one in read if one is not None and one.is_reversed)
    known = [one for one in read if one is not None and one.starts_on and one.ends_on]
    if len(known) < len(read):
        return None
    spans = [span for one in known for span in one.periods or ((one.starts_on, one.ends_on),)]
    stated = sorted((start, end) for start, end in spans if start and end)
    return Period(period_text(raw) or "", stated[0][0], max(end for _, end in stated), None, tuple(stated))


def _until(read: Period | None) -> Period | None:
    """Let a measure that is due on a day begin with that day's fiscal year, as ภายในวันที่ does."""
    if read is None or read.starts_on is None or read.starts_on != read.ends_on:
        return read
    return replace(read, starts_on=FiscalYear.of(read.starts_on).first_day)


def _read(cell: str, fiscal_year: FiscalYear | None) -> Period | None:
    """Read one period; of a row that says its beginning or its end alone, that alone."""
    cell = _BROKEN_MONTH.sub(lambda match: match[0].replace(" ", ""), cell)
    if cell.endswith("–"):
        return period(f"ตั้งแต่ {cell.rstrip(' –')}", fiscal_year=fiscal_year)
    if cell.startswith("–"):
        return period(f"ภายใน {cell.lstrip(' –')}", fiscal_year=fiscal_year)
    return period(cell, fiscal_year=fiscal_year)


def _period_cells(raw: RawMeasure) -> list[str]:
    cells = dict.fromkeys(thai.one_line(cell) for cell in raw.cells.get("period", []))
    return [cell for cell in cells if not re.fullmatch(r"[-–—.\s]*", cell)]


def spans(dates: Period | None) -> tuple[ReadSpan, ...]:
    """Return the occurrences of a period that names several."""
    return tuple(ReadSpan(start, end) for start, end in dates.periods) if dates else ()


def row_indicators(raw: RawMeasure) -> tuple[int, ...]:
    """Return the indicators a row names: by number, else by name in its column, else by its group's heading."""
    said = "\n".join(raw.text(name) for name in ("indicator", "analysis", "title"))
    found = dict.fromkeys(mention.no for mention in indicators.mentions(thai.one_line(said)))
    if not found:
        number, name = steps.without_number(thai.one_line(raw.text("indicator")))
        if bare := bare_numbers(raw.text("indicator")):
            found.update(dict.fromkeys(bare))
        elif number is not None and 1 <= number <= 10 and name:
            found[number] = None
        else:
            found.update(dict.fromkeys(indicators.named_in(raw.text("indicator"))))
    if not found and (named := indicators.named_at_start(raw.text("analysis"))):
        found[named] = None
    return tuple(found) or group_indicators(raw) or _indicators_in_brackets(raw.text("steps"))


def _indicators_in_brackets(text: str) -> tuple[int, ...]:
    """Return the indicators that a text names in brackets as what it serves: (ตัวชี้วัดที่ ๘)."""
    inside = " ".join(re.findall(r"\(\s*(?:สอดคล้องกับ|ตาม|รองรับ)?\s*(ตัวชี้วัดที่[^()]*)\)", text))
    return tuple(dict.fromkeys(mention.no for mention in indicators.mentions(inside)))


def source_text(raw: RawMeasure) -> str:
    """Return the words the measure was read from, a paragraph for each cell, for the person who reviews it."""
    paragraphs = [raw.group] if raw.group else []
    paragraphs += [thai.clean(raw.text(name)) for name in _SOURCE_ORDER if raw.text(name)]
    return "\n\n".join(paragraphs)


def _monitoring(raw: RawMeasure) -> str | None:
    texts = [thai.one_line(text) for text in steps.steps(raw.text("monitoring"))]
    return " ".join(texts) or None
