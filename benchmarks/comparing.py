"""A reading against one made by hand, field by field.

Compared is what the reading by hand states, null and empty included: a value invented there is wrong. White space and
tags do not count in text; `<field>_also_ok` of the reading by hand lists other right values.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

Json = dict[str, Any]
Fold = Callable[[str], str]

_SINGLE = (
    *("doc_type", "organisation", "organisation_type", "organisation_aliases", "district", "province", "fiscal_year"),
    *("measures_fiscal_year", "overall_score", "grade"),
)
_GROUPS = ("history", "instrument_scores", "instrument_scores_derived", "memo")
_LISTS = {
    "indicators": ("no", "name", "name_in_table", "score"),
    "findings": ("code", "indicator", "kind", "refs", "score", "text"),
    "measures": (
        *("kind", "title", "analysis", "steps", "indicators", "quoted_scores", "item_refs", "period_raw", "start"),
        *("end", "recurrence", "periods", "owners_raw", "owners", "monitoring", "result", "outcome", "source_lines"),
    ),
}
_KEYS = {"indicators": ("no",), "findings": ("code", "text"), "measures": ("title",)}
NOT_READ = "(not read)"
_NOTHING: tuple[Any, ...] = (None, [], {}, "")


@dataclass(frozen=True)
class Field:
    """One value of the reading by hand, and what was read there."""

    name: str
    expected: Any
    found: Any
    is_right: bool

    @property
    def is_said(self) -> bool:
        """Tell whether either reading says anything there."""
        return self.expected not in _NOTHING or self.found not in _NOTHING


def unfolded(text: str) -> str:
    """Compare texts as they are."""
    return text


def fields(gold: Json, found: Json, *, has_lines: bool = False, fold: Fold = unfolded) -> list[Field]:
    """Compare every field the reading by hand states; `fold` writes alike what may be printed in either way."""
    comparison = _Comparison(fold, has_lines)
    return [*comparison.of_document(gold, found), *(one for part in _LISTS for one in comparison.of(part, gold, found))]


def plain(value: Any, fold: Fold = unfolded) -> Any:
    """Return a value as it is compared."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", fold(re.sub(r"<[^>]*>", " ", value)))
    if isinstance(value, list):
        return [plain(item, fold) for item in value]
    if isinstance(value, dict):
        return {key: plain(item, fold) for key, item in value.items()}
    return value


@dataclass(frozen=True)
class _Comparison:
    fold: Fold
    has_lines: bool

    def of_document(self, gold: Json, found: Json) -> Iterator[Field]:
        for name in _SINGLE:
            yield from self._field(name, name, gold, found)
        for group in _GROUPS:
            if group in gold:
                yield from self._group(group, gold[group], found.get(group))

    def _group(self, group: str, expected: Json | None, found: Json | None) -> Iterator[Field]:
        """Compare value by value; of a group that is not there, whether it is there."""
        expected, found = expected or {}, found or {}
        said = [key for key, value in found.items() if value is not None]
        keys = list(dict.fromkeys([*expected, *said]))
        if not keys:
            yield Field(group, None, None, is_right=True)
        for key in keys:
            yield self._judged(f"{group}.{key}", expected.get(key), found.get(key), ())

    def of(self, part: str, gold: Json, found: Json) -> Iterator[Field]:
        """Compare the entries of a list, each with the one it is; one too few or too many is wrong in every field."""
        if part not in gold:
            return
        for at, (expected, got) in enumerate(self._pairs(part, gold[part], found.get(part) or []), start=1):
            if expected is None:
                yield Field(f"{part}: one too many", None, got, is_right=False)
                continue
            for name in _LISTS[part]:
                yield from self._field(f"{part}[{at}].{name}", name, expected, got)

    def _pairs(self, part: str, golds: list[Json], found: list[Json]) -> Iterator[tuple[Json | None, Json | None]]:
        left, right = self._keys(part, golds), self._keys(part, found)
        for _, begin, end, start, stop in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            for step in range(max(end - begin, stop - start)):
                yield (
                    golds[begin + step] if begin + step < end else None,
                    found[start + step] if start + step < stop else None,
                )

    def _keys(self, part: str, entries: Sequence[Json]) -> list[str]:
        return ["/".join(str(plain(entry.get(key), self.fold)) for key in _KEYS[part]) for entry in entries]

    def _field(self, label: str, name: str, gold: Json, found: Json | None) -> Iterator[Field]:
        got = None if found is None else found.get(name)
        if name == "source_lines":
            if not self.has_lines:
                return
            if name not in gold and "source_line" in gold:
                gold, got = {name: [gold["source_line"]]}, (got or [])[:1]
        if name not in gold:
            return
        if found is None:
            yield Field(label, gold[name], NOT_READ, is_right=False)
            return
        others = gold.get(f"{name}_also_ok", [])
        one = self._judged(label, gold[name], got, others)
        counts = gold.get(f"{name}_also_ok_counts", ())
        if not one.is_right and isinstance(got, list) and len(got) in counts:
            one = self._judged(label, "".join(gold[name]), "".join(got), ())
        yield one

    def _judged(self, label: str, expected: Any, found: Any, others: Sequence[Any]) -> Field:
        is_right = any(self._same(right, found) for right in (expected, *others))
        return Field(label, expected, found, is_right)

    def _same(self, expected: Any, found: Any) -> bool:
        if expected in _NOTHING and found in _NOTHING:
            return True
        return bool(plain(expected, self.fold) == plain(found, self.fold))
