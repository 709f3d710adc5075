"""The pages of this feature."""

from flask import Blueprint

blueprint = Blueprint("health", __name__)
blueprints = (blueprint,)
