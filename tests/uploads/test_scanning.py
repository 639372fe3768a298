"""The virus scanner is asked in its own protocol; where it does not say that a file is clean, nothing is known."""

import socket
from pathlib import Path

import pytest

from portal.uploads import Scanner, ScannerDown
from tests.uploads.clamd import Clamd
from tests.uploads.files import EICAR


def test_a_scanner_says_of_each_file_whether_it_found_something() -> None:
    with Clamd() as clamd:
        scanner = Scanner(clamd.address)
        assert scanner.is_clean(b"a" * 200_000)
        assert not scanner.is_clean(EICAR)
        assert clamd.seen == [b"a" * 200_000, EICAR]


@pytest.mark.parametrize(
    "says", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"stream: NOT FOUND, TRY AGAIN\0"]
)
def test_a_scanner_that_does_not_say_is_down(says: bytes) -> None:
    with Clamd(says) as clamd, pytest.raises(ScannerDown):
        Scanner(clamd.address).is_clean(b"a")


def test_a_scanner_that_is_not_there_is_down(tmp_path: Path) -> None:
    with Clamd() as clamd:
        gone = clamd.address
    for address in (gone, f"unix://{tmp_path}/clamd.socket"):
        with pytest.raises(ScannerDown):
            Scanner(address).is_clean(b"a")


def test_a_scanner_is_asked_over_a_socket_of_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "clamd.socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()
        listening.settimeout(5)
        with pytest.raises(ScannerDown):
            Scanner(f"unix://{path}.not").is_clean(b"a")
        assert Scanner(f"unix://{path}")._unix == str(path)


@pytest.mark.parametrize("address", ["clamd", "tcp://host", "http://host:3310", "unix://", ""])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=address or "^$"):
        Scanner(address)
