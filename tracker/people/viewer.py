"""Who asks: every query takes one of these, so forgetting whose data it is becomes a missing argument."""

from dataclasses import dataclass, field

from tracker.people.roles import Role

_SEES_EVERYTHING = {
    Role.COORDINATOR,
    Role.CHIEF_ADMINISTRATOR,
    Role.MAYOR,
    Role.REGISTRY,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
}


@dataclass(frozen=True)
class Viewer:
    """A person of one local government, with what the posts held today allow."""

    person_id: int
    government_id: int
    name: str
    government_name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    headed_unit_ids: frozenset[int] = field(default_factory=frozenset)
    """The units this person heads or acts for, sub-units included."""
    unit_ids: frozenset[int] = field(default_factory=frozenset)
    """The units this person belongs to, headed ones included."""
    username: str = ""
    must_change_password: bool = False

    def is_any(self, *roles: Role) -> bool:
        """Tell whether the person holds one of the roles."""
        return bool(self.roles.intersection(roles))

    @property
    def sees_everything(self) -> bool:
        """Tell whether the person may read the whole office's work, or only the own unit's."""
        return self.is_any(*_SEES_EVERYTHING)

    def heads(self, unit_id: int) -> bool:
        """Tell whether the person answers for a unit."""
        return unit_id in self.headed_unit_ids


@dataclass(frozen=True)
class System:
    """The installation itself, working for one local government: what jobs ask as."""

    government_id: int


Asker = Viewer | System
