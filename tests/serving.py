"""A real server of the portal, as `make run` serves it, for tests that need a process or a browser."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.parse import urlencode

from bs4 import BeautifulSoup

from tests.conftest import SECRET
from tests.house.tree import ROOT
from tests.page import Values, filled

STARTS_WITHIN = 30
MAIL_WITHIN = 30
SETPRIV = shutil.which(
    "setpriv"
)  # where there is one, a server does not outlive tests that were killed
DIES_WITH_US = [SETPRIV, "--pdeathsig", "TERM"] if SETPRIV else []


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """Gunicorn with the portal whose state lies in `folder`; its own process group, so it can be killed whole."""

    def __init__(
        self,
        folder: Path,
        *,
        python: Path = Path(sys.executable),
        where: Path = ROOT,
        app: str = "wsgi:app",
    ) -> None:
        self.folder, self.python, self.where, self.app = folder, python, where, app
        self.port = free_port()
        self.address = (
            f"http://localhost:{self.port}"  # browsers allow passkeys at no other plain address
        )
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and return once the portal answers.

        Raises:
            AssertionError: it does not within STARTS_WITHIN seconds, or it ends by itself.
        """
        log = (self.folder / "server.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                [
                    *DIES_WITH_US,
                    self.python,
                    "-m",
                    "gunicorn",
                    "--workers",
                    "2",
                    "--log-level",
                    "warning",
                    "--bind",
                    f"127.0.0.1:{self.port}",
                    self.app,
                ],
                cwd=self.where,
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + STARTS_WITHIN
        while not self.answers():
            assert self.process.poll() is None, self.told()
            assert time.monotonic() < until, f"no answer within {STARTS_WITHIN} s: {self.told()}"
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether somebody answers at the address."""
        try:
            return Client(self).get("/healthz")[0] == http.client.OK
        except OSError:
            return False

    def kill(self) -> None:
        """End every process of it at once, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as an operator does."""
        self._end(signal.SIGTERM)

    def told(self) -> str:
        """What the server wrote."""
        return (self.folder / "server.log").read_text("utf-8", "replace")

    def _end(self, how: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(timeout=20)

    def environment(self) -> dict[str, str]:
        """The settings of the portal, and nothing of the machine that it does not need."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
        return kept | {
            "PORTAL_MODE": "local",
            "PORTAL_SECRET_KEY": SECRET,
            "PORTAL_DATA_FOLDER": str(self.folder),
            "PORTAL_SEARCH_FOLDER": str(self.folder / "search_index"),
            "PORTAL_BASE_URL": self.address,
            "PORTAL_MAIL": "file",
        }

    def mail_to(self, address: str, saying: str) -> str:
        """The text of the newest mail to `address` whose text has `saying` in it.

        Raises:
            AssertionError: none comes within MAIL_WITHIN seconds.
        """
        until = time.monotonic() + MAIL_WITHIN
        while time.monotonic() < until:
            files = sorted((self.folder / "mail").glob("*.eml"), key=lambda f: f.stat().st_mtime)
            for path in reversed(files):
                mail = message_from_bytes(path.read_bytes(), policy=default)
                body = mail.get_body(("plain",))
                text = body.get_content() if body is not None else ""
                if mail["To"] == address and saying in text:
                    return str(text)
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address} says {saying!r}")


class Client:
    """A person with a cookie, over a real connection."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookie = ""

    def get(self, path: str) -> tuple[int, str]:
        """The status and the text of a page.

        Raises:
            OSError, http.client.HTTPException: the server is gone.
        """
        return self._ask("GET", path, b"")

    def post(self, path: str, values: list[tuple[str, str]]) -> tuple[int, str]:
        """The status and the text after a form.

        Raises:
            OSError, http.client.HTTPException: as above.
        """
        return self._ask("POST", path, urlencode(values).encode())

    def submit(self, path: str, values: Values, *, pressed: tuple[str, str] | None = None) -> int:
        """Open a page, fill in its form and send it with the button that was pressed; the status."""
        status, html = self.get(path)
        assert status == http.client.OK, f"GET {path} gave {status}"
        form = BeautifulSoup(html, "html5lib").select("main form[method=post]")[0]
        data = list(filled(form, values).items(multi=True))
        return self.post(path, data + ([pressed] if pressed else []))[0]

    def _ask(self, method: str, path: str, body: bytes) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        headers = {
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.cookie,
        }
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        self.cookie = (answer.headers.get("Set-Cookie") or self.cookie).split(";")[0]
        return answer.status, text
