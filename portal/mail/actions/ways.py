"""Which way mail is sent, by the settings."""

from portal.config import Settings, SettingsError
from portal.mail.actions.local import Console, Folder
from portal.mail.actions.outgoing import Transport
from portal.mail.actions.smtp import Smtp
from portal.mail.rules import is_address


def way_of(settings: Settings) -> Transport:
    """The way that PORTAL_MAIL names; mail is printed where it names none.

    Raises:
        SettingsError: it names none that we know, or one that needs other settings too.
    """
    if settings.mail_from and not is_address(settings.mail_from):
        raise SettingsError("PORTAL_MAIL_FROM must be one plain email address.")
    if settings.mail in {"", "console"}:
        return Console()
    if settings.mail == "file":
        return Folder(settings)
    if settings.mail == "notify":
        return _notify(settings)
    way = Smtp(settings)
    if not settings.mail_from:
        raise SettingsError("PORTAL_MAIL_FROM must be set: the address that mail comes from.")
    return way


def _notify(settings: Settings) -> Transport:
    try:
        from portal.mail.actions.notify import Notify
    except ImportError as missing:
        raise SettingsError(
            "PORTAL_MAIL=notify needs the extra: pip install 'careers-guidance-portal[notify]'."
        ) from missing
    return Notify(settings)
