"""The pages about people: signing in, one's own account, administration, the time of a demo."""

from tracker.people.routes import absences, account, administration, demo, signing_in
from tracker.people.routes.blueprint import blueprint

blueprints = (blueprint,)

__all__ = ["absences", "account", "administration", "blueprint", "blueprints", "demo", "signing_in"]
