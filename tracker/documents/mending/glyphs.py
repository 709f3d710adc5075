"""Thai letters as old fonts number them: shifted and lowered marks at places that belong to no letter.

Windows fonts put them at F700–F720, Macintosh fonts at F884–F89E; the assignments are those that shaping engines and
fonts (TLWG, TH Sarabun) have in common.
"""

import re

_WINDOWS = {
    0xF700: "ฐ\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b\u0e4cญ",
    0xF710: "\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3aฎฏฬ\u0e4d\u0e47",
    0xF720: "\u0e4e",
}
# Upper left, lower right and lower left of each tone mark.
_MACINTOSH = {
    0xF884: "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47" + "".join(tone * 3 for tone in "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"),
    0xF899: "\u0e4dญ\u0e38\u0e39\u0e3aฐ",
}
LETTERS = {
    chr(first + place): letter
    for first, letters in (_WINDOWS | _MACINTOSH).items()
    for place, letter in enumerate(letters)
}
GLYPH = re.compile(f"[{''.join(LETTERS)}]")
# Symbol and Wingdings number their signs from F020 on; before a list item each of these is drawn as a bullet.
BULLET = re.compile("(?m)^[\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\uf06c\uf071\uf0e0\uf0de](?=\\s|[ก-๙A-Za-z0-9(])")
# Boxes to tick stay boxes, wherever they stand: what is ticked is what is said.
BOXES = {"\uf0fe": "☑", "\uf052": "☑", "\uf0a8": "☐", "\uf06f": "☐"}
BOX = re.compile(f"[{''.join(BOXES)}]")
