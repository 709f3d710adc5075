"""Delivering: claim one envelope, hand it to its carrier, record the answer.

The one place that owns its transactions, since one must be closed before the network and another opened after it. The
envelope's id is the retry key from the first attempt on: whatever happens between LINE's answer and our record, the
next attempt is told 409 and nobody reads a message twice. LINE forgets a key after 24 hours, so attempts end before.

A carrier is whoever takes `push`: the messenger of the office's LINE channel, or what sends e-mail. Channel, pause and
quota are LINE's alone; what is on the web needs no carrier.
"""

from tracker.reminders.delivery.claiming import KEY_LIFE, LEASE_SECONDS, claim
from tracker.reminders.delivery.limits import QUOTA_EVERY, read_quota, refresh_quota, renew_token
from tracker.reminders.delivery.recording import record
from tracker.reminders.delivery.sending import MOST_AT_ONCE, MOST_IN_FLIGHT, deliver_waiting
from tracker.reminders.delivery.shapes import Attempt, Clock, Courier, Ground, Renewing, Sending

__all__ = [
    "KEY_LIFE",
    "LEASE_SECONDS",
    "MOST_AT_ONCE",
    "MOST_IN_FLIGHT",
    "QUOTA_EVERY",
    "Attempt",
    "Clock",
    "Courier",
    "Ground",
    "Renewing",
    "Sending",
    "claim",
    "deliver_waiting",
    "read_quota",
    "record",
    "refresh_quota",
    "renew_token",
]
