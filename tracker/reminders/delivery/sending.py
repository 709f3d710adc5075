"""Sending: as many requests on their way at once as LINE answers well, while one thread claims and records.

The database is spoken to by this thread alone; the network is waited for by others. A run begins with one request and
takes one more with every acceptance, so that a LINE that is down, busy or refuses us meets one request and not many.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import timedelta

from tracker.database import transaction
from tracker.messaging.messenger import Accepted, ChannelRejected, MessengerBusy, MessengerError
from tracker.reminders import queries
from tracker.reminders.delivery.claiming import claim, expire, is_usable
from tracker.reminders.delivery.limits import QUOTA_EVERY, mend_channel, pause, refresh_quota, was_replaced
from tracker.reminders.delivery.recording import Verdict, backoff_seconds, record
from tracker.reminders.delivery.shapes import Attempt, Clock, Ground, Sending
from tracker.reminders.models import Carrier, MessageState

MOST_AT_ONCE = 200
MOST_IN_FLIGHT = 8
_GIVEN_UP_AFTER = 3
"""Attempts in a row LINE did not answer well; then the rest waits a while, and is not tried one by one."""

_log = logging.getLogger(__name__)


def deliver_waiting(sending: Sending, *, now: Clock, most: int = MOST_AT_ONCE) -> Counter[MessageState]:
    """Deliver what is due by now for one office over one carrier; count how the messages ended."""
    ground = _ground(sending, now)
    if ground is None:
        return Counter()
    run = _Run(sending, ground, now)
    with ThreadPoolExecutor(MOST_IN_FLIGHT, thread_name_prefix="courier") as couriers:
        ended = Counter(run.states(couriers, most))
    if run.was_rejected:
        mend_channel(sending, now=now)
    if ended:
        counts = {state.value: number for state, number in ended.items()}
        _log.info("messages_delivered", extra={"government_id": sending.asker.government_id, **counts})
    return ended


def _ground(sending: Sending, now: Clock) -> Ground | None:
    """End what is over and return what may be sent, None for nothing; LINE is asked for the month's numbers first."""
    at = now()
    is_line = sending.carrier is Carrier.LINE
    with transaction():
        expire(sending.asker, at)
        channel = queries.channel(sending.asker)
        is_ready = not is_line or (channel is not None and is_usable(channel, at))
        has_work = queries.has_unsent(at, asker=sending.asker)
        read_at = channel.quota_read_at if channel is not None else None
    if not is_ready or not has_work:
        return None
    if is_line and (read_at is None or read_at <= at - QUOTA_EVERY):
        refresh_quota(sending, now=now)
        with transaction():
            if was_replaced(sending.asker, sending.token_mark):
                return None  # The next run speaks with the new token.
    with transaction():
        return Ground.of(sending.asker, at=now())


class _Run:
    """One run of deliveries: how wide it is at the moment, and how often in a row LINE did not answer well."""

    def __init__(self, sending: Sending, ground: Ground, now: Clock) -> None:
        self._sending, self._ground, self._now = sending, ground, now
        self._width, self._failures = 1, 0
        self._flying: dict[Future[Verdict], Attempt] = {}
        self.was_rejected = False

    def states(self, couriers: ThreadPoolExecutor, most: int) -> Iterator[MessageState]:
        """Yield how each message ended, until nothing is due, enough were sent or LINE does not answer."""
        is_open = True
        while is_open or self._flying:
            while is_open and most > 0 and len(self._flying) < self._width:
                attempt, state = claim(self._sending, self._ground, self._now())
                most -= 1
                if attempt is not None:
                    self._flying[couriers.submit(_push, self._sending, attempt)] = attempt
                elif state is not None:
                    yield state
                else:
                    is_open = False
            if not self._flying:
                return
            yield from self._landed()
            is_open = is_open and most > 0 and not self.was_rejected and self._failures < _GIVEN_UP_AFTER

    def _landed(self) -> Iterator[MessageState]:
        """Wait for the next answer and write down what came."""
        landed, _ = wait(self._flying, return_when=FIRST_COMPLETED)
        for future in landed:
            attempt, verdict = self._flying.pop(future), future.result()
            yield record(self._sending.asker, attempt, verdict, self._now())
            self._learn(verdict)

    def _learn(self, verdict: Verdict) -> None:
        if isinstance(verdict, Accepted):
            self._width, self._failures = min(self._width + 1, MOST_IN_FLIGHT), 0
            return
        self._width = 1
        self.was_rejected = self.was_rejected or isinstance(verdict, ChannelRejected)
        self._failures = self._failures + 1 if isinstance(verdict, MessengerBusy) else 0
        if self._failures == _GIVEN_UP_AFTER and self._sending.carrier is Carrier.LINE:
            with transaction():
                pause(self._sending.asker, self._now() + timedelta(seconds=backoff_seconds(_GIVEN_UP_AFTER)))


def _push(sending: Sending, attempt: Attempt) -> Verdict:
    """Hand one message over; what goes wrong is an answer like any other."""
    try:
        return sending.messenger.push(attempt.to, attempt.body, str(attempt.message_id))
    except MessengerError as error:
        return error
