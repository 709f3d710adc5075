"""The assessment's vocabulary by year: indicators, instruments, items, levels and the two required documents.

ITA is run every year by สำนักงาน ป.ป.ช.; its names, numbers and rules change between rounds, so all of it is
data of a year. `verified` is False where no published source was found: such a line is to be checked against
the year's manual before an office relies on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 2563, 2569
PASS_SCORE = Decimal(85)  # The goal set for every agency.

Score = Decimal | float | int


class Instrument(StrEnum):
    IIT = "IIT"
    EIT = "EIT"
    OIT = "OIT"

    @property
    def label(self) -> str:
        """The instrument's name in official text."""
        return _INSTRUMENT_NAMES[self]

    @property
    def weight(self) -> Decimal:
        """The share of the overall score."""
        return _WEIGHTS[self]


_INSTRUMENT_NAMES = {
    Instrument.IIT: "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน",
    Instrument.EIT: "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก",
    Instrument.OIT: "แบบตรวจการเปิดเผยข้อมูลสาธารณะ",
}
_WEIGHTS = {Instrument.IIT: Decimal("0.30"), Instrument.EIT: Decimal("0.30"), Instrument.OIT: Decimal("0.40")}

_NAMES = {
    1: "การปฏิบัติหน้าที่",
    2: "การใช้งบประมาณ",
    3: "การใช้อำนาจ",
    4: "การใช้ทรัพย์สินของราชการ",
    5: "การแก้ไขปัญหาการทุจริต",
    6: "คุณภาพการดำเนินงาน",
    7: "ประสิทธิภาพการสื่อสาร",
    8: "การปรับปรุงการทำงาน",
    9: "การเปิดเผยข้อมูล",
    10: "การป้องกันการทุจริต",
}
_OLDER_NAME_OF_EIGHT = "การปรับปรุงระบบการทำงาน"
_NEW_NAME_OF_EIGHT_FROM = 2566  # Seen in 2564 (older) and 2568 (newer); the year of the change is not verified.
_FEWER_ITEMS_FROM = 2567
_NEW_LEVELS_FROM = 2567


@dataclass(frozen=True)
class Indicator:
    """One of the ten indicators, as one year's round names it."""

    no: int
    name: str
    instrument: Instrument
    verified: bool


@dataclass(frozen=True)
class SubIndicator:
    code: str
    name: str
    verified: bool


@dataclass(frozen=True)
class ItemRange:
    """The item codes of one instrument: i1–i15, e1–e9, O1–O26."""

    letter: str
    first: int
    last: int
    verified: bool


@dataclass(frozen=True)
class RequiredDocument:
    """One of the two documents an agency publishes: its measures, and the report of their results."""

    code: str
    title: str
    verified: bool


@dataclass(frozen=True)
class YearCatalogue:
    """Everything that is said differently from year to year."""

    year: int
    indicators: tuple[Indicator, ...]
    sub_indicators: tuple[SubIndicator, ...]
    items: tuple[ItemRange, ...]
    measures_document: RequiredDocument
    result_document: RequiredDocument
    levels_verified: bool


_MEASURES_TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
_RESULT_TITLE_TO_2566 = "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
_RESULT_TITLE = "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
_DEVELOPMENT_TITLE = "การนำผลการประเมิน ITA ไปสู่การพัฒนาองค์กร"


@dataclass(frozen=True)
class _Publication:
    """What one year's OIT asked for: its number of items, and the codes of the two documents."""

    published_items: int
    measures: tuple[str, str]
    result: tuple[str, str]
    verified: frozenset[str] = frozenset()  # Which of: items, measures, result.


