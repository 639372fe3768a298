"""Mail that stays on the machine."""

import stat
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from portal.mail.actions.local import Console, Folder
from portal.mail.actions.outgoing import Undelivered
from tests.conftest import settings_in
from tests.mail.test_actions_outgoing import ID, outgoing


def test_the_console_prints_a_mail_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    Console().send(outgoing())
    printed = capsys.readouterr()
    assert printed.out == ""
    for line in ("To: sam@example.org", "Subject: Hello", "Text."):
        assert line in printed.err.splitlines()


def test_a_mail_is_kept_as_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    way = Folder(settings_in(tmp_path))
    way.send(outgoing())
    way.send(outgoing())
    (kept,) = (tmp_path / "mail").iterdir()
    assert kept.name == f"{ID}.eml"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    read = message_from_bytes(kept.read_bytes(), policy=policy.default)
    assert (read["To"], read["Subject"]) == ("sam@example.org", "Hello")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Undelivered, match="No space left on device") as refused:
        Folder(settings_in(tmp_path)).send(outgoing())
    assert refused.value.nobody
    assert list((tmp_path / "mail").iterdir()) == []
