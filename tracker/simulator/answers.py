"""What LINE's servers say: an answer, or a refusal with its reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

JsonObject: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """One reason for a refusal, and where in the request it lies."""

    message: str
    place: str

    def as_detail(self) -> dict[str, str]:
        return {"message": self.message, "property": self.place}


@dataclass(frozen=True)
class Answer:
    """A status, and a body that is JSON or bytes of some media type."""

    status: int = 200
    body: JsonObject | bytes = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = "application/json"


class Refused(Exception):
    """LINE says no; what the request had begun is undone."""

    def __init__(self, status: int, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.problems = tuple(problems)
        self.headers: dict[str, str] = {}
        self.extra: JsonObject = {}

    def as_answer(self) -> Answer:
        body: JsonObject = {"message": self.message, **self.extra}
        if self.problems:
            body["details"] = [problem.as_detail() for problem in self.problems]
        return Answer(self.status, body, self.headers)


NOT_FOUND = "Not found"
FAILED_TO_SEND = "Failed to send messages"
MONTHLY_LIMIT = "You have reached your monthly limit."
RATE_LIMIT = "The API rate limit has been exceeded. Try again later."
INVALID_TOKEN = (
    "Authentication failed due to the following reason: invalid token. "  # noqa: S105 - A sentence, not a secret.
    "Confirm that the access token in the authorization header is valid."
)
NO_ACCESS = "Access to this API is not available for your account"
