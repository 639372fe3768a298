"""The settings of one running portal: the only reader of the environment, and where shipped files lie."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class SettingsError(ValueError):
    """A setting is missing or makes no sense; the portal does not start."""


def shipped(name: str) -> Path:
    """The folder of shipped files called `name`: inside an installed package, or at the root of a checkout."""
    installed = Path(__file__).resolve().parent / name
    return installed if installed.is_dir() else ROOT / name


def _whole(name: str, text: str) -> int:
    if not text.isdecimal():
        raise SettingsError(f"{name} must be a whole number.")
    return int(text)


def _yes(name: str, text: str) -> bool:
    if text not in {"yes", "no"}:
        raise SettingsError(f"{name} must be yes or no.")
    return text == "yes"


def _path(_name: str, text: str) -> Path:
    return Path(text).resolve()


def _list(_name: str, text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


READERS: dict[str, Callable[[str, str], Any]] = {
    "data_folder": _path,
    "search_folder": _path,
    "breached_passwords_file": _path,
    "trusted_hosts": _list,
    "proxy_hops": _whole,
    "workers": _whole,
    "mail_timeout": _whole,
    "mail_retry": _whole,
    "openid_proves_email": _yes,
}
"""How the settings are read that are not plain text."""


@dataclass(frozen=True)
class Settings:
    """Everything that may differ from one running portal to another.

    Each field is read from the environment variable `PORTAL_` + its name in capitals (`from_environment`),
    and each is described in docs/operating.md.
    """

    secret_key: str = field(repr=False)
    mode: str = "local"
    data_folder: Path = ROOT / "instance"
    database_url: str = field(default="", repr=False)
    search_folder: Path = ROOT / "search_index"
    base_url: str = "http://localhost:8000"
    trusted_hosts: tuple[str, ...] = ()
    proxy_hops: int = 0
    workers: int = 2
    service_name: str = "Commission careers guidance"
    contact: str = ""
    log_level: str = "INFO"
    breached_passwords_file: Path | None = None
    mail: str = field(default="", repr=False)
    mail_from: str = ""
    mail_timeout: int = 20
    mail_retry: int = 60
    mail_worker: str = "embedded"
    notify_key: str = field(default="", repr=False)
    notify_template: str = ""
    openid_issuer: str = ""
    openid_client_id: str = ""
    openid_client_secret: str = field(default="", repr=False)
    openid_proves_email: bool = False
    openid_name: str = "DfE Sign-in"
    virus_scanner: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be served safely.

        Raises:
            SettingsError: the mode is unknown, the secret is weak, or the address is not one.
        """
        if self.mode not in {"local", "production", "test"}:
            raise SettingsError("PORTAL_MODE must be local, production or test.")
        if len(self.secret_key) < SHORTEST_SECRET:
            raise SettingsError(
                f"PORTAL_SECRET_KEY must have at least {SHORTEST_SECRET} characters. "
                'Make one with: python -c "import secrets; print(secrets.token_hex(32))"'
            )
        if self.workers < 1:
            raise SettingsError("PORTAL_WORKERS must be 1 or more.")
        if (
            urlsplit(self.base_url).scheme not in {"http", "https"}
            or not urlsplit(self.base_url).hostname
        ):
            raise SettingsError(
                "PORTAL_BASE_URL must be an address such as https://guidance.example.org."
            )
        if self.contact and not ADDRESS.fullmatch(self.contact):
            raise SettingsError("PORTAL_CONTACT must be an email address.")
        self._refuse_mail_without_a_way()
        if self.breached_passwords_file and not self.breached_passwords_file.is_file():
            raise SettingsError("PORTAL_BREACHED_PASSWORDS_FILE must be a file.")

    def _refuse_mail_without_a_way(self) -> None:
        """What the ways of mail need themselves is asked for by `portal.mail`, when the portal starts."""
        if self.mode == "production" and not self.mail:
            raise SettingsError("PORTAL_MAIL must be set in production.")
        if self.mail_worker not in {"embedded", "separate"}:
            raise SettingsError("PORTAL_MAIL_WORKER must be embedded or separate.")
        if self.mail_timeout < 1 or self.mail_retry < 1:
            raise SettingsError("PORTAL_MAIL_TIMEOUT and PORTAL_MAIL_RETRY must be 1 or more.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> "Settings":
        """The settings that the environment asks for; what it does not name keeps its default.

        Raises:
            SettingsError: as above; in production also when there is no PORTAL_SECRET_KEY.
        """
        env = os.environ if environment is None else environment
        given = {
            name: env[f"PORTAL_{name.upper()}"]
            for name in cls.__dataclass_fields__
            if env.get(f"PORTAL_{name.upper()}")
        }
        values: dict[str, Any] = {
            name: READERS[name](f"PORTAL_{name.upper()}", text) if name in READERS else text
            for name, text in given.items()
        }
        if "secret_key" not in values:
            if values.get("mode") == "production":
                raise SettingsError("PORTAL_SECRET_KEY must be set in production.")
            values["secret_key"] = _kept_secret(values.get("data_folder", ROOT / "instance"))
        return cls(**values)

    @property
    def https(self) -> bool:
        """Whether visitors reach the portal by https."""
        return self.base_url.startswith("https://")

    @property
    def database(self) -> str:
        """The database's address; SQLite in the data folder unless another is named."""
        return self.database_url or f"sqlite:///{self.data_folder / 'portal.db'}"

    @property
    def hosts(self) -> list[str]:
        """The host names that the portal answers to."""
        own = urlsplit(self.base_url).hostname or ""
        local = ["127.0.0.1", "localhost", "[::1]"] if self.mode != "production" else []
        return [own, *local, *self.trusted_hosts]


def _kept_secret(folder: Path) -> str:
    """The secret of a local portal: made once and kept in a file that only its owner can read."""
    keeper = folder / "secret_key"
    if not keeper.exists():
        folder.mkdir(parents=True, exist_ok=True)
        keeper.touch(mode=0o600)
        keeper.write_text(secrets.token_hex(32), encoding="ascii")
    return keeper.read_text(encoding="ascii").strip()
