"""Mail by SMTP: what a server may say, how slow it may be, and who gets to see a password."""

import socket
import ssl
import time
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal.clock import now
from portal.config import Settings, SettingsError
from portal.mail.actions.outgoing import Undelivered
from portal.mail.actions.smtp import Server, Smtp
from portal.mail.actions.ways import way_of
from tests.conftest import settings_in
from tests.mail.receiving import Postbox, receiving
from tests.mail.test_actions_outgoing import ID, outgoing
from tests.serving import free_port

TIMEOUT = 1


def by_smtp(folder: Path, address: str) -> Settings:
    return settings_in(folder, mail=address, mail_from="hub@example.org", mail_timeout=TIMEOUT)


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate for 127.0.0.1, which this machine trusts while the test runs."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        [x509.NameAttribute(NameOID.COMMON_NAME, "x")],
    )
    hosts = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(x509.Name(name), x509.Name(name), key.public_key())
        .serial_number(1)
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=1))
        .add_extension(hosts, critical=False)
        .sign(key, hashes.SHA256())
    )
    trusted, private = tmp_path / "trusted.pem", tmp_path / "private.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, private)
    return context


def test_a_mail_arrives_with_its_words(tmp_path: Path) -> None:
    with receiving() as box:
        Smtp(by_smtp(tmp_path, box.address)).send(outgoing())
    (mail,) = box.mails
    assert box.recipients == [["sam@example.org"]]
    assert mail["Message-ID"] == f"<{ID}@localhost>"
    body = mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().split() == ["Text."]
    assert box.encrypted == [False]


@pytest.mark.parametrize(("said", "for_good"), [("451 later", False), ("550 no such user", True)])
@pytest.mark.parametrize("where", ["at_recipient", "at_end"])
def test_a_refusal_is_told_with_the_servers_words(
    tmp_path: Path, said: str, where: str, *, for_good: bool
) -> None:
    with receiving() as box:
        setattr(box, where, lambda _address: said)
        with pytest.raises(Undelivered, match=f"refused: {said}") as refused:
            Smtp(by_smtp(tmp_path, box.address)).send(outgoing())
    assert (refused.value.for_good, refused.value.nobody) == (for_good, False)
    assert box.mails == []


def test_a_server_that_hangs_is_left_in_time(tmp_path: Path) -> None:
    with receiving() as box:
        box.at_end = lambda _address: 5.0
        began = time.monotonic()
        with pytest.raises(Undelivered, match="took too long") as refused:
            Smtp(by_smtp(tmp_path, box.address)).send(outgoing())
        assert time.monotonic() - began < TIMEOUT + 1
    assert not refused.value.nobody


def test_a_server_that_drips_is_left_in_time_though_each_byte_comes_soon(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=drip, args=(listener,))
        thread.start()
        address = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(Undelivered, match="took too long"):
            Smtp(by_smtp(tmp_path, address)).send(outgoing())
        assert time.monotonic() - began < TIMEOUT + 1
        thread.join()


def drip(listener: socket.socket) -> None:
    """Greet, then answer to the first command byte by byte, without an end."""
    connection, _ = listener.accept()
    with connection:
        connection.sendall(b"220 here\r\n")
        try:
            for _ in range(100):
                connection.sendall(b"2")
                time.sleep(TIMEOUT / 10)
        except OSError:
            return


def test_where_nobody_listens_it_is_nobodys_fault_among_the_mails(tmp_path: Path) -> None:
    with pytest.raises(Undelivered, match="cannot be reached") as refused:
        Smtp(by_smtp(tmp_path, f"smtp://127.0.0.1:{free_port()}")).send(outgoing())
    assert (refused.value.for_good, refused.value.nobody) == (False, True)


