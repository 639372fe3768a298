"""What must not stand in the source: ways round escaping, the clock, the logs, and foreign addresses."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, files, name, parsed

Rule = Callable[[ast.AST], bool]
NOT_FORMATTED = (ast.JoinedStr, ast.BinOp)


def called(node: ast.AST) -> str:
    """The dotted name of what a node calls, such as "datetime.now"."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def markup_of_what_is_not_ours(node: ast.AST) -> bool:
    """Markup() of anything but a text that stands in the source."""
    if not isinstance(node, ast.Call) or called(node).split(".")[-1] != "Markup":
        return False
    return not all(isinstance(argument, ast.Constant) for argument in node.args)


def unpickling(node: ast.AST) -> bool:
    """An import of a format that runs code when it is read."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    module = node.module if isinstance(node, ast.ImportFrom) else None
    return not {"pickle", "marshal", "shelve", "yaml"}.isdisjoint([*names, module])


def a_shell(node: ast.AST) -> bool:
    """A command that passes through a shell."""
    if called(node) in {"os.system", "os.popen", "subprocess.getoutput"}:
        return True
    return (
        isinstance(node, ast.keyword) and node.arg == "shell" and ast.unparse(node.value) != "False"
    )


def running_text(node: ast.AST) -> bool:
    """Text run as code."""
    return called(node) in {"eval", "exec", "compile", "__import__"}


def composed_sql(node: ast.AST) -> bool:
    """SQL put together from parts: what a person typed could become part of it."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    sql = called(node).split(".")[-1] in {"text", "execute", "exec_driver_sql", "executescript"}
    formatted = isinstance(node.args[0], NOT_FORMATTED) or called(node.args[0]).endswith(".format")
    return sql and formatted


def printing(node: ast.AST) -> bool:
    """Output beside the log."""
    return called(node) in {"print", "pprint.pprint"}


def whoosh_query_language(node: ast.AST) -> bool:
    """Whoosh's query parser, which a visitor's text must never reach."""
    names = (
        [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom | ast.Import)
        else []
    )
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    return "qparser" in module or any("QueryParser" in each or "qparser" in each for each in names)


def another_clock(node: ast.AST) -> bool:
    """The time from elsewhere than portal.clock."""
    return called(node) in {
        "datetime.now",
        "datetime.utcnow",
        "datetime.today",
        "date.today",
        "datetime.date.today",
        "datetime.datetime.now",
        "time.time",
        "func.now",
        "func.current_timestamp",
    }


def another_environment(node: ast.AST) -> bool:
    """The environment read elsewhere than in portal.config."""
    reads = isinstance(node, ast.Attribute) and ast.unparse(node) == "os.environ"
    return reads or called(node) in {"os.getenv", "getenv"}


NETWORK = {"requests", "urllib.request", "http.client", "httpx", "socket", "smtplib", "ftplib"}


def unsafe_requests(node: ast.AST) -> bool:
    """A call to the network: only who delivers mail, or asks another service who somebody is or what is in a file, makes any."""
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    module = node.module if isinstance(node, ast.ImportFrom) else None
    return not NETWORK.isdisjoint([*names, module])


# rule -> (the files that may, and a line that breaks it). The brief's HTML comes from a writer that
# escapes every text; the index compares the age of its files with the clock that dated them.
RULES: dict[Rule, tuple[set[str], str]] = {
    markup_of_what_is_not_ours: ({"portal/checklist/pages/brief.py"}, "Markup(typed)"),
    unpickling: (set(), "import pickle"),
    a_shell: (set(), "subprocess.run(line, shell=True)"),
    running_text: (set(), "eval(typed)"),
    composed_sql: (set(), 'session.execute(text(f"SELECT {typed}"))'),
    printing: (set(), "print(typed)"),
    whoosh_query_language: (set(), "from whoosh.qparser import QueryParser"),
    another_clock: ({"portal/clock.py", "portal/search/store.py"}, "datetime.now(UTC)"),
    another_environment: ({"portal/config.py"}, 'os.environ["HOME"]'),
    unsafe_requests: (
        {
            "portal/mail/actions/notify.py",
            "portal/mail/actions/smtp.py",
            "portal/uploads/scanning.py",
            "portal/web/openid.py",
        },
        "import urllib.request",
    ),
}


