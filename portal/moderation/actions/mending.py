"""Let mail that was given up be tried again."""

from datetime import datetime

from portal.db import commit
from portal.mail.models import Mail


def retry_mail(mail_id: int, *, by: str, at: datetime, behalf: str) -> bool:
    """Let a mail be tried again at once; whether it can be."""
    tried = Mail.retry(mail_id, by=by, at=at, behalf=behalf)
    commit()
    return tried
