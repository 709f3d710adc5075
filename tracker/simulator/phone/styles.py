"""Flex properties as CSS: sizes, gaps, colours and flex factors, as LINE draws them."""

from typing import TypeAlias

from tracker.simulator.answers import JsonObject

Style: TypeAlias = dict[str, str]

_GAPS = {"none": "0", "xs": "2px", "sm": "4px", "md": "8px", "lg": "12px", "xl": "16px", "xxl": "20px"}
_LETTERS = {
    "xxs": "11px",
    "xs": "13px",
    "sm": "14px",
    "md": "16px",
    "lg": "19px",
    "xl": "22px",
    "xxl": "29px",
    "3xl": "35px",
    "4xl": "48px",
    "5xl": "74px",
}
_PICTURES = {
    "xxs": "40px",
    "xs": "60px",
    "sm": "80px",
    "md": "100px",
    "lg": "120px",
    "xl": "140px",
    "xxl": "160px",
    "3xl": "180px",
    "4xl": "200px",
    "5xl": "220px",
    "full": "100%",
}
_BORDERS = {"none": "0", "light": "0.5px", "normal": "1px", "medium": "2px", "semi-bold": "3px", "bold": "4px"}
_ALIGN = {"start": "flex-start", "center": "center", "end": "flex-end"}
_GRAVITY = {"top": "flex-start", "center": "center", "bottom": "flex-end"}
_SIDES = {"Top": "top", "Bottom": "bottom", "Start": "inline-start", "End": "inline-end"}
_BLOCK_PADDING = {"header": "20px", "hero": "0", "body": "20px", "footer": "10px"}
_PRIMARY, _SECONDARY, _LINK = "#17c950", "#dcdfe5", "#42659a"


def gap(value: str) -> str:
    """Return a gap named by a step, or given in pixels or percent."""
    return _step(_GAPS, value)


def block_style(block: JsonObject, name: str, style: JsonObject) -> Style:
    """Return how a header, hero, body or footer looks, its own paddings left to the box itself."""
    css: Style = {"padding": _BLOCK_PADDING[name]}
    if style.get("backgroundColor"):
        css["background-color"] = style["backgroundColor"]
    if style.get("separator"):
        css["border-top"] = f"1px solid {style.get('separatorColor', '#d4d6da')}"
    return css | box_style(block)


def box_style(box: JsonObject) -> Style:
    """Return how a box lays out and paints."""
    css = _painted(box)
    for name in ("width", "maxWidth", "height", "maxHeight"):
        if box.get(name):
            css[name.replace("W", "-w").replace("H", "-h")] = box[name]
    if box.get("justifyContent"):
        css["justify-content"] = box["justifyContent"]
    if box.get("alignItems"):
        css["align-items"] = box["alignItems"]
    if box.get("paddingAll"):
        css["padding"] = gap(box["paddingAll"])
    for side, place in _SIDES.items():
        if box.get(f"padding{side}"):
            css[f"padding-{place}"] = gap(box[f"padding{side}"])
    return css


def placed_style(component: JsonObject, parent: JsonObject, *, is_first: bool) -> Style:
    """Return how a component stands in its parent: its share of the room, the gap before it, its offsets."""
    layout = parent["layout"]
    css = _share(component, layout)
    before = component.get("margin") or (None if is_first else parent.get("spacing"))
    if before:
        css["margin-top" if layout == "vertical" else "margin-inline-start"] = gap(before)
    if component.get("gravity") and layout == "horizontal":
        css["align-self"] = _GRAVITY[component["gravity"]]
    if component.get("position") == "absolute":
        css["position"] = "absolute"
    for side, place in _SIDES.items():
        if component.get(f"offset{side}"):
            inset = place if place in {"top", "bottom"} else f"inset-{place}"
            css[inset] = gap(component[f"offset{side}"])
    return css


def letters_style(text: JsonObject) -> Style:
    """Return how letters look: size, weight, colour, slant, lines through or under."""
    css: Style = {}
    if text.get("size"):
        css["font-size"] = _step(_LETTERS, text["size"])
    if text.get("color"):
        css["color"] = text["color"]
    if text.get("weight"):
        css["font-weight"] = "700" if text["weight"] == "bold" else "400"
    if text.get("style"):
        css["font-style"] = text["style"]
    if text.get("decoration"):
        css["text-decoration"] = text["decoration"]
    return css


