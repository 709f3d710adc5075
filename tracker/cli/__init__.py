"""The command line: one more door beside routes and jobs, and the top floor of the house."""

from tracker.cli.main import main

__all__ = ["main"]
