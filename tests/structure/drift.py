"""Fails when models and migrations have drifted apart, or a migration cannot go down and up again (`make lint`)."""

import sys
import tempfile
from pathlib import Path

import flask_migrate

from config import Config
from tracker.app import create_app


def main() -> int:
    """Go up, compare, go down and up again on a new SQLite database."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Config.from_environment({"TRACKER_HOME": str(Path(folder))}))
        with app.app_context():
            flask_migrate.upgrade()
            flask_migrate.check()
            flask_migrate.downgrade(revision="base")
            flask_migrate.upgrade()
    return 0


if __name__ == "__main__":
    sys.exit(main())
