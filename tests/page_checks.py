"""What must hold on every page of ours; each check returns what is wrong, in a sentence."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag
from werkzeug.datastructures import Headers

_TRACES = re.compile(r"\bNone\b|\{\{|\}\}|\{%|\bUndefined\b|<bound |object at 0x|\b[A-Z]\w+\.[A-Z][A-Z_]+\b")
_UNSEEN = {"script", "style", "template", "title", "head"}


def faults_of(document: BeautifulSoup, headers: Headers) -> list[str]:
    """Return everything wrong with a page."""
    faults = [fault for check in _CHECKS for fault in check(document)]
    if "default-src 'self'" not in headers.get("Content-Security-Policy", ""):
        faults.append("no content security policy")
    return faults


def visible_text(document: BeautifulSoup) -> str:
    """Return what a person can read, on one line."""
    body = document.body or document
    pieces = [piece for piece in body.find_all(string=True) if piece.parent and piece.parent.name not in _UNSEEN]
    return re.sub(r"\s+", " ", " ".join(piece.strip() for piece in pieces if piece.strip()))


def label_of(document: Tag, field: Tag) -> str:
    """Return the words that name a field, or nothing."""
    if field.get("aria-label"):
        return str(field["aria-label"])
    if field.get("aria-labelledby"):
        named = [document.find(id=one) for one in str(field["aria-labelledby"]).split()]
        return " ".join(one.get_text(" ", strip=True) for one in named if isinstance(one, Tag))
    around = field.find_parent("label")
    if around is not None:
        return around.get_text(" ", strip=True)
    labels = [label for label in document.select("label[for]") if field.get("id") and label["for"] == field["id"]]
    return labels[0].get_text(" ", strip=True) if labels else ""


def _frame(document: BeautifulSoup) -> Iterator[str]:
    headings = document.select("h1")
    if len(headings) != 1 or not headings[0].get_text(strip=True):
        yield f"{len(headings)} h1 instead of one with words"
    title = document.title.get_text(strip=True) if document.title else ""
    if not title or title.startswith("–"):
        yield "no title"
    if document.html is None or document.html.get("lang") != "th":
        yield "the language is not said to be Thai"


def _ids(document: BeautifulSoup) -> Iterator[str]:
    ids = Counter(str(item["id"]) for item in document.select("[id]"))
    for name, times in ids.items():
        if times > 1:
            yield f"the id {name!r} stands {times} times"
        if not name or " " in name:
            yield f"{name!r} is no id"
    for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
        for item in document.select(f"[{attribute}]"):
            for name in str(item[attribute]).split() if attribute != "for" else [str(item["for"])]:
                if name not in ids and item.name != "output":
                    yield f"{attribute}={name!r} points at nothing"
    for link in document.select('a[href^="#"]'):
        if str(link["href"])[1:] not in ids:
            yield f"the link {link['href']} points at nothing"


def _fields(document: BeautifulSoup) -> Iterator[str]:
    # Asked for once: a long page has hundreds of fields.
    named = {str(label["for"]) for label in document.select("label[for]") if label.get_text(strip=True)}
    for field in document.select("input, select, textarea"):
        if field.get("type") in {"hidden", "submit", "button"} or field.get("id") in named:
            continue
        if not label_of(document, field):
            yield f"the field {field.get('name')!r} has no label"
    for label in document.select("label"):
        if not label.get("for") and not label.select("input, select, textarea"):
            yield f"the label {label.get_text(strip=True)!r} belongs to no field"
    for group in document.select("fieldset"):
        if group.legend is None or not group.legend.get_text(strip=True):
            yield "a group of fields has no legend"


def _forms(document: BeautifulSoup) -> Iterator[str]:
    for form in document.select("form"):
        method = str(form.get("method", "")).lower()
        if method not in {"get", "post"}:
            yield f"the form {form.get('action')!r} does not say its method"
        if not form.get("action"):
            yield "a form has no action"
        if method == "post" and not any(item.get("value") for item in form.select("input[name$=csrf_token]")):
            yield f"the form {form.get('action')!r} has no CSRF token"
        if method == "get" and form.select("input[name$=csrf_token]"):
            yield f"the form {form.get('action')!r} shows its CSRF token in the address"
        if form.find_parent("form"):
            yield f"the form {form.get('action')!r} stands inside another"
        if form.select("input[type=file]") and form.get("enctype") != "multipart/form-data":
            yield f"the form {form.get('action')!r} cannot carry its file"
        if not form.select("button, input[type=submit]"):
            yield f"the form {form.get('action')!r} has no button"


def _words(document: BeautifulSoup) -> Iterator[str]:
    text = visible_text(document)
    for match in _TRACES.finditer(text):
        yield f"a trace of the program in the text: …{text[max(0, match.start() - 40) : match.end() + 40]}…"
    for tag in document.select(".status-tag"):
        if not tag.get_text(strip=True):
            yield "a status tag without words"
    for item in document.select("a, button, summary"):
        if not _name_of(item):
            yield f"a {item.name} without words: {str(item)[:120]}"
    for link in document.select("a"):
        if not str(link.get("href", "")).strip():
            yield f"the link {link.get_text(strip=True)!r} leads nowhere"
    for image in document.select("img"):
        if not image.has_attr("alt"):
            yield f"the picture {image.get('src')!r} has no alternative text"
    for heading in document.select("th, caption"):
        if not _name_of(heading):
            yield f"an empty {heading.name}"


def _policy(document: BeautifulSoup) -> Iterator[str]:
    for item in document.select("*"):
        for name in item.attrs:
            if name == "style" or name.startswith("on"):
                yield f"inline {name} on a {item.name}"
        if str(item.get("href", "")).strip().lower().startswith("javascript:"):
            yield "a script in a link"
    if document.select("style") or document.select("script:not([src])"):
        yield "an inline style or script"
    for item in document.select("script[src], link[href], img[src]"):
        address = str(item.get("src") or item.get("href"))
        if re.match(r"(https?:)?//", address):
            yield f"loaded from elsewhere: {address}"


def _name_of(item: Tag) -> str:
    images = " ".join(str(image.get("alt", "")) for image in item.select("img"))
    return (item.get_text(strip=True) + str(item.get("aria-label", "")) + images).strip()


_CHECKS: tuple[Callable[[BeautifulSoup], Iterator[str]], ...] = (_frame, _ids, _fields, _forms, _words, _policy)
