"""Whether a line of a margin names a local government: then it says something even where the body does not."""

import re

from tracker import thai

_OFFICE = re.compile(r"องค์การบริหารส่วน(?:ตำบล|จังหวัด).|อบต\..|อบจ\..|เทศบาล(?:ตำบล|เมือง|นคร).|เมืองพัทยา")


def names_an_office(text: str) -> bool:
    """Tell whether a text names a local government."""
    return bool(_OFFICE.search(thai.without_spaces(text)))
