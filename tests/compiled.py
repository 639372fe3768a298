"""Templates are compiled once for all the portals of a test run, which would otherwise each compile their own."""

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from portal import create_app
from portal.config import Settings


class Compiled(BytecodeCache):
    """Compiled templates by the key that Jinja gives them; it compares their source itself."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its template was compiled before."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_compiled = Compiled()


def portal_with(settings: Settings) -> Flask:
    """A portal with these settings, as `create_app` makes it."""
    portal = create_app(settings)
    portal.jinja_env.bytecode_cache = _compiled
    return portal
