"""The settings that come from elsewhere than `TRACKER_…`: a proxy between this machine and LINE."""

from pathlib import Path

import pytest

from config import Config, ConfigError

PROXY = "http://proxy.example.go.th:8080"


def config(home: Path, **environment: str) -> Config:
    return Config.from_environment({"TRACKER_HOME": str(home), **environment})


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": PROXY, "HTTPS_PROXY": "http://other.example"}, PROXY),
        ({"HTTPS_PROXY": "proxy.example.go.th:8080"}, PROXY),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "localhost, .line.me"}, None),
        ({"HTTPS_PROXY": PROXY, "no_proxy": "*"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "line.me.example,127.0.0.1"}, PROXY),
        ({"HTTPS_PROXY": PROXY, "TRACKER_LINE_API_HOST": "http://127.0.0.1:8001"}, None),
        ({"HTTPS_PROXY": PROXY, "TRACKER_LINE_API_HOST": "https://line.test"}, PROXY),
    ],
)
def test_line_is_reached_through_the_proxy_the_machine_names(
    tmp_path: Path, environment: dict[str, str], proxy: str | None
) -> None:
    assert config(tmp_path, **environment).line_proxy == proxy


def test_a_proxy_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="HTTPS_PROXY"):
        config(tmp_path, HTTPS_PROXY="socks5://proxy.example:1080")


def test_the_password_of_a_proxy_is_not_printed(tmp_path: Path) -> None:
    assert "hidden" not in repr(config(tmp_path, HTTPS_PROXY="http://office:hidden@proxy.example:8080"))


def test_several_machines_need_postgresql(tmp_path: Path) -> None:
    several = {"TRACKER_HOME": str(tmp_path), "TRACKER_JOBS": "procrastinate"}
    with pytest.raises(ConfigError, match="needs PostgreSQL"):
        Config.from_environment(several)
    key = {"TRACKER_SECRET_KEY": "a key of more than thirty-two letters"}
    config = Config.from_environment(several | key | {"TRACKER_DATABASE_URL": "postgresql://db/tracker"})
    assert config.jobs == "procrastinate"


@pytest.mark.parametrize(
    "address",
    [
        *("mail.example.go.th", "http://mail.example.go.th?from=a@example.go.th", "smtp://mail.example.go.th"),
        *("smtp://mail.example.go.th?from=a@b", "smtp://mail.example.go.th:port?from=a@example.go.th", "smtp://[::1"),
    ],
)
def test_a_mail_server_nobody_could_write_to_is_named_without_its_password(tmp_path: Path, address: str) -> None:
    address = address.replace("//", "//ita:s3cret-word@", 1)
    with pytest.raises(ConfigError, match="TRACKER_SMTP_URL") as refused:
        Config.from_environment({"TRACKER_HOME": str(tmp_path), "TRACKER_SMTP_URL": address})
    assert "s3cret-word" not in str(refused.value)


def test_the_password_of_the_mail_server_is_never_printed(tmp_path: Path) -> None:
    address = "smtps://ita%40example.go.th:s3cret%2Fword@mail.example.go.th"
    config = Config.from_environment({"TRACKER_HOME": str(tmp_path), "TRACKER_SMTP_URL": address})
    assert config.smtp_url == address
    assert "s3cret" not in repr(config)
