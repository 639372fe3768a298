"""How pages are rendered: our templates are strict about names, borrowed macros are not."""

from collections.abc import MutableMapping
from functools import cached_property
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader, StrictUndefined, Template, Undefined

from portal.web.assets import asset

COMPONENTS = "govuk_frontend_jinja"


class Pages(Environment):
    """An environment that fails on any name a template was not given.

    The macros of govuk-frontend-jinja test for parameters that nobody passed (all 657 of its own
    examples fail under StrictUndefined), so its templates are compiled in an overlay of this
    environment that forgives; every other template stays strict.
    """

    @cached_property
    def forgiving(self) -> Environment:
        """The same environment, but for names that nobody gave; made when all of it is set up."""
        return self.overlay(undefined=Undefined)

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - the name is Jinja's
    ) -> Template:
        """The template of that name, from the environment that suits its author."""
        borrowed = isinstance(name, str) and name.startswith(f"{COMPONENTS}/")
        if borrowed and self.undefined is not Undefined:
            return self.forgiving.get_template(name, parent, globals)
        return super().get_template(name, parent, globals)


def init_app(app: Flask) -> None:
    """Make `app` strict and able to import the components; before its first page is rendered."""
    app.jinja_environment = Pages
    app.jinja_options = {**app.jinja_options, "undefined": StrictUndefined}
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    components = PrefixLoader({COMPONENTS: PackageLoader(COMPONENTS)})
    app.jinja_env.loader = ChoiceLoader([app.create_global_jinja_loader(), components])
    app.jinja_env.globals["asset"] = asset
