"""Who hears about a task, a directive or a matter to decide; of those who are away, who hears in their place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tracker.people import queries as people
from tracker.people.queries import PostHolder, UnitRow
from tracker.people.queries.absences import away
from tracker.people.roles import Role, UnitKind
from tracker.people.viewer import Asker
from tracker.reminders import queries
from tracker.reminders.quota import Saving

Hearing = tuple[int, ...]
"""The ids of those who hear, each once."""


class Hearers:
    """The people of an office as of a day, by what they answer for.

    In place of somebody on leave the deputy hears; where none is named, the others who head the unit or act for it,
    else the unit above. While messages are so short that only those who lead are written to, they hear for their unit.
    """

    def __init__(
        self,
        units: Iterable[UnitRow],
        holders: Iterable[PostHolder],
        absent: Mapping[int, int | None] | None = None,
        saving: Saving = Saving.NONE,
    ) -> None:
        self._units: Mapping[int, UnitRow] = {unit.id: unit for unit in units}
        self._absent = absent or {}
        self._saving = saving
        self._active: set[int] = set()
        self._heads: dict[int, list[int]] = defaultdict(list)
        self._members: dict[int, list[int]] = defaultdict(list)
        self._by_role: dict[Role, list[int]] = defaultdict(list)
        self._of_unit: dict[int, Hearing] = {}
        for holder in holders:
            self._active.add(holder.person_id)
            self._by_role[holder.role].append(holder.person_id)
            if holder.unit_id is not None:
                (self._heads if holder.role is Role.UNIT_HEAD else self._members)[holder.unit_id].append(
                    holder.person_id
                )

    @classmethod
    def of(cls, asker: Asker, *, on: date) -> "Hearers":
        """Return the people of the asker's office on a day; four queries."""
        saving = queries.saving_in_force(asker)
        return cls(people.all_units(asker), people.post_holders(asker, on=on), away(asker, on=on), saving)

    @property
    def mayor_ids(self) -> frozenset[int]:
        """The mayor, who hears on one day of the week alone."""
        return frozenset(self._by_role[Role.MAYOR])

    def of_task(self, unit_id: int, assignee_id: int | None) -> Hearing:
        """Return who hears of a task: its assignee or their deputy, else whoever heads its unit."""
        if assignee_id is not None and assignee_id in self._active:
            found = self._present([assignee_id])
            if found:
                return self._with_heads(found, unit_id)
        return self.of_unit(unit_id)

    def of_unit(self, unit_id: int) -> Hearing:
        """Return who answers for a unit.

        Its heads, acting ones too; else those of the unit above; the ปลัด for the executive; else its members; else the
        coordinator, the ปลัด, the mayor, so that nothing is nobody's.
        """
        if unit_id not in self._of_unit:
            self._of_unit[unit_id] = self._found_for(unit_id)
        return self._of_unit[unit_id]

    def may_report(self, person_id: int, unit_id: int, assignee_id: int | None) -> bool:
        """Tell whether a post lets somebody who hears of a task report on it; a deputy by leave alone only hears."""
        return person_id == assignee_id or self.answers_for(person_id, unit_id)

    def answers_for(self, person_id: int, unit_id: int) -> bool:
        """Tell whether somebody heads a unit or one above it, or coordinates."""
        seen: int | None = unit_id
        while seen is not None:
            if person_id in self._heads[seen]:
                return True
            unit = self._units.get(seen)
            seen = unit.parent_id if unit is not None else None
        return person_id in self._by_role[Role.COORDINATOR]

    def may_decide(self, person_id: int, unit_id: int) -> bool:
        """Tell whether a post lets somebody decide on a request of a unit's, were it not their own."""
        return person_id in self._by_role[Role.CHIEF_ADMINISTRATOR] or self.answers_for(person_id, unit_id)

    def chiefs(self) -> Hearing:
        """Return the ปลัด, or who stands in; where there is nobody, the coordinator."""
        return self._present_chiefs() or self.coordinators()

    def mayors(self) -> Hearing:
        """Return the mayor, or who stands in; where there is nobody, the ปลัด."""
        return self._present(self._by_role[Role.MAYOR]) or self.chiefs()

    def coordinators(self) -> Hearing:
        """Return those who coordinate, or who stand in, else the ปลัด; who coordinates when all of them are away."""
        coordinators = self._by_role[Role.COORDINATOR]
        return self._present(coordinators) or self._present_chiefs() or tuple(dict.fromkeys(coordinators))

    def _present_chiefs(self) -> Hearing:
        return self._present(self._by_role[Role.CHIEF_ADMINISTRATOR])

    def _with_heads(self, owners: Hearing, unit_id: int) -> Hearing:
        if self._saving is not Saving.LEADS:
            return owners
        return tuple(dict.fromkeys([*owners, *self.of_unit(unit_id)]))

    def _found_for(self, unit_id: int) -> Hearing:
        seen: int | None = unit_id
        while seen is not None:
            heads = self._present(self._heads[seen])
            if heads:
                return heads
            unit = self._units.get(seen)
            if unit is not None and unit.kind is UnitKind.EXECUTIVE and self._by_role[Role.CHIEF_ADMINISTRATOR]:
                return self.chiefs()
            seen = unit.parent_id if unit is not None else None
        return self._present(self._members[unit_id]) or self.coordinators() or self.mayors()

    def _present(self, person_ids: Iterable[int]) -> Hearing:
        """Return people, in place of each who is away the deputy, in place of whom nobody else hears (no chains)."""
        found: dict[int, None] = {}
        for person_id in person_ids:
            if person_id not in self._absent:
                found[person_id] = None
                continue
            deputy = self._absent[person_id]
            if deputy is not None and deputy in self._active and deputy not in self._absent:
                found[deputy] = None
        return tuple(found)
