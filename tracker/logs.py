"""The log: one JSON object a line, with the request or job it belongs to; never message text, tokens or LINE ids."""

import logging
import re
import sys
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

KEPT_DAYS = 180
"""Longer than the ninety days section 26 of the computer crime act asks of access logs."""

_LINE_ID = re.compile(r"\b[UCR][0-9a-f]{32}\b")
"""A user, group or room of LINE (Messaging API reference, "Source user")."""

_NOISY = ("apscheduler", "alembic", "urllib3", "waitress.queue", "fontTools", "werkzeug")


def set_up(level: int = logging.INFO, *, file: Path | None = None) -> None:
    """Send every log line of this process to a file that is changed at midnight; warnings, or all without a file, here.

    "Here" is standard error, where a supervisor or a person at the terminal sees it.
    """
    here = logging.StreamHandler(sys.stderr)
    here.setFormatter(_json_lines())
    here.setLevel(logging.WARNING if file is not None else level)
    handlers: list[logging.Handler] = [here]
    if file is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = TimedRotatingFileHandler(file, when="midnight", backupCount=KEPT_DAYS, encoding="utf-8", utc=True)
        kept.setFormatter(_json_lines())
        handlers.append(kept)
    root = logging.getLogger()
    root.handlers = handlers
    root.setLevel(level)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            *_shared(),
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def bind(**facts: object) -> None:
    """Put facts on every following line of this request or job."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**facts)


def _shared() -> list[structlog.types.Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _json_lines() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
            _without_line_ids,
        ],
    )


def _without_line_ids(_logger: object, _method: str, line: Any) -> str:
    """Take out ids we never write ourselves: a database's refusal, a library's warning quote what they were given."""
    return _LINE_ID.sub("LINE-ID", str(line))
