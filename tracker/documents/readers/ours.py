"""Workbooks this application wrote itself, which are handed in at the measures and are no documents to read."""

import io
import zipfile
import zlib

MEASURES_YEAR = "TrackerMeasuresYear"
"""The property of a workbook of measures that tells its year."""
_PART = "docProps/custom.xml"
_MOST_BYTES = 64 * 1024


def is_measures_workbook(content: bytes) -> bool:
    """Tell whether a file is our own workbook of measures; opens one small part of it, and nothing else."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(_PART) as part:
            return MEASURES_YEAR.encode() in part.read(_MOST_BYTES)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, RuntimeError, NotImplementedError):
        return False