def text_style(text: JsonObject) -> Style:
    """Return how a text component looks and breaks."""
    css = letters_style(text)
    css["text-align"] = text.get("align", "start")
    if text.get("lineSpacing"):
        css["line-height"] = f"calc(1.45em + {text['lineSpacing']})"
    if text.get("wrap"):
        css["white-space"] = "pre-line"
        css["overflow-wrap"] = "anywhere"
        if text.get("maxLines"):
            css |= {
                "display": "-webkit-box",
                "-webkit-box-orient": "vertical",
                "-webkit-line-clamp": str(text["maxLines"]),
                "overflow": "hidden",
            }
    else:
        css |= {"white-space": "nowrap", "overflow": "hidden", "text-overflow": "ellipsis"}
    return css


def button_style(button: JsonObject) -> Style:
    """Return how a button looks: filled for primary and secondary, plain words for a link."""
    style = button.get("style", "link")
    colour = button.get("color")
    css: Style = {"min-height": "40px" if button.get("height") == "sm" else "52px"}
    if style == "primary":
        css |= {"background-color": colour or _PRIMARY, "color": "#ffffff"}
    elif style == "secondary":
        css |= {"background-color": colour or _SECONDARY, "color": "#111111"}
    else:
        css |= {"color": colour or _LINK}
    return css


def picture_style(picture: JsonObject) -> Style:
    """Return how large a picture is and how it fills its room."""
    width, _, height = picture.get("aspectRatio", "1:1").partition(":")
    css: Style = {
        "width": _step(_PICTURES, picture.get("size", "md")),
        "aspect-ratio": f"{width} / {height}",
        "object-fit": "cover" if picture.get("aspectMode") == "cover" else "contain",
        "align-self": _ALIGN[picture.get("align", "center")],
    }
    if picture.get("backgroundColor"):
        css["background-color"] = picture["backgroundColor"]
    return css


def icon_style(icon: JsonObject) -> Style:
    """Return how large an icon is: as tall as letters of its size."""
    width, _, height = icon.get("aspectRatio", "1:1").partition(":")
    return {
        "height": _step(_LETTERS, icon.get("size", "md")),
        "aspect-ratio": f"{width} / {height}",
        "flex": "0 0 auto",
    }


def separator_style(separator: JsonObject) -> Style:
    """Return the colour of a line."""
    return {"background-color": separator["color"]} if separator.get("color") else {}


def _step(steps: dict[str, str], value: str) -> str:
    return steps.get(value, value)


def _painted(box: JsonObject) -> Style:
    css: Style = {}
    if box.get("backgroundColor"):
        css["background-color"] = box["backgroundColor"]
    if box.get("background"):
        css["background-image"] = _gradient(box["background"])
    if box.get("borderWidth") or box.get("borderColor"):
        width = _step(_BORDERS, box.get("borderWidth", "none"))
        css["border"] = f"{width} solid {box.get('borderColor', '#000000')}"
    if box.get("cornerRadius"):
        css |= {"border-radius": gap(box["cornerRadius"]), "overflow": "hidden"}
    return css


def _gradient(background: JsonObject) -> str:
    stops = [background["startColor"]]
    if background.get("centerColor"):
        stops.append(f"{background['centerColor']} {background.get('centerPosition', '50%')}")
    return f"linear-gradient({', '.join([background['angle'], *stops, background['endColor']])})"


def _share(component: JsonObject, layout: str) -> Style:
    """Return the flex factor: components share a horizontal box evenly and keep their height in a vertical one."""
    factor = component.get("flex")
    is_fixed = component.get("width") if layout != "vertical" else component.get("height")
    if component["type"] == "filler":
        return {"flex": f"{1 if factor is None else factor} 1 0"}
    if component["type"] in {"separator", "icon"} or (is_fixed and factor is None) or factor == 0:
        return {"flex": "0 0 auto", "max-width": "100%"}
    if layout == "vertical":
        return {"flex": f"{factor or 0} 0 auto"}
    return {"flex": f"{1 if factor is None else factor} 1 0", "min-width": "0"}
