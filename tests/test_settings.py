"""Configuration: a setting that is missing or malformed ends with one line that names it and never shows its value."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import BadSetting, Settings, load_settings

HOUSE = Path(__file__).parent.parent
SECRET = "1234567890:AAE-not-to-be-seen-by-anybody"
PASSWORD = "not-to-be-seen-either"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting comes from the machine the tests run on."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


MALFORMED = {
    "TELEGRAM_API_BASE": ["", "api.telegram.org", f"ftp://me:{PASSWORD}@example.org", "http://"],
    "DATABASE_URL": [
        "",
        "giljabi.sqlite3",
        "sqlite://",
        "sqlite:///",
        f"mysql://me:{PASSWORD}@localhost/x",
        f"postgresql:/me:{PASSWORD}@localhost/x",
    ],
    "GILJABI_PORT": ["", "http", "-1", "65536", "80.5"],
    "GILJABI_SHIFTED_CLOCK": ["", "perhaps", "2"],
    "GILJABI_COURIER_SECONDS": ["", "soon", "0", "-1", "3601", "nan"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in MALFORMED.items() for value in values])
def test_a_malformed_setting_is_named_in_one_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", SECRET)
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as problem:
        load_settings()
    line = str(problem.value)
    assert line.startswith(f"{name} cannot be used: ")
    assert "\n" not in line
    assert SECRET not in line
    assert PASSWORD not in line


@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_token_is_named_where_it_is_needed_and_only_there(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    if value is not None:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", value)
    settings = load_settings()
    with pytest.raises(BadSetting, match=r"^TELEGRAM_BOT_TOKEN is not set: .*$"):
        settings.token()


def test_without_any_setting_the_defaults_hold() -> None:
    settings = load_settings()
    assert settings.api_base == "https://api.telegram.org"
    assert settings.database_url == "sqlite:///giljabi.sqlite3"
    assert not settings.giljabi_shifted_clock


def test_the_token_does_not_show_in_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", SECRET)
    settings = load_settings()
    assert settings.token() == SECRET
    assert SECRET not in f"{settings} {settings!r} {settings.model_dump_json()}"


@pytest.mark.parametrize(
    ("given", "expected"), [("http://127.0.0.1:8081", "http://127.0.0.1:8081"), ("http://a/", "http://a")]
)
def test_the_api_address_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch, given: str, expected: str) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE", given)
    assert load_settings().api_base == expected


def test_a_file_env_is_read_and_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [
        f"TELEGRAM_BOT_TOKEN={SECRET}",
        "GILJABI_PORT=9000",
        "GILJABI_HOST=0.0.0.0",
        "SOMEBODY_ELSES=1",
        "# 길잡이",
    ]
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("GILJABI_PORT", "9001")
    settings = load_settings()
    assert (settings.token(), settings.giljabi_host, settings.giljabi_port) == (SECRET, "0.0.0.0", 9001)


COMMANDS = {
    "no token for the chat": (["chat"], "", "TELEGRAM_BOT_TOKEN is not set"),
    "no token for both": (["run"], "", "TELEGRAM_BOT_TOKEN is not set"),
    "no token for the courier": (["courier", "--once"], "", "TELEGRAM_BOT_TOKEN is not set"),
    "a bad port": (["demo"], f"TELEGRAM_BOT_TOKEN={SECRET}\nGILJABI_PORT=many", "GILJABI_PORT cannot be used"),
    "a bad database": (
        ["migrate"],
        f"TELEGRAM_BOT_TOKEN={SECRET}\nDATABASE_URL=mysql://x",
        "DATABASE_URL cannot be used",
    ),
}


@pytest.mark.parametrize(("command", "env", "expected"), COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_that_cannot_run_says_why_in_one_line_and_ends_with_2(
    tmp_path: Path, command: list[str], env: str, expected: str
) -> None:
    (tmp_path / ".env").write_text(env, encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"giljabi: {expected}")
    assert SECRET not in ended.stderr
