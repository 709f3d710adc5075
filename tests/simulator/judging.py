"""Judges the simulator's record as LINE's reference would: what was sent again that should not have been.

From "Retrying a failed API request" and "Status codes" of LINE's reference: a send carries a retry key; a key is not
used again after 2xx, 409 or a refusal no retry can mend, nor with another request, nor before `Retry-After`, nor after
a day; and nobody is sent the same under two keys on one day.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

Seen = dict[str, Any]

_KEYED = {"pushMessage", "multicast"}
_SAME_DAY = timedelta(hours=20)
_NOT_FROM_LINE = {"garbage200", "502-html"}
_DAY = timedelta(days=1)


def violations(record: Sequence[Seen]) -> list[str]:
    """Return everything that is wrong in a record, oldest first."""
    keyed = defaultdict(list)
    for seen in record:
        if seen["retry_key"]:
            keyed[str(seen["retry_key"]).lower()].append(seen)
    found = [*_invalid(record)]
    for key, requests in keyed.items():
        found += [f"{key}: {what}" for what in _of_key(requests)]
    return [*found, *_twice(record)]


def _invalid(record: Sequence[Seen]) -> Iterator[str]:
    for seen in record:
        if seen["op"] in _KEYED and not seen["retry_key"]:
            yield f"request {seen['number']}: a send without a retry key"
        if seen["details"] and seen["status"] in {400, 404, 413, 415} and seen["fault"] is None:
            yield f"request {seen['number']}: {seen['op']} is wrong: {seen['details']}"


def _of_key(requests: Sequence[Seen]) -> Iterator[str]:
    if sum(each["accepted"] for each in requests) > 1:
        yield "accepted twice"
    if len({json.dumps(each["body"], sort_keys=True) for each in requests}) > 1:
        yield "used with another body"
    if _at(requests[-1]) - _at(requests[0]) > _DAY:
        yield "used after a day"
    for one, next_one in pairwise(requests):
        status = None if one["fault"] in _NOT_FROM_LINE else one["status"]
        if status in {200, 409} or (isinstance(status, int) and 400 <= status < 500 and status != 429):
            yield f"sent again after {status} (request {next_one['number']})"


def _twice(record: Sequence[Seen]) -> Iterator[str]:
    accepted: dict[str, Seen] = {}
    for seen in record:
        if seen["op"] in _KEYED and seen["accepted"]:
            body = json.dumps(seen["body"], sort_keys=True)
            before = accepted.get(body)
            if before and before["retry_key"] != seen["retry_key"] and _at(seen) - _at(before) < _SAME_DAY:
                yield f"request {seen['number']}: the same under another key"
            accepted[body] = seen


def _at(seen: Seen) -> datetime:
    return datetime.fromisoformat(seen["at"])
