"""What the guards of this folder look at: the project's own files, as they stand on this machine."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = frozenset(
    {
        "account",
        "checklist",
        "credentials",
        "guidance",
        "journal",
        "mail",
        "moderation",
        "organisation",
        "providers",
        "reference",
        "site",
    }
)


@cache
def ignored() -> frozenset[str]:
    """What .gitignore names, with .git itself."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    return frozenset({".git", *(line.strip("/") for line in lines if not line.startswith("#"))})


def _skipped(path: Path) -> bool:
    relative = path.relative_to(ROOT)
    return any(path.match(pattern) for pattern in ignored()) or str(relative) in ignored()


def files(*suffixes: str, under: str = ".") -> list[Path]:
    """Our files below a folder whose names end so; every file when no suffix is given."""
    return sorted(_walk(ROOT / under, suffixes))


def _walk(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for path in folder.iterdir():
        if _skipped(path):
            continue
        if path.is_dir():
            yield from _walk(path, suffixes)
        elif not suffixes or path.name.endswith(suffixes):
            yield path


def name(path: Path) -> str:
    """A file's path as we speak of it."""
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    """A Python file as a syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, those inside classes and functions too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a function takes, its docstring left out."""
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines
