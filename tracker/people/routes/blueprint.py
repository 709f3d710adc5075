"""The one blueprint of people's pages."""

from flask import Blueprint

blueprint = Blueprint("people", "tracker.people")
