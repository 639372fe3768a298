"""Running tests on a copy of the project, each time in a process of its own that has the libraries loaded already."""

import multiprocessing
import os
import signal
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

LASTS = 120  # seconds that the tests of one mutant may take
OPTIONS = ("-x", "-q", "-rf", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist")
OURS = ("portal", "tests")
LIBRARIES = (
    "argon2", "bs4", "cryptography.fernet", "docx", "flask", "flask_limiter", "flask_login", "flask_migrate",
    "flask_sqlalchemy", "flask_wtf", "govuk_bank_holidays", "html5lib", "odfdo", "pyotp", "pytest", "segno",
    "sqlalchemy.orm", "structlog", "symspellpy", "typst", "webauthn", "whoosh.index", "wtforms", "zxcvbn",
)  # fmt: skip
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(list(LIBRARIES))


def run_tests(tests: tuple[str, ...], tree: Path, worlds: Path | None) -> tuple[int, str]:
    """How pytest ended on the project in `tree`, and what it printed.

    `worlds` is where runs share the worlds that tests begin in.

    Raises:
        TimeoutError: the tests take longer than LASTS seconds.
    """
    with TemporaryDirectory(prefix="tried-") as folder:
        told = Path(folder) / "told"
        process = _processes.Process(target=_run, args=(tests, tree, worlds, told))
        process.start()
        process.join(LASTS)
        if process.is_alive():
            os.killpg(process.pid or 0, signal.SIGKILL)
            process.join()
            raise TimeoutError(f"no end after {LASTS} s")
        return process.exitcode or 0, told.read_text(encoding="utf-8", errors="replace")


def _run(tests: tuple[str, ...], tree: Path, worlds: Path | None, told: Path) -> None:
    """Be the process of one run: forget the project as it is, and know it as it is in `tree`."""
    os.setsid()
    for number in (1, 2):
        os.dup2(os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    os.chdir(tree)
    os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "400"}
    if worlds is not None:
        worlds.mkdir(exist_ok=True)
        os.environ["TEST_WORLDS"] = str(worlds)
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(tree))
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]
    import pytest

    ended = pytest.main([*OPTIONS, *tests])
    sys.stdout.flush()
    os._exit(int(ended))
