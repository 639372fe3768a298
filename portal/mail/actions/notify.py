"""Mail by GOV.UK Notify, whose template must hold ((subject)) and ((body)) and nothing else."""

from notifications_python_client.errors import HTTPError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient
from requests import RequestException

from portal.config import Settings, SettingsError
from portal.mail.actions.outgoing import Outgoing, Undelivered

SERVICE = "https://api.notifications.service.gov.uk"
KEY_LENGTH = 73  # two UUIDs with a hyphen between them; a name goes before
TRY_AGAIN = frozenset({403, 408, 429})  # the key or the clock is wrong, or we are too many
REFUSED = range(400, 500)
MARKS = str.maketrans("[]", "()")  # Notify would make a link of [words](address)


class Notify:
    """Hands each mail to GOV.UK Notify, with the left part of its Message-ID as the reference."""

    def __init__(self, settings: Settings, *, service: str = SERVICE) -> None:
        if len(settings.notify_key) < KEY_LENGTH or not settings.notify_template:
            raise SettingsError(
                "PORTAL_MAIL=notify needs PORTAL_NOTIFY_KEY, a whole key, and PORTAL_NOTIFY_TEMPLATE."
            )
        self.settings, self.service = settings, service

    def send(self, mail: Outgoing) -> None:
        """Hand the mail over.

        Raises:
            Undelivered: Notify refused it, or does not answer.
        """
        key, timeout = self.settings.notify_key, self.settings.mail_timeout
        client = NotificationsAPIClient(  # type: ignore[no-untyped-call]  # it ships no types
            key, base_url=self.service, timeout=timeout
        )
        try:
            client.send_email_notification(  # type: ignore[no-untyped-call]
                email_address=mail.to,
                template_id=self.settings.notify_template,
                personalisation={"subject": mail.words.subject, "body": plain(mail.words.text)},
                reference=mail.message_id,
            )
        except HTTPError as refused:
            raise _refusal(refused.status_code) from refused
        except InvalidResponse:
            return  # it was taken; that the answer cannot be read is no reason to send it again
        except RequestException as fault:
            raise Undelivered(f"Notify broke off: {type(fault).__name__}", nobody=True) from fault
        finally:
            client.request_session.close()


def plain(text: str) -> str:
    """`text` without what Notify reads as a heading, a list, a quotation or a link with other words."""
    return "\n".join(line.lstrip("#*^>-+ ").translate(MARKS) for line in text.splitlines())


def _refusal(status: int) -> Undelivered:
    for_good = status in REFUSED and status not in TRY_AGAIN
    return Undelivered(f"Notify answered {status}", for_good=for_good, nobody=not for_good)
