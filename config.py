"""Every setting of an installation, read once from the environment and checked at start.

`.env.example` documents each name. Nothing else in the project reads the environment.
"""

import os
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

_SENDER = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class ConfigError(Exception):
    """The settings cannot be used; the message lists every problem, one a line."""


@dataclass(frozen=True)
class Config:
    """The settings of one installation."""

    home: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    base_url: str
    line_api_host: str | None
    line_access_host: str
    line_proxy: str | None = field(repr=False)
    line_channel_access_token: str | None = field(repr=False)
    line_channel_secret: str | None = field(repr=False)
    jobs: str
    storage_url: str
    smtp_url: str | None = field(repr=False)
    """Where e-mail is handed over; None for no e-mail."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Config":
        """Read and check every setting; raise ConfigError naming all that is wrong with them."""
        problems: list[str] = []
        given = {name: value.strip() for name, value in environment.items() if name.startswith("TRACKER_")}
        problems += [f"{name} is not a setting (see .env.example)" for name in sorted(set(given) - _NAMES)]
        home = Path(given.get("TRACKER_HOME") or "var").expanduser().resolve()
        database_url = _database_url(given, home, problems)
        line_api_host = _url(given, "TRACKER_LINE_API_HOST", "", problems) or None
        config = cls(
            home=home,
            database_url=database_url,
            secret_key=_secret_key(given, home, database_url, problems),
            base_url=_url(given, "TRACKER_BASE_URL", "http://127.0.0.1:8000", problems),
            line_api_host=line_api_host,
            line_access_host=_url(given, "TRACKER_LINE_ACCESS_HOST", "https://access.line.me", problems),
            line_proxy=_line_proxy(environment, line_api_host, problems),
            line_channel_access_token=given.get("TRACKER_LINE_CHANNEL_ACCESS_TOKEN") or None,
            line_channel_secret=given.get("TRACKER_LINE_CHANNEL_SECRET") or None,
            jobs=_jobs(given, database_url, problems),
            storage_url=_storage_url(given, home, problems),
            smtp_url=_smtp_url(given, problems),
        )
        if bool(config.line_channel_access_token) != bool(config.line_channel_secret):
            problems.append(
                "TRACKER_LINE_CHANNEL_ACCESS_TOKEN and TRACKER_LINE_CHANNEL_SECRET belong together: set both"
            )
        if problems:
            raise ConfigError("The settings cannot be used:\n" + "\n".join(f"  - {problem}" for problem in problems))
        return config

    @property
    def is_secure(self) -> bool:
        """Tell whether people reach the installation over https, so that cookies may insist on it."""
        return self.base_url.startswith("https://")


_NAMES = {
    "TRACKER_HOME",
    "TRACKER_DATABASE_URL",
    "TRACKER_SECRET_KEY",
    "TRACKER_BASE_URL",
    "TRACKER_LINE_API_HOST",
    "TRACKER_LINE_ACCESS_HOST",
    "TRACKER_LINE_CHANNEL_ACCESS_TOKEN",
    "TRACKER_LINE_CHANNEL_SECRET",
    "TRACKER_JOBS",
    "TRACKER_STORAGE_URL",
    "TRACKER_SMTP_URL",
}


def from_process() -> Config:
    """Read the settings of this process."""
    return Config.from_environment(os.environ)


def _url(given: Mapping[str, str], name: str, default: str, problems: list[str]) -> str:
    value = (given.get(name) or default).rstrip("/")
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment:
        problems.append(f"{name} must be an address such as https://ita.example.go.th, not {value!r}")
    return value


def _line_proxy(environment: Mapping[str, str], line_api_host: str | None, problems: list[str]) -> str | None:
    """Return the proxy between this machine and LINE: HTTPS_PROXY, unless NO_PROXY names LINE's host."""
    line = urlsplit(line_api_host or "https://api.line.me")
    value = (environment.get("https_proxy") or environment.get("HTTPS_PROXY") or "").strip()
    spared = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
    if not value or line.scheme != "https" or _is_spared(line.hostname or "", spared):
        return None
    value = value if "://" in value else f"http://{value}"
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        problems.append("HTTPS_PROXY must be an address such as http://proxy.example.go.th:8080")
    return value


def _is_spared(host: str, spared: str) -> bool:
    """Tell whether a list such as `localhost, .go.th` names a host or the domain it is in."""
    names = [name.strip().lstrip(".").lower() for name in spared.split(",") if name.strip()]
    return any(name == "*" or host == name or host.endswith(f".{name}") for name in names)


def _database_url(given: Mapping[str, str], home: Path, problems: list[str]) -> str:
    value = given.get("TRACKER_DATABASE_URL") or f"sqlite:///{home / 'tracker.sqlite3'}"
    if value.startswith(("postgres://", "postgresql://")):
        value = "postgresql+psycopg://" + value.split("://", 1)[1]
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        problems.append("TRACKER_DATABASE_URL must start with sqlite:/// or postgresql://")
    return value


def _storage_url(given: Mapping[str, str], home: Path, problems: list[str]) -> str:
    value = given.get("TRACKER_STORAGE_URL") or (home / "files").as_uri()
    if not value.startswith("file:///"):
        problems.append("TRACKER_STORAGE_URL must be a folder of this machine (file:///…) in this version")
    return value


def _smtp_url(given: Mapping[str, str], problems: list[str]) -> str | None:
    value = given.get("TRACKER_SMTP_URL")
    if not value:
        return None
    if not _is_mail_server(value):
        problems.append(
            "TRACKER_SMTP_URL must be an address such as smtp://name:password@mail.example.go.th:587?from=ita@example.go.th"
            " (a password with @ : / or % in it is percent-encoded)"
        )
    return value


def _is_mail_server(value: str) -> bool:
    try:
        parts = urlsplit(value)
        is_reachable = parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # A port that is no number, half of an IPv6 address.
        return False
    sender = (parse_qs(parts.query).get("from") or [unquote(parts.username or "")])[0]
    return is_reachable and _SENDER.fullmatch(sender) is not None


def _jobs(given: Mapping[str, str], database_url: str, problems: list[str]) -> str:
    value = given.get("TRACKER_JOBS") or "embedded"
    if value not in {"embedded", "procrastinate"}:
        problems.append(f"TRACKER_JOBS must be embedded or procrastinate, not {value!r}")
    elif value == "procrastinate" and not database_url.startswith("postgresql"):
        problems.append("TRACKER_JOBS=procrastinate needs PostgreSQL: set TRACKER_DATABASE_URL to postgresql://…")
    return value


def _secret_key(given: Mapping[str, str], home: Path, database_url: str, problems: list[str]) -> str:
    """Return the key given, or on one machine the one generated into home, readable by its owner alone."""
    value = given.get("TRACKER_SECRET_KEY")
    if value:
        if len(value) < 32:
            problems.append("TRACKER_SECRET_KEY must have at least 32 characters")
        return value
    if not database_url.startswith("sqlite"):
        problems.append("TRACKER_SECRET_KEY is required with PostgreSQL: the same long random text on every machine")
        return ""
    path = home / "secret.key"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)  # It holds people's data and passwords' hashes.
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            key = secrets.token_urlsafe(48)
            file.write(key)
        return key
    except OSError as error:
        problems.append(f"TRACKER_HOME: {home} cannot be written ({error.strerror})")
        return ""
