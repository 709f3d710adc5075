"""The code by which a measure is recognised in a workbook that went away and came back.

It names the year and the row, and ends in letters that follow from both and from when the measure was made: a code
that was typed, dragged down by a spreadsheet, or given to a measure since taken back, names nothing.
"""

import hashlib
import re

from tracker import thai
from tracker.measures.models import Measure

# Letters nobody takes for another one, and no digits: dragging a cell down counts on from a digit at its end.
_LETTERS = "ABCDEFGHKMNPRSTWXYZ"
_CODE = re.compile(r"M(\d{4})-(\d{1,18})-[A-Z]{4}")


def code_of(measure: Measure) -> str:
    """Return the code of a measure, such as M2569-17-KRTA."""
    year = measure.fiscal_year.buddhist_year
    made = f"{measure.government_id}/{year}/{measure.id}/{measure.approved_at.isoformat()}"
    digest = hashlib.sha256(made.encode()).digest()
    letters = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:4])
    return f"M{year}-{measure.id}-{letters}"


def code_typed(text: str) -> str:
    """Return a code as it is compared: without white space, in capitals and Arabic digits."""
    return thai.arabic_digits(thai.without_spaces(text)).upper()


def year_in(code: str) -> int | None:
    """Return the year a code names; None for what is no code."""
    match = _CODE.fullmatch(code)
    return int(match[1]) if match else None