_ALL = frozenset(["items", "measures", "result"])
_TO_2566 = (("O42", _MEASURES_TITLE), ("O43", _RESULT_TITLE_TO_2566))
_PUBLICATIONS = {
    2563: _Publication(43, *_TO_2566),
    2564: _Publication(43, *_TO_2566, _ALL),
    2565: _Publication(43, *_TO_2566, _ALL),
    2566: _Publication(43, *_TO_2566, _ALL),
    2567: _Publication(35, ("O34", _MEASURES_TITLE), ("O35", _RESULT_TITLE)),
    2568: _Publication(28, ("O27", _MEASURES_TITLE), ("O28", _RESULT_TITLE), frozenset(["measures"])),
    2569: _Publication(26, ("O25", _DEVELOPMENT_TITLE), ("O26", _RESULT_TITLE), _ALL),
}


def catalogue(year: int | None) -> YearCatalogue:
    """Return the vocabulary of one round; a year outside 2563–2569 (or none) gets its nearest neighbour's."""
    return _CATALOGUES[LAST_YEAR if year is None else min(max(year, FIRST_YEAR), LAST_YEAR)]


def indicator_name(no: int, year: int | None) -> str:
    """Return the official name of an indicator in one year's round."""
    return catalogue(year).indicators[no - 1].name


def every_name(no: int) -> frozenset[str]:
    """Return all official names an indicator has had."""
    return frozenset(indicator_name(no, year) for year in range(FIRST_YEAR, LAST_YEAR + 1))


def instrument_of(no: int) -> Instrument:
    """Return the instrument that measures an indicator: 1–5 IIT, 6–8 EIT, 9–10 OIT."""
    return Instrument.IIT if no <= 5 else Instrument.EIT if no <= 8 else Instrument.OIT


def is_item(code: str, year: int | None) -> bool:
    """Tell whether an item code (i10, e4, O25) exists in one year's round."""
    letter, number = code[:1], code[1:]
    for known in catalogue(year).items:
        if known.letter.lower() == letter.lower() and number.isdecimal():
            return known.first <= int(number) <= known.last
    return False


def is_sub_indicator(code: str, year: int | None) -> bool:
    """Tell whether a part of an indicator (9.3) exists in one year's round."""
    return any(known.code == code for known in catalogue(year).sub_indicators)


def indicator_of_item(code: str, year: int | None) -> int | None:
    """Return the indicator an IIT or EIT item belongs to; items are dealt out evenly, in order.

    From 2567 three items each (i1–i15, e1–e9); before that six of the IIT and five of the EIT.
    """
    if not is_item(code, year) or code[:1].lower() == "o":
        return None
    internal = code[:1].lower() == "i"
    per_indicator = 3 if catalogue(year).year >= _FEWER_ITEMS_FROM else 6 if internal else 5
    return (1 if internal else 6) + (int(code[1:]) - 1) // per_indicator


