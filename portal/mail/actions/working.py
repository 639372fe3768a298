"""What delivers mail all the time: a thread inside each serving process, or the only one of `flask mail work`."""

import logging
import os
from datetime import date
from threading import Event, Lock, Thread

from flask import Flask, Response, g
from sqlalchemy.exc import SQLAlchemyError

from portal.clock import LONDON, now, today
from portal.db import db
from portal.mail.actions.delivery import deliver_due
from portal.mail.actions.sweeping import sweep

log = logging.getLogger("portal")

PAUSE = 3.0  # seconds between two looks at the outbox
MORNING = 7  # the hour in Liverpool from which daily letters are written
LONG_PAUSE = 10.0  # after nobody answered, or the database did not

BY = "worker"


class Worker:
    """Delivers what is due, every few seconds and when it is nudged.

    Once a day it deletes what is old, and once a morning it does what rooms want done daily. Several at once
    do no harm: each mail belongs to whoever has claimed it.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._starting = Lock()
        self._process = 0
        self._thread: Thread | None = None
        self._wake, self._stop = Event(), Event()
        self._swept_on: date | None = None
        self._worked_on: date | None = None

    def look_after(self, response: Response) -> Response:
        """Begin with the first response of this process, and send what a request wrote soon after its answer.

        Not before: a thread that was started when the portal was put together would not be in the
        processes that a server then forks.
        """
        self.start()
        if g.pop("mail_was_written", False):
            response.call_on_close(self._wake.set)
        return response

    def start(self) -> None:
        """Begin, unless it is at work in this process."""
        if self.is_alive():
            return
        with self._starting:
            if not self.is_alive():
                self._wake, self._stop, self._process = Event(), Event(), os.getpid()
                self._thread = Thread(target=self._work, name="mail", daemon=True)
                self._thread.start()

    def is_alive(self) -> bool:
        """Whether it is at work in this process."""
        ours = self._process == os.getpid()
        return ours and self._thread is not None and self._thread.is_alive()

    def stop(self) -> None:
        """End once the mail at hand is sent, and wait for that."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None and self.is_alive():
            self._thread.join()

    def _work(self) -> None:
        wake, stop = self._wake, self._stop
        while not stop.is_set():
            wake.clear()
            pause = PAUSE if self._round(stop) else LONG_PAUSE
            if not stop.is_set():
                wake.wait(pause)

    def _round(self, stop: Event) -> bool:
        """Deliver what is due; whether all went as it should."""
        try:
            with self.app.app_context():
                tally = deliver_due(stopping=stop.is_set)
                self._sweep_once_a_day()
                self._work_once_a_day()
        except SQLAlchemyError as fault:
            log.warning("mail.database_unavailable", extra={"kind": type(fault).__name__})
            return False
        except Exception:  # if the thread ended, every later mail would wait for ever
            log.exception("mail.round_failed")
            return False
        return not tally.nobody

    def _sweep_once_a_day(self) -> None:
        if self._swept_on != today():
            self._swept_on = today()
            sweep(by=BY, at=now())

    def _work_once_a_day(self) -> None:
        """What the rooms want done every day. What fails keeps no other from it, and is tried again the next day."""
        if self._worked_on == today() or now().astimezone(LONDON).hour < MORNING:
            return
        self._worked_on = today()
        for work in self.app.extensions.get("every_day", ()):
            try:
                work(now())
            except Exception:
                db.session.rollback()
                log.exception("daily.failed")
