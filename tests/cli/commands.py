"""Runs the console script as a person would, in a home of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Installation:
    """A home, a database and the environment of its commands."""

    home: Path
    database_url: str | None = None

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a fresh machine, with the settings of this installation."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "SYSTEMROOT") if name in os.environ}
        settings = {"TRACKER_HOME": str(self.home), "HOME": str(self.home), "PYTHONUTF8": "1"}
        if self.database_url:
            settings |= {
                "TRACKER_DATABASE_URL": self.database_url,
                "TRACKER_SECRET_KEY": "a key that only tests know about",
            }
        return kept | settings

    def run(self, *arguments: str, **more: str) -> Said:
        """Run `tracker` with arguments; `more` are settings for this one command."""
        done = subprocess.run(
            [sys.executable, "-m", "tracker.cli", *arguments],
            env=self.environment | more,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)
