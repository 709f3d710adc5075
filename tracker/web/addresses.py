"""The parts of an address that mean a value."""

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

from tracker.web.typed import LARGEST_ID


class RowNumber(IntegerConverter):
    """A number in an address; one that no row can have is no page of ours, rather than a database that fails."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def register(app: Flask) -> None:
    """Read `<int:…>` in the addresses of the application."""
    app.url_map.converters["int"] = RowNumber
