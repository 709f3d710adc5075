"""After an event that changes who somebody is here, the menu under their chat follows."""

from tracker import thai
from tracker.line_webhook.reading import Incoming
from tracker.reminders.delivery.menus import arrange_menu_of

__all__ = ["arrange_menu_of", "may_change"]

_LINKING_PRESSES = frozenset({"link", "unlink"})


def may_change(incoming: Incoming) -> bool:
    """Tell whether an event may have linked or unlinked its sender."""
    if not incoming.user_id:
        return False
    if incoming.kind in {"accountLink", "follow"} or incoming.data.get("a") in _LINKING_PRESSES:
        return True
    return thai.without_spaces(incoming.text).startswith("ยืนยันยกเลิก")
