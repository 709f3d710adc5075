"""The commands, and the one place where what goes wrong becomes one clear sentence and an exit code."""

import sys

import click
from sqlalchemy.exc import OperationalError, ProgrammingError

from config import ConfigError
from tracker.cli import demo, documents, measures, offices, processes, upkeep, years
from tracker.errors import TrackerError
from tracker.secrets import SecretUnreadable


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
def commands() -> None:
    """ติดตามมาตรการ ITA: from the published measures of a Thai local government to the report of their results."""


for part in (processes, offices, documents, measures, years, upkeep, demo):
    for command in part.commands:
        commands.add_command(command)


def main() -> None:
    """Run the command that was typed; end with 0, or with one sentence on standard error."""
    try:
        commands.main(standalone_mode=False)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except (TrackerError, ConfigError, SecretUnreadable) as problem:
        _say_and_end(str(problem))
    except (OperationalError, ProgrammingError) as problem:
        reason = str(problem.orig).strip().splitlines()[0] if problem.orig else "no answer"
        _say_and_end(f"The database cannot be used ({reason}). Check TRACKER_DATABASE_URL, then run: tracker migrate")
    except OSError as problem:
        _say_and_end(f"{problem.strerror or problem}: {problem.filename or ''}".rstrip(": "))


def _say_and_end(sentence: str) -> None:
    print(f"tracker: {sentence}", file=sys.stderr)
    sys.exit(1)
