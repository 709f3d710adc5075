"""A browser for tests without a screen: it visits, submits, follows redirects, and checks every page it gets."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from flask import g, has_app_context
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.page_checks import faults_of, label_of, visible_text

_MOST_REDIRECTS = 5


@dataclass
class Page:
    """What came back: the answer, and the document in it."""

    url: str
    response: TestResponse

    @cached_property
    def document(self) -> BeautifulSoup:
        """The parsed page."""
        return BeautifulSoup(self.response.get_data(as_text=True), "html.parser")

    @property
    def status(self) -> int:
        """The status code."""
        return self.response.status_code

    @cached_property
    def text(self) -> str:
        """What a person can read in the body, on one line."""
        return visible_text(self.document)

    @property
    def h1(self) -> str:
        """The title of the page."""
        return _words(self.find("h1"))

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary, or of the fields where there is no summary."""
        found = self.all(".error-summary li") or self.all(".field-error")
        return [_words(item) for item in found]

    @property
    def notices(self) -> list[str]:
        """The texts of the messages on the page."""
        return [_words(item) for item in self.all(".notice")]

    @property
    def links(self) -> dict[str, str]:
        """Where each link leads, by its words; the first of the same words counts."""
        found: dict[str, str] = {}
        for link in self.all("a[href]"):
            found.setdefault(_words(link) or str(link.get("aria-label", "")), str(link["href"]))
        return found

    def find(self, css: str) -> Tag:
        """Return the first element a selector names; there must be one."""
        found = self.document.select_one(css)
        assert found is not None, f"{self.url} has no {css}:\n{self.text[:2000]}"
        return found

    def all(self, css: str) -> list[Tag]:
        """Return every element a selector names."""
        return list(self.document.select(css))

    def form(self, which: str | None = None) -> Tag:
        """Return a form by its action (whole or its end), its id, or the words of its button."""
        forms = self.all("form")
        if which is None:
            wanted = [form for form in forms if form.find_parent("main")]
        else:
            wanted = [form for form in forms if which in {form.get("action"), form.get("id")}]
            wanted = wanted or [form for form in forms if str(form.get("action", "")).endswith(which)]
            wanted = wanted or [form for form in forms if which in {_words(button) for button in form.select("button")}]
        actions = [str(form.get("action")) for form in forms]
        assert wanted, f"{self.url} has no form {which!r}; its forms: {actions}"
        assert len(wanted) == 1, f"{self.url} has {len(wanted)} forms {which!r}: {actions}"
        return wanted[0]


class Browser:
    """A browser over the test client; cookies and with them the signed-in person stay."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    @property
    def client(self) -> FlaskClient:
        """The client, for one request; those of a test share an application context, and must not what it remembers."""
        if has_app_context():
            for name in list(g):
                g.pop(name)
        return self._client

    def visit(self, url: str, status: int = 200) -> Page:
        """Open an address, follow redirects, and check the page."""
        return self._arrive(url, self.client.get(url), status)

    def follow(self, page: Page, words: str, status: int = 200) -> Page:
        """Press the link with these words."""
        assert words in page.links, f"{page.url} has no link {words!r}; its links: {list(page.links)}"
        return self.visit(urljoin(page.url, page.links[words]), status)

    def submit(
        self,
        page: Page,
        form: str | None = None,
        fields: Mapping[str, object] | None = None,
        *,
        press: str | None = None,
        status: int = 200,
    ) -> Page:
        """Fill in a form and send it as a person would: what stands in it goes along, only its fields can be filled.

        `fields` values: text, a list of texts, or `(stream, filename)` for a file, or a list of those.
        `press` is the words of the button, where there are several.
        """
        element = page.form(form)
        sent = _filled(element, fields or {}, press)
        address = urljoin(page.url, str(element["action"]))
        headers = {"Referer": urljoin("http://localhost", page.url)}
        if str(element.get("method", "get")).lower() == "get":
            response = self.client.get(address, query_string=sent, headers=headers)
        else:
            has_file = element.get("enctype") == "multipart/form-data"
            content_type = "multipart/form-data" if has_file else "application/x-www-form-urlencoded"
            response = self.client.post(address, data=sent, content_type=content_type, headers=headers)
        return self._arrive(address, response, status)

    def download(self, url: str, status: int = 200) -> TestResponse:
        """Fetch a file."""
        response = self.client.get(url)
        assert response.status_code == status, f"{url}: {response.status_code}, not {status}"
        return response

    def _arrive(self, url: str, response: TestResponse, status: int) -> Page:
        for _ in range(_MOST_REDIRECTS):
            if response.status_code not in {301, 302, 303, 307, 308}:
                break
            target = urlsplit(urljoin(url, response.headers["Location"]))
            url = target.path + (f"?{target.query}" if target.query else "")
            response = self.client.get(url)
        page = Page(url, response)
        assert page.status == status, f"{url}: {page.status}, not {status}\n{page.text[:3000]}"
        assert response.mimetype == "text/html", f"{url} is {response.mimetype}; use download()"
        faults = faults_of(page.document, response.headers)
        assert not faults, f"{url}:\n" + "\n".join(f"  - {fault}" for fault in faults)
        return page


def _filled(form: Tag, fields: Mapping[str, object], press: str | None) -> MultiDict[str, object]:
    sent: MultiDict[str, object] = MultiDict(_standing_in(form))
    names = {str(item["name"]) for item in form.select("input[name], select[name], textarea[name]")}
    for name, value in fields.items():
        assert name in names, f"the form {form.get('action')} has no field {name!r}; its fields: {sorted(names)}"
        _check_offered(form, name, value)
        sent.setlist(name, list(value) if isinstance(value, list) else [value])
    buttons = list(form.select("button[name]"))
    if press is not None:
        pressed = [button for button in form.select("button") if _words(button) == press]
        assert pressed, f"no button {press!r}; there are: {[_words(button) for button in form.select('button')]}"
        buttons = [button for button in pressed if button.get("name")]
    if buttons and (press is not None or not form.select("button:not([name])")):
        sent[str(buttons[0]["name"])] = str(buttons[0].get("value", ""))
    return sent


def _standing_in(form: Tag) -> Iterable[tuple[str, object]]:
    for item in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(item["name"]), str(item.get("type", "text"))
        if item.has_attr("disabled") or kind in {"file", "submit", "button"}:
            continue
        if item.name == "textarea":
            yield name, item.get_text().removeprefix("\n")
        elif item.name == "select":
            chosen = item.select("option[selected]") or ([] if item.has_attr("multiple") else item.select("option")[:1])
            yield from ((name, str(option.get("value", option.get_text()))) for option in chosen)
        elif kind not in {"checkbox", "radio"} or item.has_attr("checked"):
            yield name, str(item.get("value", "on" if kind == "checkbox" else ""))


def _check_offered(form: Tag, name: str, value: object) -> None:
    """Refuse to choose what is not on the page, as a person could not either."""
    items = [item for item in form.select("input[name], select[name]") if item["name"] == name]
    choices = [item for item in items if item.get("type") in {"radio", "checkbox"}]
    offered = {str(item.get("value", "on")) for item in choices}
    offered |= {str(option.get("value")) for item in items if item.name == "select" for option in item.select("option")}
    if offered:
        for one in value if isinstance(value, list) else [value]:
            assert str(one) in offered, f"{label_of(form, items[0])!r} does not offer {one!r}, but {sorted(offered)}"


def _words(element: Tag) -> str:
    return re.sub(r"\s+", " ", element.get_text(" ", strip=True))
