"""The log: one JSON object a line, with the request or job it belongs to; never message text, tokens or LINE ids."""

import logging
import sys

import structlog


def set_up(level: int = logging.INFO) -> None:
    """Send every log line of this process, ours and the libraries', to standard error as JSON."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for noisy in ("apscheduler", "alembic", "urllib3", "waitress.queue", "fontTools"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def bind(**facts: object) -> None:
    """Put facts on every following line of this request or job."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**facts)
