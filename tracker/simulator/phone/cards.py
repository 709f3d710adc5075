"""Flex messages as trees of drawn things: what stands in what, what each looks like, what each does."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.simulator.answers import JsonObject
from tracker.simulator.phone import styles
from tracker.simulator.phone.styles import Style

_BLOCKS = ("header", "hero", "body", "footer")


@dataclass(frozen=True)
class Deed:
    """What pressing something does: tell the application, open an address, ask for a date, ask for a photo."""

    how: str
    label: str
    path: str
    uri: str


@dataclass
class Node:
    """One drawn thing; its name is the CSS class its style is written under."""

    kind: str
    name: str
    style: Style
    text: str = ""
    layout: str = ""
    variant: str = ""
    url: str = ""
    deed: Deed | None = None
    children: list["Node"] = field(default_factory=list)

    def and_all_inside(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.and_all_inside()


_HOW = {
    "uri": "open",
    "datetimepicker": "pick",
    "camera": "attach",
    "cameraRoll": "attach",
    "clipboard": "copy",
}


def deed_of(action: JsonObject | None, path: str) -> Deed | None:
    """Return what an action does when pressed."""
    if action is None:
        return None
    how = _HOW.get(action["type"], "press")
    return Deed(how, action.get("label") or "เปิด", path, action.get("uri", ""))


class _Drawing:
    """Draws one container; every node gets a class name of its own."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.count = 0

    def node(self, kind: str, style: Style, **about: Any) -> Node:
        self.count += 1
        return Node(kind, f"{self.prefix}-{self.count}", style, **about)

    def bubble(self, bubble: JsonObject, path: str) -> Node:
        """Draw one card."""
        whole = self.node("bubble", {}, variant=bubble.get("size", "mega"), layout=bubble.get("direction", "ltr"))
        whole.deed = deed_of(bubble.get("action"), f"{path}/action")
        looks = bubble.get("styles") or {}
        for name in _BLOCKS:
            block = bubble.get(name)
            if not block:
                continue
            look = looks.get(name) or {}
            drawn = self.component(block, f"{path}/{name}")
            drawn.variant = name
            if drawn.kind == "box":
                drawn.style = styles.block_style(block, name, look)
            whole.children.append(drawn)
        return whole

    def component(self, component: JsonObject, path: str) -> Node:
        """Draw whatever stands in a box."""
        draw = getattr(self, component["type"])
        node: Node = draw(component, path)
        if node.deed is None:
            node.deed = deed_of(component.get("action"), f"{path}/action")
        return node

    def box(self, box: JsonObject, path: str) -> Node:
        node = self.node("box", styles.box_style(box), layout=box["layout"])
        for position, component in enumerate(box["contents"]):
            child = self.component(component, f"{path}/contents/{position}")
            child.style = child.style | styles.placed_style(component, box, is_first=position == 0)
            node.children.append(child)
        return node

    def text(self, text: JsonObject, path: str) -> Node:
        node = self.node("text", styles.text_style(text), text=text.get("text") or "")
        for span in text.get("contents") or []:
            node.children.append(self.node("span", styles.letters_style(span), text=span.get("text", "")))
        return node

    def button(self, button: JsonObject, path: str) -> Node:
        return self.node("button", styles.button_style(button), variant=button.get("style", "link"))

    def image(self, image: JsonObject, path: str) -> Node:
        return self.node("image", styles.picture_style(image), url=image["url"])

    def video(self, video: JsonObject, path: str) -> Node:
        return self.component(video["altContent"], f"{path}/altContent")

    def icon(self, icon: JsonObject, path: str) -> Node:
        return self.node("icon", styles.icon_style(icon), url=icon["url"])

    def separator(self, separator: JsonObject, path: str) -> Node:
        return self.node("separator", styles.separator_style(separator))

    def filler(self, filler: JsonObject, path: str) -> Node:
        return self.node("filler", {})


def draw_flex(message: JsonObject, prefix: str) -> list[Node]:
    """Draw a Flex message: one card, or the cards of a carousel."""
    drawing, contents = _Drawing(prefix), message["contents"]
    if contents["type"] == "bubble":
        return [drawing.bubble(contents, "/contents")]
    return [
        drawing.bubble(bubble, f"/contents/contents/{position}") for position, bubble in enumerate(contents["contents"])
    ]


def stylesheet(nodes: list[Node]) -> str:
    """Write the style of every node as CSS."""
    every = (each for node in nodes for each in node.and_all_inside())
    return "".join(f".{node.name}{{{_declarations(node.style)}}}\n" for node in every if node.style)


def _declarations(style: Style) -> str:
    return ";".join(f"{name}:{value}" for name, value in style.items())
