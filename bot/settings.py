"""Configuration from the environment or a file `.env`; a missing or malformed setting is named in one line."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AnyHttpUrl, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

TOKEN = re.compile(r"\d+:[\w-]{3,}")


class BadSetting(ValueError):
    """A setting is missing or cannot be used; the text is one line naming it, without its value."""


DatabaseUrl = Annotated[str, StringConstraints(pattern=r"^(sqlite:///.+|postgres(ql)?://.+)$")]


class Settings(BaseSettings):
    """Everything that may be configured, by the names of its environment variables in small letters."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="ignore")

    telegram_bot_token: SecretStr | None = Field(
        None, description="the token BotFather gave; needed by run, chat and courier"
    )
    telegram_api_base: AnyHttpUrl = Field(
        AnyHttpUrl("https://api.telegram.org"), description="where the Bot API answers"
    )
    database_url: DatabaseUrl = Field("sqlite:///giljabi.sqlite3", description="sqlite:///FILE or postgresql://…")
    giljabi_host: str = Field("127.0.0.1", description="where the demo's chat page listens")
    giljabi_port: int = Field(8080, ge=0, le=65535, description="the demo's port; 0 takes any free one")
    giljabi_shifted_clock: bool = Field(False, description="follow the demo's clock, which can be moved forward")
    giljabi_courier_seconds: float = Field(30, gt=0, le=3600, description="seconds between two rounds of the courier")

    @property
    def api_base(self) -> str:
        """The Bot API's address without a slash at its end."""
        return str(self.telegram_api_base).rstrip("/")

    def token(self) -> str:
        """The bot's token; BadSetting where there is none."""
        token = self.telegram_bot_token.get_secret_value() if self.telegram_bot_token else ""
        if not token:
            raise BadSetting("TELEGRAM_BOT_TOKEN is not set: put the token of your bot into the environment or .env")
        if not TOKEN.fullmatch(token):
            raise BadSetting("TELEGRAM_BOT_TOKEN cannot be used: a token looks like 123456:ABC-def")
        return token


def load_settings() -> Settings:
    """The settings; BadSetting naming the first one that cannot be used."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors()[0]
        name = str(first["loc"][0]).upper()
        if name == "DATABASE_URL":
            raise BadSetting(
                "DATABASE_URL cannot be used: it is sqlite:///FILE or postgresql://user@host/name"
            ) from None
        raise BadSetting(f"{name} cannot be used: {first['msg']}") from None
