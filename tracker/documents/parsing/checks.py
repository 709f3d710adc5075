from tracker.documents.parsing.draft import Draft
from tracker.documents.reading import ReadFlag


def flags(draft: Draft) -> tuple[ReadFlag, ...]:
    return ()