def rounded(score: Score) -> Decimal:
    """Round half up to 0.01, as scores are printed."""
    return Decimal(str(score)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def instrument_scores(scores: Mapping[int, Score]) -> dict[Instrument, Decimal | None]:
    """Return each instrument's score, the mean of its indicators; None where one of them is missing."""
    exact = _instrument_means(scores)
    return {instrument: None if mean is None else rounded(mean) for instrument, mean in exact.items()}


def overall(scores: Mapping[int, Score]) -> Decimal | None:
    """Return the overall score: 30 % IIT, 30 % EIT, 40 % OIT; None where an indicator is missing."""
    total = Decimal(0)
    for instrument, mean in _instrument_means(scores).items():
        if mean is None:
            return None
        total += instrument.weight * mean
    return rounded(total)


def level(year: int, overall_score: Score, instruments: Mapping[Instrument, Score | None]) -> str | None:
    """Return the level of a result; None where the rule needs an instrument's score that is not known.

    From 2567 ผ่านดีเยี่ยม and ผ่านดี ask 95 and 85 of every instrument too; before that AA to F by the overall score.
    """
    total = rounded(overall_score)
    if year < _NEW_LEVELS_FROM:
        return next(letter for letter, least in _LETTERS if total >= least)
    if total < PASS_SCORE:
        return "ต้องปรับปรุง" if total >= 70 else "ต้องปรับปรุงโดยด่วน"
    known = [instruments.get(instrument) for instrument in Instrument]
    lowest = min((rounded(score) for score in known if score is not None), default=None)
    if lowest is not None and lowest < PASS_SCORE:
        return "ผ่าน"
    if lowest is None or any(score is None for score in known):
        return None
    return "ผ่านดีเยี่ยม" if total >= 95 and lowest >= 95 else "ผ่านดี"


def levels(year: int) -> tuple[str, ...]:
    """Return the words of a year's scale, best first."""
    if year < _NEW_LEVELS_FROM:
        return tuple(letter for letter, _ in _LETTERS)
    return ("ผ่านดีเยี่ยม", "ผ่านดี", "ผ่าน", "ต้องปรับปรุง", "ต้องปรับปรุงโดยด่วน")


_LETTERS = (("AA", 95), ("A", 85), ("B", 75), ("C", 65), ("D", 55), ("E", 50), ("F", 0))


def _instrument_means(scores: Mapping[int, Score]) -> dict[Instrument, Decimal | None]:
    means: dict[Instrument, Decimal | None] = {}
    for instrument in Instrument:
        numbers = [no for no in range(1, 11) if instrument_of(no) is instrument]
        known = [Decimal(str(scores[no])) for no in numbers if no in scores]
        means[instrument] = sum(known, Decimal(0)) / len(known) if len(known) == len(numbers) else None
    return means


def _indicators(year: int) -> tuple[Indicator, ...]:
    older = year < _NEW_NAME_OF_EIGHT_FROM
    return tuple(
        Indicator(
            no,
            _OLDER_NAME_OF_EIGHT if no == 8 and older else name,
            instrument_of(no),
            verified=no != 8 or year in {2564, 2568, 2569},
        )
        for no, name in _NAMES.items()
    )


def _sub_indicators(year: int) -> tuple[SubIndicator, ...]:
    newer = year >= _FEWER_ITEMS_FROM
    return (
        SubIndicator("9.1", "ข้อมูลพื้นฐาน", verified=True),
        SubIndicator("9.2", "การบริหารงาน", verified=True),
        SubIndicator("9.3", "การจัดซื้อจัดจ้าง" if newer else "การบริหารเงินงบประมาณ", verified=not newer or year == 2568),
        SubIndicator("9.4", "การบริหารและพัฒนาทรัพยากรบุคคล", verified=True),
        SubIndicator("9.5", "การส่งเสริมความโปร่งใส", verified=True),
        SubIndicator("10.1", "การดำเนินการเพื่อป้องกันการทุจริต", verified=True),
        SubIndicator(
            "10.2",
            "การส่งเสริมคุณธรรมและความโปร่งใส" if newer else "มาตรการภายในเพื่อป้องกันการทุจริต",
            verified=not newer or year == 2568,
        ),
    )


def _items(year: int) -> tuple[ItemRange, ...]:
    newer = year >= _FEWER_ITEMS_FROM
    published = _PUBLICATIONS[year]
    return (
        ItemRange("i", 1, 15 if newer else 30, verified=not newer or year == 2568),
        ItemRange("e", 1, 9 if newer else 15, verified=newer and year == 2568),
        ItemRange("O", 1, published.published_items, verified="items" in published.verified),
    )


def _year_catalogue(year: int, published: _Publication) -> YearCatalogue:
    return YearCatalogue(
        year,
        _indicators(year),
        _sub_indicators(year),
        _items(year),
        RequiredDocument(*published.measures, verified="measures" in published.verified),
        RequiredDocument(*published.result, verified="result" in published.verified),
        levels_verified=year != _NEW_LEVELS_FROM,
    )


_CATALOGUES = {year: _year_catalogue(year, published) for year, published in _PUBLICATIONS.items()}
