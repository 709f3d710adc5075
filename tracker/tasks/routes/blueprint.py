"""The one blueprint of the pages of tasks."""

from flask import Blueprint

blueprint = Blueprint("tasks", "tracker.tasks", url_prefix="/tasks")
