"""Find the actions inside a message or a rich menu, and name each by its path."""

from collections.abc import Iterator
from typing import Any

from tracker.simulator.answers import JsonObject

_SINGLE = ("action", "defaultAction")


def actions_in(value: Any, path: str = "") -> Iterator[tuple[str, JsonObject]]:
    """Return every action with its path, in the order in which they are written."""
    if isinstance(value, list):
        for position, each in enumerate(value):
            yield from actions_in(each, f"{path}/{position}")
    if not isinstance(value, dict):
        return
    for name, each in value.items():
        here = f"{path}/{name}"
        if name in _SINGLE and isinstance(each, dict):
            yield here, each
        elif name == "actions" and isinstance(each, list):
            yield from ((f"{here}/{position}", action) for position, action in enumerate(each))
        else:
            yield from actions_in(each, here)


def action_at(value: Any, path: str) -> JsonObject | None:
    """Return the action at a path, or nothing when there is none."""
    return next((action for place, action in actions_in(value) if place == path), None)
