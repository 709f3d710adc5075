"""The door LINE knocks on."""

from flask import Blueprint

blueprint = Blueprint("line_webhook", __name__)
