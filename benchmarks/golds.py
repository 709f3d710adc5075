"""Which files a reading by hand is of, and the copies of a document in other containers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.comparing import Json
from benchmarks.containers import CONTAINERS
from benchmarks.patience import patience
from benchmarks.printing import has_office
from tracker.documents import readers
from tracker.documents.blocks import Block, Paragraph

OWN_FORMS = Path(__file__).resolve().parents[1] / "tests" / "samples" / "forms"
_WITH_LINES = (".txt", ".md", ".html", ".csv")
_READ = (*_WITH_LINES, ".docx", ".xlsx", ".pdf")
_DIGITS = 3


@dataclass(frozen=True)
class Copy:
    """A document in one container: as it was given, or as it was written here."""

    label: str
    name: str
    content: bytes
    has_lines: bool = False


@dataclass(frozen=True)
class Document:
    """A document with its reading by hand."""

    stem: str
    gold: Json
    given: tuple[Path, ...]

    @property
    def source(self) -> Path:
        """The file the reading was made from: the one it names, else the plainest."""
        named = [path for path in self.given if path.name == self.gold.get("source_file")]
        return named[0] if named else self.given[0]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What stands in the source; raises UnreadableDocument where its container is not read."""
        with patience():
            return readers.read(self.source.read_bytes(), self.source.name)

    def copies_given(self) -> Iterator[Copy]:
        """Yield the files as they were given."""
        for path in self.given:
            has_lines = path == self.source and path.suffix in _WITH_LINES
            yield Copy(f"given {path.suffix}", path.name, path.read_bytes(), has_lines)

    def copies_written(self) -> Iterator[Copy]:
        """Yield the source in every other container that can hold it."""
        for container in CONTAINERS.values():
            is_its_own = container.suffix == self.source.suffix and container.name != "office-pdf"
            if is_its_own or (container.name == "csv" and not self._is_mostly_tables()):
                continue
            if container.name == "office-pdf" and not has_office():
                continue
            yield Copy(container.name, f"{self.stem[:3]}{container.suffix}", container.written(self.blocks))

    def _is_mostly_tables(self) -> bool:
        paragraphs = sum(isinstance(block, Paragraph) for block in self.blocks)
        return paragraphs <= sum(len(block.rows) for block in self.blocks if not isinstance(block, Paragraph))


def documents(seeds: Path, golds: Path) -> list[Document]:
    """Return every document that has a reading by hand."""
    found = []
    for path in sorted(golds.glob("*.json")):
        stem = path.stem.removesuffix(".expected")
        given = tuple(sorted(_files_of(stem, seeds), key=lambda file: _READ.index(file.suffix)))
        if given:
            found.append(Document(stem, json.loads(path.read_text(encoding="utf-8")), given))
    return found


def _files_of(stem: str, seeds: Path) -> Iterator[Path]:
    number = stem[:_DIGITS] if stem[:_DIGITS].isdigit() else None
    for path in sorted(seeds.iterdir()):
        if path.suffix in _READ and (path.stem == stem or (number is not None and path.stem[:_DIGITS] == number)):
            yield path
