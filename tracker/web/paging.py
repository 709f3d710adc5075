"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracker.thai import arabic_digits

Item = TypeVar("Item")

_REACH = 1


@dataclass(frozen=True)
class Page(Generic[Item]):
    """The items of one page, its number from 1, how many fit on a page, and how many there are in all."""

    items: Sequence[Item]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one page."""
        return max(1, -(-self.total // self.size))

    @property
    def previous(self) -> int | None:
        """The number of the page before."""
        return min(self.number - 1, self.last) if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The number of the page after."""
        return self.number + 1 if self.number < self.last else None

    @property
    def first_item(self) -> int:
        """The position of the first item in the whole list, from 1; 0 when there is none."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last_item(self) -> int:
        """The position of the last item in the whole list."""
        return self.first_item + len(self.items) - 1 if self.items else 0

    @property
    def numbers(self) -> list[int | None]:
        """The page numbers worth offering: both ends and the neighbours; None stands for a gap."""
        near = range(self.number - _REACH, self.number + _REACH + 1)
        shown = sorted({1, self.last} | {number for number in near if 1 <= number <= self.last})
        offered: list[int | None] = []
        for number in shown:
            before = offered[-1] if offered else number - 1
            if before is not None and number == before + 2:
                offered.append(number - 1)
            elif before is not None and number > before + 2:
                offered.append(None)
            offered.append(number)
        return offered


def page_number(text: str | None) -> int:
    """Read a page number out of a query string; what is no number means the first page."""
    digits = arabic_digits((text or "").strip())
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else 1
