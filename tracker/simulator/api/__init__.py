"""LINE's own endpoints, each under the operation name of LINE's reference."""

from tracker.simulator.api import accounts, groups, messages, rich_menus, tokens
from tracker.simulator.api.door import blueprint

__all__ = ["accounts", "blueprint", "groups", "messages", "rich_menus", "tokens"]
