"""The menus under a chat, one for each role: what each part says and sends; pictures are drawn from the same words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from tracker.people.roles import Role
from tracker.reminders.wording.flex import Shape

WIDTH = 2500
_TALL, _LOW = 1686, 843
"""The two heights LINE's own templates have for menus 2500 wide."""


class MenuKey(StrEnum):
    """Whom a menu is for."""

    STRANGER = "stranger"
    OFFICER = "officer"
    HEAD = "head"
    LEAD = "lead"

    @property
    def label(self) -> str:
        """The menu as LINE Official Account Manager lists it."""
        return {
            MenuKey.STRANGER: "ITA ยังไม่ได้เชื่อมบัญชี",
            MenuKey.OFFICER: "ITA เจ้าหน้าที่",
            MenuKey.HEAD: "ITA หัวหน้าหน่วยงาน",
            MenuKey.LEAD: "ITA ผู้บริหาร",
        }[self]


class Sign(StrEnum):
    """What is drawn above the words of a part."""

    LIST = "list"
    CLOCK = "clock"
    PEOPLE = "people"
    BARS = "bars"
    TICK = "tick"
    QUESTION = "question"
    CROSS = "cross"
    LINK = "link"


@dataclass(frozen=True)
class Cell:
    """One part of a menu: its words, a smaller line under them, its sign, and what pressing it sends."""

    label: str
    note: str
    sign: Sign
    action: str
    is_quiet: bool = False
    """Drawn lighter: of use, but not what people come for."""


@dataclass(frozen=True)
class Placed:
    """A part of a menu with its place on the picture."""

    cell: Cell
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Menu:
    """A menu: rows of parts, each row with its height."""

    key: MenuKey
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    @property
    def height(self) -> int:
        """How high the picture is."""
        return sum(height for height, _ in self.rows)

    def placed(self) -> Iterator[Placed]:
        """Yield each part with its place; together they cover the whole picture."""
        top = 0
        for height, cells in self.rows:
            edges = [WIDTH * number // len(cells) for number in range(len(cells) + 1)]
            for cell, left, right in zip(cells, edges[:-1], edges[1:], strict=True):
                yield Placed(cell, left, top, right - left, height)
            top += height

    @property
    def definition(self) -> Shape:
        """The menu as LINE takes it."""
        return {
            "size": {"width": WIDTH, "height": self.height},
            "selected": True,
            "name": self.key.label,
            "chatBarText": "เมนู",
            "areas": [_area(placed) for placed in self.placed()],
        }


_TASKS = Cell("งานของฉัน", "งานที่ยังไม่เสร็จ", Sign.LIST, "tasks")
_OVERDUE = Cell("เกินกำหนด", "งานที่ต้องเร่ง", Sign.CLOCK, "overdue")
_UNIT = Cell("หน่วยของฉัน", "งานทั้งหน่วย", Sign.PEOPLE, "unit")
_BOARD = Cell("ภาพรวม", "จำนวนงานทุกหน่วย", Sign.BARS, "board")
_WAITING = Cell("รอท่าน", "เรื่องให้พิจารณา", Sign.TICK, "waiting")
_HELP = Cell("ช่วยเหลือ", "วิธีใช้", Sign.QUESTION, "help", is_quiet=True)
_UNLINK = Cell("ยกเลิกการเชื่อม", "เลิกรับทาง LINE", Sign.CROSS, "unlink", is_quiet=True)
_CONNECT = Cell("เชื่อมบัญชี", "เริ่มใช้งานที่นี่", Sign.LINK, "connect")

_TOP, _BOTTOM = 1026, 660

MENUS: dict[MenuKey, Menu] = {
    menu.key: menu
    for menu in (
        Menu(MenuKey.STRANGER, ((_LOW, (_CONNECT, _HELP)),)),
        Menu(MenuKey.OFFICER, ((_TOP, (_TASKS, _OVERDUE)), (_BOTTOM, (_HELP, _UNLINK)))),
        Menu(MenuKey.HEAD, ((_TOP, (_TASKS, _OVERDUE, _UNIT)), (_BOTTOM, (_HELP, _UNLINK)))),
        Menu(MenuKey.LEAD, ((_TOP, (_BOARD, _WAITING, _OVERDUE)), (_BOTTOM, (_HELP, _UNLINK)))),
    )
}


def menu_for(roles: Collection[Role]) -> MenuKey:
    """Return which menu somebody with these roles has: the one of the highest."""
    if Role.MAYOR in roles or Role.CHIEF_ADMINISTRATOR in roles:
        return MenuKey.LEAD
    return MenuKey.HEAD if Role.UNIT_HEAD in roles else MenuKey.OFFICER


def _area(placed: Placed) -> Shape:
    return {
        "bounds": {"x": placed.left, "y": placed.top, "width": placed.width, "height": placed.height},
        "action": {
            "type": "postback",
            "label": placed.cell.label,
            "data": urlencode({"v": 1, "a": placed.cell.action}),
            "displayText": placed.cell.label,
        },
    }