def found(rule: Rule, path: Path) -> Iterator[str]:
    """Where a file breaks a rule."""
    for node in ast.walk(parsed(path)):
        if rule(node):
            line = getattr(node, "lineno", getattr(getattr(node, "value", None), "lineno", 0))
            yield f"{name(path)}:{line}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_portal_does_without(rule: Rule) -> None:
    allowed, _ = RULES[rule]
    looked_at = [path for path in files(".py", under="portal") if name(path) not in allowed]
    assert len(looked_at) > 100
    assert [where for path in looked_at for where in found(rule, path)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_each_rule_sees_a_line_that_breaks_it(rule: Rule) -> None:
    _, line = RULES[rule]
    assert any(rule(node) for node in ast.walk(ast.parse(line)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_permission_outlives_its_need(rule: Rule) -> None:
    allowed, _ = RULES[rule]
    assert [each for each in allowed if not list(found(rule, ROOT / each))] == []


# Each is looked for in templates; the second text is a line that must be found.
IN_TEMPLATES = {
    "escaping switched off": (r"\|\s*safe\b|autoescape\s+false", "{{ typed | safe }}"),
    "a style in the page": (r"\sstyle=|<style", '<p style="color: red">'),
    "a script in the page": (
        r'<script(?![^>]*\bsrc=)(?! type="application/ld\+json">\{\{ [\w.]+ \| tojson \}\}</script>)|\son[a-z]+=',
        "<p onclick='x'>",
    ),
    "a foreign script or style": (
        r"(?:src|<link[^>]*href)=\"(?:https?:)?//",
        '<img src="//cdn.example/x">',
    ),
}


@pytest.mark.parametrize("rule", IN_TEMPLATES)
def test_templates_do_without(rule: str) -> None:
    pattern, line = IN_TEMPLATES[rule]
    looked_at = files(".html", under="templates")
    assert len(looked_at) > 20
    assert re.search(pattern, line)
    assert [name(path) for path in looked_at if re.search(pattern, path.read_text("utf-8"))] == []


# Joined here, so that this file does not find itself.
MACHINE = {
    "a registry's address": "|".join(
        (
            "registry" + r"\.npmjs",
            "files" + r"\.pythonhosted",
            "pypi" + r"\.org/(?:simple|packages)",
            '"resolved"' + ":",
        )
    ),
    "a path of one machine": "|".join(
        ("/work" + r"/(?:main|shared)", "/home" + r"/[a-z]+/", "/Users" + "/")
    ),
}
TEXT = (
    ".py",
    ".html",
    ".md",
    ".cfg",
    ".toml",
    ".txt",
    ".json",
    ".scss",
    ".js",
    ".typ",
    ".yml",
    ".ini",
    ".mako",
    "run",
    "Makefile",
    ".npmrc",
)


@pytest.mark.parametrize("rule", MACHINE)
def test_no_file_names_a_registry_or_a_path_of_one_machine(rule: str) -> None:
    looked_at = files(*TEXT)
    assert len(looked_at) > 200
    assert [name(p) for p in looked_at if re.search(MACHINE[rule], p.read_text("utf-8"))] == []


def test_every_module_says_what_it_keeps() -> None:
    looked_at = files(".py", under="portal")
    assert len(looked_at) > 100
    assert [name(path) for path in looked_at if not ast.get_docstring(parsed(path))] == []


def test_every_room_opens_by_its_own_door() -> None:
    rooms = list((ROOT / "portal").glob("*/views.py"))
    doors = [path.with_name("__init__.py") for path in rooms]
    opened = {
        name(p) for p in doors for node in parsed(p).body if getattr(node, "name", "") == "init_app"
    }
    assert len(rooms) >= 5
    assert [name(path) for path in doors if name(path) not in opened] == []
