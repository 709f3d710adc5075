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
