"""Fuzz the readers: `python -m benchmarks.fuzz_reading [MINUTES] [SEED]`.

The samples in every container, with bytes, parts of packages and pieces of text changed at random, read in processes
with the limits the application sets. Blocks and a Thai sentence are right answers; any other error, more than 20
seconds or more memory than the limit is a finding, and its file is kept in a folder of the system's temporary one.
"""

import io
import multiprocessing
import random
import re
import resource
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks import containers
from tests import samples
from tracker.documents import readers
from tracker.documents.sandbox import read_safely
from tracker.errors import UnreadableDocument

_SECONDS = 20
_MEGABYTES = 1024
_FILES_A_PROCESS = 200
_SANDBOXED = 100  # One file in so many also goes the whole way, through the child process of the application.
_INTERESTING = (
    *(b"\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"-1", b"99999999999", b"1e999", b"NaN", b"<", b">", b"&"),
    *(b'"', b"'", b"\n", b"\t", b"%", b"/", b"<<", b">>", b"[", b"]", b"endobj", b"stream", b"</w:tc>", b"<w:tbl>"),
    *(
        b"</row>",
        b"<c/>",
        b'rowspan="9999"',
        b'colspan="9999"',
        b'r="XFD1048576"',
        b"A1:XFD1048576",
        b"/Kids",
        b"/Rotate",
    ),
)
_MARKUP = (
    *("<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=0>", "<ul><li>", "<br>", "<!--", "&#0;", "&nbsp;"),
    *(
        "|",
        "\t",
        "\n",
        '"',
        ",",
        ";",
        "|---|---|",
        "\u200b",
        "\ufeff",
        "\u0e33",
        "\u0e4d\u0e32",
        "๑.",
        "(ต่อ)",
        "\x0c",
        "\u2028",
    ),
)


@dataclass
class Outcome:
    """What became of the files of one container."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def seeds() -> dict[str, list[bytes]]:
    """Return the samples in every container."""
    written: dict[str, list[bytes]] = {}
    for path in samples.DOCUMENTS:
        blocks = readers.read(path.read_bytes(), path.name)
        for name in containers.CONTAINERS:
            written.setdefault(name, []).append(containers.write(blocks, name))
    return written


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Change a file in a few places: inside the parts of a package or the streams of a PDF, or anywhere."""
    if content.startswith(b"PK") and chance.random() < 0.8:
        return _with_damaged_part(content, chance)
    if content.startswith(b"%PDF") and chance.random() < 0.7:
        return _with_damaged_stream(content, chance)
    if not content.startswith((b"PK", b"%PDF")) and chance.random() < 0.8:
        return _changed_text(content.decode(), chance).encode()
    return _changed(content, chance)


def _changed_text(text: str, chance: random.Random) -> str:
    """Move, repeat and leave out pieces of a text, and put signs of markup between them."""
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, length = chance.randrange(len(text) + 1), chance.choice((0, 1, 5, 60, 800))
        piece = chance.choice((text[at : at + length], *_MARKUP))
        to = chance.randrange(len(text) + 1)
        text = text[:to] + piece * chance.choice((1, 1, 3)) + text[to + chance.choice((0, 0, 1, 30)) :]
    return text


def _changed(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        at = chance.randrange(len(changed) + 1)
        length = chance.choice((0, 1, 1, 2, 8, 64, 1000))
        match chance.randrange(5):
            case 0:
                changed[at : at + max(length, 1)] = bytes(chance.randrange(256) for _ in range(max(length, 1)))
            case 1:
                del changed[at : at + length]
            case 2:
                changed[at:at] = chance.choice(_INTERESTING)
            case 3:
                changed[at:at] = changed[at : at + length] * chance.choice((1, 2, 50))
            case _:
                changed[at : at + length] = chance.choice(_INTERESTING)
    return bytes(changed)


def _with_damaged_part(content: bytes, chance: random.Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = _changed_markup(part, chance) if chance.random() < 0.7 else _changed(part, chance)
            if name != chosen or chance.random() > 0.05:
                new.writestr(name, part)
    return stream.getvalue()


def _changed_markup(part: bytes, chance: random.Random) -> bytes:
    """Change what keeps a part well-formed: numbers, the order of elements, elements twice or not at all."""
    pieces = re.split(rb"(<[^>]*>)", part)
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.randrange(len(pieces))
        match chance.randrange(4):
            case 0:
                number = chance.choice((b"-1", b"0", b"99999", b"4294967296", b"x"))
                pieces[at] = re.sub(rb"\d+", lambda _, to=number: to, pieces[at], count=1)
            case 1:
                pieces[at] = b"" if not pieces[at].startswith(b"<") else pieces[at]
            case 2:
                other = chance.randrange(len(pieces))
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case _:
                pieces[at] = chance.choice(pieces)
    return b"".join(pieces)


def _with_damaged_stream(content: bytes, chance: random.Random) -> bytes:
    """Change what a stream of a PDF holds once it is unpacked; its length in the file stays what it was or not."""
    streams = list(re.finditer(rb"stream\r?\n", content))
    for start in chance.sample(streams, min(len(streams), 6)):
        end = content.find(b"endstream", start.end())
        try:
            inside = zlib.decompress(content[start.end() : end])
        except zlib.error:
            continue
        packed = zlib.compress(_changed(inside, chance))
        return content[: start.end()] + packed + b"\n" + content[end:]
    return _changed(content, chance)


def _read_until_told(pipe: Connection) -> None:
    """Read files sent by the parent, in a process with the limits of the application's."""
    size = _MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    while True:
        content, name = pipe.recv()
        try:
            readers.read(content, name)
            pipe.send(("read", ""))
        except UnreadableDocument:
            pipe.send(("refused", ""))
        except BaseException:  # Whatever it is, it is what is looked for.
            pipe.send(("finding", traceback.format_exc()))


class Reader:
    """A process that reads; begun anew after a finding, and now and then."""

    def __init__(self) -> None:
        self._files = 0
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.get_context("spawn").Process(
            target=_read_until_told, args=(theirs,), daemon=True
        )
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def read(self, content: bytes, name: str) -> tuple[str, str]:
        """Read one file; say what became of it."""
        self._files += 1
        if self._files % _FILES_A_PROCESS == 0:
            self.stop()
            self._start()
        try:
            self._pipe.send((content, name))
            if self._pipe.poll(_SECONDS + 10 * (self._files % _FILES_A_PROCESS == 0)):
                answer: tuple[str, str] = self._pipe.recv()
                return answer
            told = f"longer than {_SECONDS} seconds"
        except (EOFError, OSError):
            self._process.join()
            told = f"the process ended with {self._process.exitcode}"
        self.stop()
        self._start()
        return "finding", told


def fuzz(minutes: float, seed: int) -> int:
    """Fuzz for so long; return how many findings there were."""
    chance = random.Random(seed)  # noqa: S311 - a seeded run can be repeated
    written = seeds()
    kept = Path(tempfile.mkdtemp(prefix="fuzz-reading-"))
    outcomes = {name: Outcome() for name in written}
    reader, until, number, findings = Reader(), time.monotonic() + minutes * 60, 0, 0
    while time.monotonic() < until:
        number += 1
        name = chance.choice(list(written))
        content = damaged(chance.choice(written[name]), chance)
        file_name = f"a{containers.CONTAINERS[name].suffix}"
        begun = time.monotonic()
        told, words = reader.read(content, file_name)
        outcomes[name].slowest = max(outcomes[name].slowest, time.monotonic() - begun)
        outcomes[name].counts[told] += 1
        if number % _SANDBOXED == 0:
            told, words = _sandboxed(content, file_name) if told != "finding" else (told, words)
            outcomes[name].counts["sandboxed"] += 1
        if told == "finding":
            findings += 1
            (kept / f"{findings}{containers.CONTAINERS[name].suffix}").write_bytes(content)
            print(f"finding {findings} in {name}, kept in {kept}\n{words[-2000:]}", flush=True)
    reader.stop()
    _report(outcomes, number, minutes, seed, findings)
    return findings


def _sandboxed(content: bytes, name: str) -> tuple[str, str]:
    try:
        read_safely(content, name, seconds=_SECONDS, megabytes=_MEGABYTES)
    except UnreadableDocument as refusal:
        is_finding = "ใช้เวลา" in str(refusal) or "ไม่สำเร็จ" in str(refusal)
        return ("finding", f"through the sandbox: {refusal}") if is_finding else ("refused", "")
    return "read", ""


def _report(outcomes: dict[str, Outcome], number: int, minutes: float, seed: int, findings: int) -> None:
    print(f"{number} files in {minutes:g} minutes, seed {seed}: {findings} findings")
    for name, outcome in sorted(outcomes.items()):
        counts = ", ".join(f"{count} {told}" for told, count in sorted(outcome.counts.items()))
        print(f"  {name:10} {counts}; slowest {outcome.slowest:.2f} s")


if __name__ == "__main__":
    length = float(sys.argv[1]) if len(sys.argv) > 1 else 8.0
    sys.exit(1 if fuzz(length, int(sys.argv[2]) if len(sys.argv) > 2 else 2569) else 0)
