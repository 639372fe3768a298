"""Sign-in by another service that vouches for people (OpenID Connect), such as DfE Sign-in. Off unless it is set.

Authlib does the protocol: state, nonce, PKCE, and the checks of the signed token. It is an extra of the package
(`dfe-sign-in`), imported only where the portal is told of such a service.
"""

from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.config import Settings, SettingsError
from portal.web.fields.text import plain_name

SCOPE = "openid email profile"
WAIT_SECONDS = 10
LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Vouched:
    """Whom the other service vouches for. `subject` is its lasting name for them, within `issuer`."""

    issuer: str
    subject: str
    email: str
    name: str


class NotVouched(Exception):  # noqa: N818 - it is what happened, not a fault
    """The other service did not vouch for anybody, or not in a way that can be trusted."""


def init_app(app: Flask, settings: Settings) -> None:
    """Get ready to ask the service that the settings name, if they name one.

    Raises:
        portal.config.SettingsError: they name one, and the extra `dfe-sign-in` is not installed.
    """
    app.extensions["openid"] = _client(app, settings) if settings.openid_issuer else None
    app.jinja_env.globals["outside_service"] = (
        settings.openid_name if settings.openid_issuer else ""
    )


def is_on() -> bool:
    """Whether people may sign in by another service."""
    return _service() is not None


def ask(endpoint: str) -> ResponseReturnValue:
    """Send the visitor to the other service, which sends them back to `endpoint`.

    Raises:
        NotVouched: the service cannot be reached.
    """
    try:
        metadata = _service().load_server_metadata()
        _check_issuer(metadata)
        answer: Any = _service().create_authorization_url(_address(endpoint))
        _service().save_authorize_data(redirect_uri=_address(endpoint), **answer)
    except _failures() as failed:
        raise NotVouched from failed
    return redirect(answer["url"])


def hear() -> Vouched:
    """Whom the other service vouches for in the request being answered.

    Raises:
        NotVouched: it refused, cannot be reached, calls itself by another name, or its answer was not asked for in
            this browser, is not signed by it, is not meant for this portal, is too old, or says no address that it
            has proved.
    """
    try:
        _check_issuer(_service().load_server_metadata())
        token = _service().authorize_access_token()
        said = dict(token["userinfo"])
    except _failures() as failed:
        raise NotVouched from failed
    email, subject = str(said.get("email") or "").strip().lower(), str(said.get("sub") or "")
    proves = current_app.extensions["settings"].openid_proves_email
    if said.get("email_verified") is False or not (said.get("email_verified") or proves):
        raise NotVouched("it does not say that it has proved the address")
    if not email or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise NotVouched
    names = (str(said.get(part) or "").strip() for part in ("given_name", "family_name"))
    name = " ".join(name for name in names if name) or str(said.get("name") or "").strip()
    by_address = email.partition("@")[0].replace(".", " ").title()
    return Vouched(str(said["iss"]), subject, email, plain_name(name) or by_address[:120])


def _address(endpoint: str) -> str:
    """Where the other service sends people back to: by the portal's own address, never by what a request says."""
    return str(current_app.extensions["settings"].base_url).rstrip("/") + url_for(endpoint)


def _service() -> Any:
    return current_app.extensions["openid"]


def _check_issuer(metadata: dict[str, Any]) -> None:
    if metadata.get("issuer") != current_app.extensions["settings"].openid_issuer:
        raise NotVouched("the service does not call itself by the name in the settings")


def _failures() -> tuple[type[Exception], ...]:
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    return (AuthlibBaseError, JoseError, RequestException, KeyError, TypeError, ValueError)


def _client(app: Flask, settings: Settings) -> Any:
    try:
        from authlib.integrations.flask_client import OAuth
    except ImportError as missing:
        raise SettingsError(
            "PORTAL_OPENID_ISSUER needs the extra dfe-sign-in: pip install careers-guidance-portal[dfe-sign-in]"
        ) from missing
    if not settings.openid_client_id or not settings.openid_client_secret:
        raise SettingsError(
            "PORTAL_OPENID_ISSUER needs PORTAL_OPENID_CLIENT_ID and PORTAL_OPENID_CLIENT_SECRET."
        )
    issuer = settings.openid_issuer.rstrip("/")
    return OAuth(app).register(
        "openid",
        client_id=settings.openid_client_id,
        client_secret=settings.openid_client_secret,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={
            "scope": SCOPE,
            "code_challenge_method": "S256",
            "default_timeout": WAIT_SECONDS,
        },
    )
