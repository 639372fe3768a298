"""What the environment may ask for, and what a portal refuses to start with."""

import stat
from pathlib import Path

import pytest

from portal.config import Settings, SettingsError, shipped
from tests.conftest import SECRET, settings_in


def read(**environment: str) -> Settings:
    """The settings of an environment that names these, and a secret."""
    given = {f"PORTAL_{name.upper()}": value for name, value in environment.items()}
    return Settings.from_environment({"PORTAL_SECRET_KEY": SECRET} | given)


def test_what_the_environment_does_not_name_keeps_its_default() -> None:
    settings = read()
    assert (settings.mode, settings.proxy_hops, settings.log_level) == ("local", 0, "INFO")
    assert settings.base_url == "http://localhost:8000"
    assert settings.database.startswith("sqlite:///")


def test_each_setting_is_read_as_its_kind(tmp_path: Path) -> None:
    settings = read(
        data_folder=str(tmp_path / "a" / ".." / "b"),
        database_url="postgresql+psycopg://x",
        base_url="https://guidance.example.org",
        trusted_hosts="a.example, b.example",
        proxy_hops="2",
        mode="production",
        mail="console",
    )
    assert settings.data_folder == tmp_path / "b"
    assert settings.database == "postgresql+psycopg://x"
    assert settings.hosts == ["guidance.example.org", "a.example", "b.example"]
    assert settings.proxy_hops == 2
    assert settings.https


def test_only_a_portal_at_home_answers_to_the_names_of_the_machine() -> None:
    assert "localhost" in read(base_url="http://x.example").hosts
    served = read(base_url="http://x.example", mode="production", mail="console")
    assert "localhost" not in served.hosts


def test_production_without_a_secret_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PORTAL_SECRET_KEY"):
        Settings.from_environment(
            {"PORTAL_MODE": "production", "PORTAL_DATA_FOLDER": str(tmp_path)}
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("secret", ["short", "x" * 31])
@pytest.mark.parametrize("mode", ["local", "production"])
def test_a_weak_secret_is_refused_and_not_repeated(secret: str, mode: str) -> None:
    with pytest.raises(SettingsError, match="at least 32 characters") as refused:
        read(secret_key=secret, mode=mode)
    assert secret not in str(refused.value)


@pytest.mark.parametrize("address", ["guidance.example.org", "ftp://x.example", "https://", "//x"])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="PORTAL_BASE_URL"):
        read(base_url=address)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("mode", "debug", "PORTAL_MODE"),
        ("proxy_hops", "one", "PORTAL_PROXY_HOPS"),
        ("proxy_hops", "-1", "PORTAL_PROXY_HOPS"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_its_name(
    name: str, value: str, says: str
) -> None:
    with pytest.raises(SettingsError, match=says):
        read(**{name: value})


def test_a_local_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    environment = {"PORTAL_DATA_FOLDER": str(tmp_path / "new")}
    first = Settings.from_environment(environment)
    keeper = tmp_path / "new" / "secret_key"
    assert stat.S_IMODE(keeper.stat().st_mode) == 0o600
    assert len(first.secret_key) == 64
    assert Settings.from_environment(environment).secret_key == first.secret_key
    other = Settings.from_environment({"PORTAL_DATA_FOLDER": str(tmp_path / "other")})
    assert other.secret_key != first.secret_key


def test_printed_settings_show_no_secret_and_no_password(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, database_url="postgresql://me:hushed@db/x")
    assert SECRET not in repr(settings)
    assert "hushed" not in repr(settings)


def test_shipped_folders_are_there() -> None:
    assert (shipped("templates") / "base.html").is_file()
    assert (shipped("static") / "source" / "portal.js").is_file()
