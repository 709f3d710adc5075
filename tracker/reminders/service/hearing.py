"""Who hears about a task or a directive."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tracker.people import queries as people
from tracker.people.queries import PostHolder, UnitRow
from tracker.people.roles import Role, UnitKind
from tracker.people.viewer import Asker


class Hearers:
    """The people of an office as of a day, by what they answer for."""

    def __init__(self, units: Iterable[UnitRow], holders: Iterable[PostHolder]) -> None:
        self._units: Mapping[int, UnitRow] = {unit.id: unit for unit in units}
        self._active: set[int] = set()
        self._heads: dict[int, list[int]] = defaultdict(list)
        self._members: dict[int, list[int]] = defaultdict(list)
        self._by_role: dict[Role, list[int]] = defaultdict(list)
        for holder in holders:
            self._active.add(holder.person_id)
            self._by_role[holder.role].append(holder.person_id)
            if holder.unit_id is not None:
                (self._heads if holder.role is Role.UNIT_HEAD else self._members)[holder.unit_id].append(
                    holder.person_id
                )

    @classmethod
    def of(cls, asker: Asker, *, on: date) -> "Hearers":
        """Return the people of the asker's office on a day; two queries."""
        return cls(people.all_units(asker), people.post_holders(asker, on=on))

    def of_task(self, unit_id: int, assignee_id: int | None) -> tuple[int, ...]:
        """Return who hears of a task: its assignee, else whoever heads its unit."""
        if assignee_id is not None and assignee_id in self._active:
            return (assignee_id,)
        return self.of_unit(unit_id)

    def of_unit(self, unit_id: int) -> tuple[int, ...]:
        """Return who answers for a unit.

        Its heads, acting ones too; else those of the unit above; the ปลัด for the executive; else its members; else the
        coordinator, so that nothing is nobody's.
        """
        seen: int | None = unit_id
        while seen is not None:
            if self._heads[seen]:
                return tuple(dict.fromkeys(self._heads[seen]))
            unit = self._units.get(seen)
            if unit is not None and unit.kind is UnitKind.EXECUTIVE and self._by_role[Role.CHIEF_ADMINISTRATOR]:
                return tuple(dict.fromkeys(self._by_role[Role.CHIEF_ADMINISTRATOR]))
            seen = unit.parent_id if unit is not None else None
        return tuple(dict.fromkeys(self._members[unit_id] or self._by_role[Role.COORDINATOR]))
