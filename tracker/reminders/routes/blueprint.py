"""The one blueprint of the pages about messages."""

from flask import Blueprint

blueprint = Blueprint("reminders", "tracker.reminders", url_prefix="/reminders")
