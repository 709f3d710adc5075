"""Rich menus: sizes, areas and their actions."""

from collections.abc import Iterator
from typing import Any

from tracker.simulator.checks.actions import Where, action
from tracker.simulator.checks.shapes import (
    Fault,
    Place,
    all_of,
    flag,
    listed,
    needed,
    shaped,
    text,
    whole_number,
)

_LEAST_RATIO = 1.45

_side = needed(whole_number(0, 2500))
_area = shaped(
    {
        "bounds": needed(shaped({"x": _side, "y": _side, "width": _side, "height": _side})),
        "action": needed(action(Where.RICH_MENU)),
    }
)


def _proportions(value: Any, place: Place) -> Iterator[Fault]:
    width, height = value["size"]["width"], value["size"]["height"]
    if width / height < _LEAST_RATIO:
        yield Fault(f"The aspect ratio must be at least {_LEAST_RATIO}", (*place, "size"))
    for position, area in enumerate(value["areas"]):
        bounds = area["bounds"]
        if bounds["x"] + bounds["width"] > width or bounds["y"] + bounds["height"] > height:
            yield Fault("The area lies outside the menu", (*place, "areas", position, "bounds"))


rich_menu = all_of(
    shaped(
        {
            "size": needed(shaped({"width": needed(whole_number(800, 2500)), "height": needed(whole_number(250))})),
            "selected": needed(flag),
            "name": needed(text(300)),
            # LINE does not say what it counts here; code points are never fewer than what a reader counts.
            "chatBarText": needed(text(14, measure=len)),
            "areas": needed(listed(_area, 0, 20)),
        }
    ),
    _proportions,
)
"""The rule of a rich menu."""
