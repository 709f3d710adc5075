"""Ways in which Thai documents arrive damaged, each on its own and as often as it is met.

`DAMAGES` names them. What a converter or an old font does, it does everywhere; what a typist or OCR does, now and then.
The same seed damages a document in the same way. `Damage.fold` writes alike what the damaged copy may rightly print
otherwise than the sound one, such as Arabic digits.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from benchmarks.comparing import Fold, unfolded
from benchmarks.page_cuts import cut_into_pages
from tracker import thai
from tracker.documents.blocks import Block, Paragraph, Table
from tracker.reports.pdf.words import pieces

Blocks = tuple[Block, ...]
OfText = Callable[[random.Random, str], str]
OfBlocks = Callable[[random.Random, Blocks], Blocks]

_TONE = "[\u0e48-\u0e4b]"
_UPPER = "[\u0e31\u0e34-\u0e37]"
_AM = f"({_TONE}?)\u0e33"
_LINE = 38
"""Letters in a line of a cell that a converter wrapped."""


class Outcome(StrEnum):
    """What must become of a damaged document."""

    READ = "read"
    PROPOSED = "proposed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Damage:
    """One way of damage, what must become of it, and what may be printed in either way."""

    name: str
    outcome: Outcome
    of_blocks: OfBlocks
    fold: Fold = unfolded

    def damaged(self, blocks: Blocks, seed: str) -> Blocks:
        """Return the document damaged in this way."""
        return self.of_blocks(random.Random(f"{self.name} {seed}"), blocks)  # noqa: S311 (to be the same every time)

    def damaged_text(self, text: str, seed: str) -> str:
        """Return one text damaged in this way."""
        damaged = self.damaged((Paragraph(text),), seed)[0]
        return damaged.text if isinstance(damaged, Paragraph) else text


def texts(change: OfText) -> OfBlocks:
    """Damage every text of a document: the repeated words of a merged cell once."""

    def of_blocks(chance: random.Random, blocks: Blocks) -> Blocks:
        return tuple(_changed(chance, block, change) for block in blocks)

    return of_blocks


def _changed(chance: random.Random, block: Block, change: OfText) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=change(chance, block.text))
    known: dict[str, str] = {}
    for row in block.rows:
        for cell in row.cells:
            if cell not in known:
                known[cell] = change(chance, cell)
    return Table(tuple(replace(row, cells=tuple(known[cell] for cell in row.cells)) for row in block.rows))


def every(pattern: str, replacement: str) -> OfBlocks:
    """Damage every place."""
    return texts(lambda _chance, text: re.sub(pattern, replacement, text))


def some(pattern: str, replacements: Sequence[str], one_in: int) -> OfBlocks:
    """Damage one place in so many, in one of several ways."""

    def change(chance: random.Random, text: str) -> str:
        def one(match: re.Match[str]) -> str:
            return match.expand(chance.choice(replacements)) if chance.randrange(one_in) == 0 else match[0]

        return re.sub(pattern, one, text)

    return texts(change)


# Marks as fonts of the nineties number them: beside tall letters to the left, tone marks without a vowel low.
_TALL = "ปฝฟฬ"
_VOWELS_LEFT = dict(
    zip("\u0e34\u0e35\u0e36\u0e37\u0e31\u0e4d\u0e47", "\uf701\uf702\uf703\uf704\uf710\uf711\uf712", strict=True)
)
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
_LOW_LEFT, _LOW, _HIGH_LEFT = ({tone: chr(first + at) for at, tone in enumerate(_TONES)}
                               for first in (0xF705, 0xF70A, 0xF713))  # fmt: skip
_STACK = re.compile("([ก-ฮ])([\u0e31\u0e34-\u0e37\u0e47\u0e4d]?)([\u0e48-\u0e4c]?)")


def _old_font(_chance: random.Random, text: str) -> str:
    return _STACK.sub(_in_old_font, text)


def _in_old_font(match: re.Match[str]) -> str:
    letter, vowel, tone = match.groups()
    if letter in _TALL:
        return letter + _VOWELS_LEFT.get(vowel, vowel) + (_HIGH_LEFT if vowel else _LOW_LEFT).get(tone, tone)
    return letter + vowel + (tone if vowel else _LOW.get(tone, tone))


_WORDS = (
    *("หน่วยงาน", "เจ้าหน้าที่", "ดำเนินการ", "ประชาชน", "การประเมิน", "โปร่งใส", "ประชาสัมพันธ์", "งบประมาณ", "เว็บไซต์"),
    *("ผู้รับผิดชอบ", "ระยะเวลา", "ขั้นตอน", "มาตรการ", "ประสิทธิภาพ", "การทุจริต", "บุคลากร", "เผยแพร่", "ทรัพย์สิน"),
)
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))


def _letter_lost(chance: random.Random, text: str) -> str:
    """Lose one letter in one of eight words of the form: each has one reading still."""

    def lost(match: re.Match[str]) -> str:
        if chance.randrange(8):
            return match[0]
        at = chance.randrange(1, len(match[0]) - 1)
        return f"{match[0][:at]}\ufffd{match[0][at + 1 :]}"

    return _WORD.sub(lost, text)


def _wrapped(_chance: random.Random, text: str) -> str:
    """Leave a space where each line ended, between words that belong together too."""
    return "\n".join(" ".join(_lines(line)) for line in text.split("\n"))


def _lines(text: str) -> list[str]:
    lines = [""]
    for piece in pieces(text):
        if len(lines[-1]) + len(piece) > _LINE and piece != " ":
            lines.append("")
        lines[-1] += piece
    return lines


def _either_digits(chance: random.Random, text: str) -> str:
    """Write each number in one script or the other, one in five in both."""

    def one(match: re.Match[str]) -> str:
        number = match[0]
        if len(number) > 2 and chance.randrange(5) == 0:
            return thai.thai_digits(number[:-1]) + thai.arabic_digits(number[-1])
        return chance.choice((thai.thai_digits, thai.arabic_digits))(number)

    return re.sub("[0-9๐-๙]+", one, text)


_ITEM = re.compile(r"(?<![A-Za-z0-9๐-๙])[oO๐0]{1,2}([1-9๑-๙][0-9๐-๙]?)(?![0-9๐-๙.])")
_BRACKETS = re.compile(r"\([^()]*\)|อ้างอิงจาก\s*\S+")


def _item_codes(chance: random.Random, text: str) -> str:
    """Write the items in brackets as they are typed: with a zero for the letter, in either script."""

    def one(match: re.Match[str]) -> str:
        number = int(match[1])
        forms = (f"๐{thai.thai_digits(number)}", f"0{number}", f"O{number:02d}", f"o{number}")
        return chance.choice(forms)

    return _BRACKETS.sub(lambda match: _ITEM.sub(one, match[0]), text)


def _fold_items(text: str) -> str:
    plain = thai.arabic_digits(text)
    return _BRACKETS.sub(lambda match: _ITEM.sub(lambda item: f"O{int(item[1])}", match[0]), plain)


_MONTH_NAMES = "|".join(thai.MONTHS)
_DASH = re.compile(
    rf"(?<=[0-9๐-๙])\s*[-–—]\s*(?=[0-9๐-๙]{{1,2}} |{_MONTH_NAMES})|(?<=[ก-๙])\s*[-–—]\s*(?={_MONTH_NAMES})"
)
_DATE = re.compile(rf"({_MONTH_NAMES})\s*(?:พ\.ศ\.\s*)?[2๒][5๕]([0-9๐-๙]{{2}})")
_SHORT = dict(zip(thai.MONTHS, thai.MONTH_ABBREVIATIONS, strict=True))
_LONG = {short: name for name, short in _SHORT.items()}
_ABBREVIATION = "|".join(map(re.escape, _LONG))


def _dashes(chance: random.Random, text: str) -> str:
    return _DASH.sub(lambda _match: chance.choice((" - ", "-", " – ", "–", "—", " ถึง ", " ถึงวันที่ ")), text)


def _fold_dashes(text: str) -> str:
    return re.sub(r"[–—]|ถึง(?:วันที่)?", "-", text)


def _short_dates(_chance: random.Random, text: str) -> str:
    """Abbreviate the dates of a cell that says little else."""
    if len(text) > 80:
        return text
    return _DATE.sub(lambda match: f"{_SHORT[match[1]]} {match[2]}", text)


def _fold_dates(text: str) -> str:
    whole = re.sub(_ABBREVIATION, lambda match: _LONG[match[0]], thai.arabic_digits(text))
    return re.sub(rf"({_MONTH_NAMES})\s*(?:25)?([0-9]{{2}})(?![0-9])", r"\g<1>25\2", whole)


def _arabic_numbers(_chance: random.Random, text: str) -> str:
    """Number the lists with Arabic digits in a text of Thai ones."""
    return re.sub("(?m)^\\s*[๐-๙]{1,2}(?=[.)])", lambda number: thai.arabic_digits(number[0]), text)


DAMAGES = (
    Damage("am as circle and aa", Outcome.READ, every(_AM, "\\1\u0e4d\u0e32")),
    Damage("am, circle before the tone", Outcome.READ, every(_AM, "\u0e4d\\1\u0e32")),
    Damage("am before its tone", Outcome.READ, every(f"({_TONE})\u0e33", "\u0e33\\1")),
    Damage("am as space and aa (ต าบล)", Outcome.READ, every(_AM, " \\1\u0e32")),
    Damage("am as U+FFFD and aa", Outcome.READ, every(_AM, "\ufffd\\1\u0e32")),
    Damage("U+FFFD before am", Outcome.READ, every(_AM, "\ufffd\\1\u0e33")),
    Damage("U+FFFD in words", Outcome.READ, texts(_letter_lost)),
    Damage("ae as two e (เเ)", Outcome.READ, every("แ", "เเ")),
    Damage("tone marks doubled", Outcome.READ, some(f"({_TONE})", [r"\1\1"], 6)),
    Damage("tone before the vowel", Outcome.READ, every(f"({_UPPER})({_TONE})", r"\2\1")),
    Damage("zero-width spaces", Outcome.READ, some("(?<=[ก-๎])(?=[ก-ฮเ-ไ])", ["\u200b"], 4)),
    Damage("byte order marks", Outcome.READ, some("(?<=[ก-ฮ])(?=[ก-ฮ])", ["\ufeff"], 25)),
    Damage("non-breaking spaces", Outcome.READ, some(" ", ["\u00a0"], 2)),
    Damage("glyphs of old fonts", Outcome.READ, texts(_old_font)),
    Damage("o for zero (๒๕๖o)", Outcome.READ, some("(?<=[0-9๐-๙.])(?<![oO][๑-๙1-9])[๐0](?![0-9๐-๙])", ["o"], 2)),
    Damage("Arabic digits", Outcome.READ, texts(lambda _chance, text: thai.arabic_digits(text)), thai.arabic_digits),
    Damage("digits mixed", Outcome.READ, texts(_either_digits), thai.arabic_digits),
    Damage("item codes with zeros", Outcome.READ, texts(_item_codes), _fold_items),
    Damage("spaces where lines ended", Outcome.READ, texts(_wrapped)),
    Damage("Arabic step numbers", Outcome.READ, texts(_arabic_numbers), thai.arabic_digits),
    Damage("dashes of every kind", Outcome.READ, texts(_dashes), _fold_dashes),
    Damage("dates abbreviated", Outcome.READ, texts(_short_dates), _fold_dates),
    Damage("rows cut, marked (ต่อ)", Outcome.READ, lambda _chance, blocks: cut_into_pages(blocks, "(ต่อ)")),
    Damage("rows cut, title left blank", Outcome.READ, lambda _chance, blocks: cut_into_pages(blocks, "")),
    Damage("circle of am lost (ดาเนินการ)", Outcome.PROPOSED, every("\u0e33", "\u0e32")),
    Damage("marks moved (จงั หวดั)", Outcome.REFUSED,
           some(f"([ก-ฮ])((?:[\u0e31\u0e34-\u0e39\u0e47]{_TONE}?|{_TONE}))([ก-ฮ])", [r"\1\3\2 "], 2)),
    Damage("aa read as am (กำรบริหำร)", Outcome.REFUSED, every("\u0e32", "\u0e33")),
)  # fmt: skip
