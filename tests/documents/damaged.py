"""Ways to damage Thai text, each as a function of a text, and the documents they are tried on."""

import re
from collections.abc import Callable

from tests import samples
from tracker.documents import readers
from tracker.documents.blocks import Block, Paragraph, Table
from tracker.documents.mending.document import texts_of, with_texts

Damage = Callable[[str], str]

_OLD_FONT = str.maketrans(
    "ิีึืั็่้๊์ุูญฐ",
    "\uf701\uf702\uf703\uf704\uf710\uf712\uf70a\uf70b\uf70c\uf70e\uf718\uf719\uf70f\uf700",
)
_TONE = "[\u0e48-\u0e4b]"


def every(pattern: str, replacement: str) -> Damage:
    return lambda text: re.sub(pattern, replacement, text)


SAFE: dict[str, Damage] = {
    "sara am in two characters": every("\u0e33", "\u0e4d\u0e32"),
    "its circle before the tone mark": every(f"({_TONE}?)\u0e33", "\u0e4d\\1\u0e32"),
    "its circle lost and a space left": every(f"({_TONE}?)\u0e33", " \\1\u0e32"),
    "a space behind the tone mark": every(f"({_TONE}?)\u0e33", "\\1 \u0e32"),
    "a space before sara am": every("\u0e33", " \u0e33"),
    "sara am and sara aa": every("\u0e33", "\u0e33\u0e32"),
    "the tone mark behind sara am": every(f"({_TONE})\u0e33", "\u0e33\\1"),
    "the tone mark behind sara aa": every(f"({_TONE})\u0e32", "\u0e32\\1"),
    "sara ae in two characters": every("แ", "เเ"),
    "tone marks twice": every(f"({_TONE})", r"\1\1"),
    "upper vowels twice": every("([ัิ-ู])", r"\1\1"),
    "the tone mark before the vowel": every(f"([ัิ-ู])({_TONE})", r"\2\1"),
    "sara ue in two characters": every("ึ", "\u0e34\u0e4d"),
    "sara aa as the long sign": every("\u0e32", "\u0e45"),
    "zero-width spaces": every("(?<=[ก-ฮ])(?=[ก-ฮ])", "\u200b"),
    "byte order marks and soft hyphens": every("(?<=[ก-ฮ])(?=[ก-ฮ])", "\ufeff\u00ad"),
    "non-breaking spaces": every(" ", "\u00a0"),
    "glyphs of old fonts": lambda text: text.translate(_OLD_FONT),
    "the circle of sara am unreadable": every(f"({_TONE}?)\u0e33", "\ufffd\\1\u0e32"),
    "a sign too many before sara am": every(f"({_TONE}?)\u0e33", "\ufffd\\1\u0e33"),
    "marks behind a space": every("(?<=[ก-ฮ])([ิีึุู])", r" \1"),
    "a space behind sara am, as browsers print": every("\u0e33(?=[ก-ฮ])", "\u0e33 "),
    "letters and marks twice": every("(วั|ขั้)", r"\1\1"),
    "the words of the form torn": every("(หน่วย)(งาน)|(ขั้น)(ตอน)", r"\1\3 \2\4"),
    "the letter o for zero in years": every("(?<=๒๕๖)๐|(?<=256)0", "o"),
}
UNSAFE: dict[str, Damage] = {
    "sara am as sara aa": every("\u0e33", "\u0e32"),
    "sara aa as sara am": every("\u0e32", "\u0e33"),
    "marks moved behind the next letter": every(f"([ก-ฮ])((?:[ัิ-ู็]{_TONE}?|{_TONE}))([ก-ฮ])", r"\1\3\2 "),
    "marks moved before their letter": every(f"([ก-ฮ])((?:[ัิ-ู็]{_TONE}?|{_TONE}))", r"\2\1"),
}


def sound_documents() -> list[tuple[Block, ...]]:
    return [readers.read(path.read_bytes(), path.name) for path in [*samples.DOCUMENTS, samples.DEMO_ANALYSIS]]


def damaged(blocks: tuple[Block, ...], damage: Damage) -> tuple[Block, ...]:
    return tuple(with_texts(block, damage) for block in blocks)


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    return ["".join(text.split()) for block in blocks for _, text in texts_of(block)]


def paragraph(text: str) -> tuple[Paragraph]:
    return (Paragraph(text, 1),)


__all__ = ["SAFE", "UNSAFE", "Damage", "Table", "damaged", "paragraph", "sound_documents", "words_of"]
