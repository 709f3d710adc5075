"""Reading in a process of its own, with limits: whatever a file does to its reader, the application goes on.

The child gets the bytes on its standard input and writes one JSON object: what it read, or the sentence for the
person. For documents it is started as `python -m tracker.documents.sandbox`; other rooms bring a program of their own.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tracker.documents.reading import Reading
from tracker.errors import UnreadableDocument

_TOO_LONG = "ใช้เวลาอ่านเอกสารนี้นานเกินไป ให้แยกเอกสารเป็นไฟล์ที่เล็กลง แล้วอัปโหลดใหม่"
_CRASHED = "ระบบอ่านเอกสารนี้ไม่สำเร็จ ให้เปิดไฟล์ต้นฉบับ บันทึกใหม่เป็น .docx แล้วอัปโหลดอีกครั้ง"
_TOO_LARGE = "เอกสารนี้ใช้หน่วยความจำมากเกินกว่าที่ระบบอ่านได้ ให้ลดขนาดรูปภาพ หรือแยกเอกสารเป็นไฟล์ที่เล็กลง แล้วอัปโหลดใหม่"
_REFUSED, _OUT_OF_MEMORY = 2, 3


class ReaderKilled(UnreadableDocument):
    """The reader was stopped from outside, which tells nothing about the document."""


@dataclass(frozen=True)
class Terms:
    """How much a child may take, and what a person reads when it took more or broke."""

    seconds: int = 30
    megabytes: int = 1024
    too_long: str = _TOO_LONG
    crashed: str = _CRASHED
    too_large: str = _TOO_LARGE


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
    terms = Terms(seconds, megabytes)
    return Reading.from_json(run_safely("tracker.documents.sandbox", (name, told), content, terms))


def run_safely(program: str, arguments: Sequence[str], content: bytes, terms: Terms) -> Any:
    """Run one of our programs over bytes in a child process, and return what it read; a Thai sentence if it cannot.

    The program calls `answer` with its first two arguments, the seconds and megabytes it may take.
    """
    command = [sys.executable, "-m", program, str(terms.seconds), str(terms.megabytes), *arguments]
    try:
        child = subprocess.run(  # noqa: S603 - our own program; each argument is one word and no shell reads it
            command, input=content, capture_output=True, timeout=terms.seconds, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocument(terms.too_long) from error
    except (OSError, ValueError) as error:  # A name with a null byte in it, or no process to be had.
        raise UnreadableDocument(terms.crashed) from error
    return _told_by(child, terms)


def _told_by(child: subprocess.CompletedProcess[bytes], terms: Terms) -> Any:
    """Return what a child that has ended says."""
    told = _answer(child.stdout)
    if child.returncode == 0 and "reading" in told:
        return told["reading"]
    if child.returncode == _REFUSED and "sentence" in told:
        raise UnreadableDocument(told["sentence"])
    if child.returncode == _OUT_OF_MEMORY:
        raise UnreadableDocument(terms.too_large)
    if child.returncode in {-getattr(signal, name, 0) for name in ("SIGKILL", "SIGTERM", "SIGHUP")}:
        raise ReaderKilled(terms.crashed)  # The machine ran out of memory, or is being shut down.
    is_late = child.returncode == -getattr(signal, "SIGXCPU", 0)
    raise UnreadableDocument(terms.too_long if is_late else terms.crashed)


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


def answer(work: Callable[[bytes], Any], seconds: int, megabytes: int) -> int:
    """Do the work of a child on its standard input, under limits; write what came of it and return the exit code."""
    content = sys.stdin.buffer.read()
    _limit(seconds, megabytes)
    code = _REFUSED
    try:
        written, code = json.dumps({"reading": work(content)}, ensure_ascii=True), 0
    except UnreadableDocument as refusal:
        written = json.dumps({"sentence": str(refusal)}, ensure_ascii=True)
    except MemoryError:
        written, code = "", _OUT_OF_MEMORY
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        written = ""
    sys.stdout.write(written)
    return code


def main(seconds: int, megabytes: int, name: str, told: str) -> int:
    """Read the document on standard input and write the answer; `told` are the columns, as JSON."""

    def analysed(content: bytes) -> Any:
        from tracker.documents.analysis import analyse  # The readers are loaded under the limits.

        columns = {int(place): meant for place, meant in json.loads(told).items()}
        return analyse(content, name, columns).as_json()

    return answer(analysed, seconds, megabytes)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]))
