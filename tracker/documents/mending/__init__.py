"""Damaged Thai: what is certain is mended, what is likely is proposed, what nobody can mend is refused.

Between the containers and the rules of the form. Invisible characters and spaces are put in order without a word
(`thai.tidy`), since nobody sees them; whatever a person could see is noted with its line, its letters and those around.
"""

from tracker.documents.mending.document import Mended, mend

__all__ = ["Mended", "mend"]
