"""The signs of damage: letters lost, and letters torn from what belongs to them."""

import re

CONSONANT = "\u0e01-\u0e2e"
MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
TONE = "\u0e48-\u0e4b"
LEADING = "\u0e40-\u0e44"

LOST = "\ufffd"
# One letter may be lost as one sign or as one sign for each of its three bytes.
LOST_LETTER = re.compile(f"{LOST}{{1,3}}(?!{LOST})(?<!{LOST}{{4}})")
LOST_AM = re.compile(f"(?<=[{CONSONANT}])([{TONE}]?){LOST}{{1,3}}([{TONE}]?)([\u0e32\u0e33])")
# A mark or a following vowel behind a space. (า may be half of ำ: the next sign.)
TORN_MARK = re.compile(f"(?<=[{CONSONANT}{MARK}])[ \\n]+(?=[{MARK}ะ])(?![{TONE}\u0e4d]+ ?[\u0e32\u0e33])")
TORN_AM = re.compile(
    f"(?<=[{CONSONANT}])(?:[{TONE}\u0e4d]*[ \\n]+[{TONE}\u0e4d]*[ ]?|[{TONE}]*\u0e4d[{TONE}]* )[\u0e32\u0e33]"
)
TORN_LETTER = re.compile(f"(?<=[{LEADING}])[ ]+(?=[{CONSONANT}])|(?<=[\u0e31\u0e37])[ ]+(?=[{CONSONANT}])")
DOUBLED = re.compile(f"([ะา{LEADING}])\\1+")

# A letter and its marks written twice, as PDFs of some programs have it; ที่ที่ are two words.
TWICE = re.compile(f"(?!ที่)(?P<cluster>[{CONSONANT}][{MARK}]+)(?P=cluster)")
# PDFs printed by a browser leave a space behind every ำ.
SPACE_BEHIND_AM = re.compile(f"(?<=\u0e33)[ ](?=[{CONSONANT}{LEADING}])")

# What no Thai syllable has: a mark without a letter; ั or ื at the end of one; a leading vowel with nothing behind it;
# ็ at the end of one, but for ก็; two different vowels over or under one letter, or one over it and า behind it.
# A letter that is lost may be any letter.
IMPOSSIBLE = re.compile(
    f"(?<![{CONSONANT}{MARK}{LOST}])[{MARK}]"
    f"|[\u0e31\u0e37][{TONE}]?(?![{CONSONANT}{TONE}{LOST}])"
    f"|(?<!ก)\u0e47[{TONE}]?(?![{CONSONANT}{TONE}{LOST}])"
    f"|[{LEADING}](?![{CONSONANT}{LEADING}{LOST}])"
    "|[\u0e31\u0e34-\u0e39\u0e47][\u0e31\u0e34-\u0e39\u0e47]"
    f"|[\u0e31\u0e34-\u0e39\u0e47][{TONE}]?[ะา]"
)
