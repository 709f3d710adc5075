"""Reading in a process of its own, with limits: whatever a file does to its reader, the application goes on.

The child gets the bytes on its standard input and writes one JSON object: the reading, or the sentence for the
person. It is started as `python -m tracker.documents.sandbox`.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tracker.documents.reading import Reading
from tracker.errors import UnreadableDocument

_TOO_LONG = "ใช้เวลาอ่านเอกสารนี้นานเกินไป ให้แยกเอกสารเป็นไฟล์ที่เล็กลง แล้วอัปโหลดใหม่"
_CRASHED = "ระบบอ่านเอกสารนี้ไม่สำเร็จ ให้เปิดไฟล์ต้นฉบับ บันทึกใหม่เป็น .docx แล้วอัปโหลดอีกครั้ง"
_REFUSED = 2


class ReaderKilled(UnreadableDocument):
    """The reader was stopped from outside, which tells nothing about the document."""


def read_safely(
    content: bytes,
    name: str,
    *,
    columns: Mapping[int, Mapping[str, int]] = MappingProxyType({}),
    seconds: int = 30,
    megabytes: int = 1024,
) -> Reading:
    """Read a document in a child process that may take so long and so much memory; a Thai sentence if it cannot.

    `columns` is what a person said of its tables: place → meaning → index of the column.
    """
    told = json.dumps({str(place): dict(meant) for place, meant in columns.items()})
    command = [sys.executable, "-m", "tracker.documents.sandbox", name, str(seconds), str(megabytes), told]
    try:
        child = subprocess.run(  # noqa: S603 - our own program; the name is one argument and no shell reads it
            command, input=content, capture_output=True, timeout=seconds, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(_TOO_LONG) from error
    except (OSError, ValueError) as error:  # A name with a null byte in it, or no process to be had.
        raise UnreadableDocument(_CRASHED) from error
    return _reading(child)


def _reading(child: subprocess.CompletedProcess[bytes]) -> Reading:
    """Return what a child that has ended says."""
    answer = _answer(child.stdout)
    if child.returncode == 0 and "reading" in answer:
        return Reading.from_json(answer["reading"])
    if child.returncode == _REFUSED and "sentence" in answer:
        raise UnreadableDocument(answer["sentence"])
    if child.returncode in {-getattr(signal, name, 0) for name in ("SIGKILL", "SIGTERM", "SIGHUP")}:
        raise ReaderKilled(_CRASHED)  # The machine ran out of memory, or is being shut down.
    raise UnreadableDocument(_TOO_LONG if child.returncode == -getattr(signal, "SIGXCPU", 0) else _CRASHED)


def _answer(output: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(output)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _environment() -> dict[str, str]:
    """Return what a Python process needs to start: no secret or setting of the application goes with it."""
    kept = {"PATH", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"}
    environment = {key: value for key, value in os.environ.items() if key.upper() in kept}
    return environment | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


def _limit(seconds: int, megabytes: int) -> None:
    """Limit this process where the platform can; elsewhere the parent's time limit remains."""
    try:
        import resource
    except ImportError:  # Windows
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(name: str, seconds: int, megabytes: int, told: str) -> int:
    """Read the document on standard input and write the answer; `told` are the columns, as JSON."""
    content = sys.stdin.buffer.read()
    _limit(seconds, megabytes)
    columns = {int(place): meant for place, meant in json.loads(told).items()}
    try:
        from tracker.documents.analysis import analyse

        answer: dict[str, Any] = {"reading": analyse(content, name, columns).as_json()}
    except UnreadableDocument as refusal:
        answer = {"sentence": str(refusal)}
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        answer = {"sentence": _CRASHED}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))
    return 0 if "reading" in answer else _REFUSED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