@pytest.mark.parametrize("asked", ["", "?tls=offered", "?tls=required"])
def test_what_can_be_encrypted_is(tmp_path: Path, certificate: ssl.SSLContext, asked: str) -> None:
    with receiving(certificate=certificate) as box:
        Smtp(by_smtp(tmp_path, box.address + asked)).send(outgoing())
    assert box.encrypted == [True]


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    tmp_path: Path, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with receiving(certificate=certificate) as box:
        with pytest.raises(Undelivered, match="SSLCertVerificationError") as refused:
            Smtp(by_smtp(tmp_path, box.address)).send(outgoing())
        Smtp(by_smtp(tmp_path, box.address + "?tls=off")).send(outgoing())
    assert refused.value.nobody
    assert box.encrypted == [False]


def test_where_encryption_is_required_nothing_is_sent_without(tmp_path: Path) -> None:
    with receiving() as box, pytest.raises(Undelivered):
        Smtp(by_smtp(tmp_path, box.address + "?tls=required")).send(outgoing())
    assert box.mails == []


def with_password(box: Postbox, more: str = "", *, given: str = "pass%20word") -> str:
    return f"smtp://sam%40example.org:{given}@127.0.0.1:{box.port}{more}"


def test_a_password_is_given_over_an_encrypted_line(
    tmp_path: Path, certificate: ssl.SSLContext
) -> None:
    with receiving(certificate=certificate, asks_for_password=True) as box:
        Smtp(by_smtp(tmp_path, with_password(box))).send(outgoing())
    assert (box.users, len(box.mails)) == (["sam@example.org"], 1)


def test_a_password_is_not_given_over_a_line_that_others_can_read(tmp_path: Path) -> None:
    with receiving(asks_for_password=True) as box:
        with pytest.raises(Undelivered, match="no encryption, so it gets no password"):
            Smtp(by_smtp(tmp_path, with_password(box))).send(outgoing())
        assert box.users == []
        Smtp(by_smtp(tmp_path, with_password(box, "?tls=off"))).send(outgoing())
    assert box.users == ["sam@example.org"]


def test_a_wrong_password_is_told_and_not_repeated(
    tmp_path: Path, certificate: ssl.SSLContext
) -> None:
    with (
        receiving(certificate=certificate, asks_for_password=True) as box,
        pytest.raises(Undelivered, match="name or password: 535") as refused,
    ):
        Smtp(by_smtp(tmp_path, with_password(box, given="wrong-word"))).send(outgoing())
    assert refused.value.nobody
    assert "wrong-word" not in refused.value.trouble


def test_the_address_of_a_server_says_everything_about_it() -> None:
    assert Server.parse("smtp://mail.example.org") == Server("mail.example.org", 587, "offered")
    assert Server.parse("smtps://mail.example.org") == Server("mail.example.org", 465, "at once")
    assert Server.parse("smtp://a%40b:p%2Fw@h.example:25?tls=required") == Server(
        "h.example", 25, "required", "a@b", "p/w"
    )


@pytest.mark.parametrize(
    "address",
    [
        *("imap://mail.example.org", "smtp://", "smtp://x:port", "mail.example.org", "Console"),
        *("smtp://u:secret-word@x.example?tls=maybe", "smtp://u:secret-word@x.example:99999"),
        *("smtp://u:secret-word@x.example/path", "smtp://u:secret-word@x.example?odd"),
    ],
)
def test_a_way_that_is_none_is_refused_without_repeating_it(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingsError, match="PORTAL_MAIL must be console") as refused:
        way_of(by_smtp(tmp_path, address))
    assert "secret-word" not in str(refused.value)


@pytest.mark.parametrize("sender", ["", "hub", "Hub <hub@example.org>", "a@example.org\nx"])
def test_a_server_needs_one_plain_address_that_mail_comes_from(tmp_path: Path, sender: str) -> None:
    with pytest.raises(SettingsError, match="PORTAL_MAIL_FROM"):
        way_of(settings_in(tmp_path, mail="smtp://mail.example.org", mail_from=sender))


def test_a_password_for_the_server_is_not_printed(tmp_path: Path) -> None:
    settings = by_smtp(tmp_path, "smtp://u:secret-word@x.example")
    assert "secret-word" not in repr(settings)
    assert "secret-word" not in repr(Smtp(settings).server)
