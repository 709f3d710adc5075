"""The one blueprint of the measures' own pages."""

from flask import Blueprint

blueprint = Blueprint("measures", "tracker.measures", url_prefix="/measures")
