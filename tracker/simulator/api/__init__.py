"""LINE's own endpoints, each under the operation name of LINE's reference."""

from tracker.simulator.api import accounts, messages, rich_menus, tokens
from tracker.simulator.api.door import blueprint

__all__ = ["accounts", "blueprint", "messages", "rich_menus", "tokens"]
