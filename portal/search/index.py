"""The stored index as the rest of the house sees it: find, apply, rebuild."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.search import writing
from portal.search.finding import answer
from portal.search.shapes import Answer, Criteria, Entry, IndexBehind, IndexDamaged
from portal.search.snapshot import Snapshot
from portal.search.store import CommitUnderWay, Seal, Stamp, Store, damage

LOOK_EVERY_SECONDS = 1.0
OPENING_TRIES = 3
COMMIT_TRIES = 10
OPENING_PAUSE = 0.03


@dataclass(frozen=True, slots=True)
class _Held:
    """A snapshot and the files it was read from."""

    snapshot: Snapshot
    generation: Path
    seal: Seal
    stamp: Stamp


class Index:
    """An index in a folder, a disposable copy of the database; share one object per process.

    Every method raises IndexDamaged for anything wrong with the files, a missing folder
    included: the caller then answers by find_in_memory and calls rebuild.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is made (mode 0700) by the first rebuild; nothing is read yet."""
        self._store = Store(folder)
        self._held: _Held | None = None
        self._damage: IndexDamaged | None = None
        self._look_again = 0.0
        self._loading = threading.Lock()

    def find(self, criteria: Criteria, day: date | None = None) -> Answer:
        """One page of results; changes of other processes show within a second.

        Raises IndexBehind when the index is not in step with `day`, if one is given.
        """
        snapshot = self._snapshot()
        if day is not None and snapshot.day != day:
            raise IndexBehind(f"in step with {snapshot.day}, not with {day}")
        return answer(snapshot.shelf, snapshot, criteria)

    def checkpoint(self) -> int:
        """The watermark that was stored in the same commit as the newest changes."""
        return self._snapshot(fresh=True).checkpoint

    def day(self) -> date | None:
        """The day with which everything stored is in step, kept in the same commit; None for no day."""
        return self._snapshot(fresh=True).day

    def count(self) -> int:
        """How many listings are stored."""
        return len(self._snapshot(fresh=True).shelf.cards)

    def ids_and_revisions(self) -> dict[int, int]:
        """Id -> revision of every stored listing, to be compared with the database."""
        return {card.id: card.revision for card in self._snapshot(fresh=True).shelf.cards}

    @contextmanager
    def alone(self, patience: float | None = None) -> Iterator[None]:
        """Nobody else writes meanwhile: what is read from the database here is not stored over by older word.

        Raises IndexBusy when another process writes for longer than `patience` in seconds; ten unless told.
        """
        with ExitStack() as stack:
            with damage("locking"):
                stack.enter_context(self._store.locked(patience))
            yield  # what goes wrong here is no damage of the index

    def apply(
        self,
        puts: Iterable[Entry],
        removes: Iterable[int],
        checkpoint: int,
        day: date | None = None,
    ) -> None:
        """Stores changes, their checkpoint, and the day that all is then in step with, in one commit: all or nothing.

        Removals come first; of several entries with one id the last stays. Raises IndexBusy
        when another process writes for more than ten seconds, IndexDamaged when the index was
        damaged before or could not be written; the writer after a failed one works.
        """
        entries = list({entry.id: entry for entry in puts}.values())
        gone = list(removes)
        with damage("applying changes"), self._store.locked():
            generation = self._store.current()
            try:
                self._store.verify(generation)
            except CommitUnderWay as unsealed:
                raise IndexDamaged("the last writer stopped before its seal") from unsealed
            writing.change(generation, entries, gone, checkpoint, day)
            self._store.seal(generation)
            self._store.clear_old()
        self._forget_the_time()

    def rebuild(self, entries: Iterable[Entry], checkpoint: int, day: date | None = None) -> None:
        """Writes a new generation beside the old one and swaps it in; readers never wait.

        Raises IndexBusy when another process writes for more than ten seconds, IndexDamaged
        when it could not be written: the old generation then stays.
        """
        unique = list({entry.id: entry for entry in entries}.values())
        store = self._store
        with damage("rebuilding"), store.locked(), store.fresh_generation() as generation:
            writing.build(generation, unique, checkpoint, day)
            store.seal(generation)
            store.make_current(generation)
        self._forget_the_time()

    def _forget_the_time(self) -> None:
        self._look_again = 0.0

    def _snapshot(self, *, fresh: bool = False) -> Snapshot:
        if fresh or time.monotonic() >= self._look_again:
            with self._loading:
                if fresh or time.monotonic() >= self._look_again:
                    self._look()
        held, known = self._held, self._damage
        if known is not None or held is None:
            raise IndexDamaged(str(known or "never opened"))
        return held.snapshot

    def _look(self) -> None:
        """Brings `_held` up to date by one assignment, or notes the damage for a second."""
        held = self._held
        try:
            if held is None or not self._unchanged(held):
                self._held = self._load(held)
            self._damage = None
        except IndexDamaged as found:
            self._held, self._damage = None, found
        self._look_again = time.monotonic() + LOOK_EVERY_SECONDS

    def _unchanged(self, held: _Held) -> bool:
        try:
            return self._store.stamp(held.generation, held.seal) == held.stamp
        except OSError:
            return False

    def _load(self, held: _Held | None) -> _Held:
        """A new snapshot; another process may be committing meanwhile, so it is tried again."""
        for tries in range(1, COMMIT_TRIES + 1):
            try:
                return self._load_once()
            except CommitUnderWay as unsealed:
                if held is not None:
                    return held
                if tries == COMMIT_TRIES:
                    raise IndexDamaged("the last writer stopped before its seal") from unsealed
            except IndexDamaged:
                if tries >= OPENING_TRIES or not self._store.folder.exists():
                    raise
            time.sleep(OPENING_PAUSE)
        raise IndexDamaged("could not be opened")

    def _load_once(self) -> _Held:
        """One try. Whatever fails while a commit or a rebuild goes on is blamed on that."""
        with damage("opening"):
            generation = self._store.current()
            moment = self._store.moment(generation)
            try:
                seal = self._store.sealed(generation)
                stamp = self._store.stamp(generation, seal)
                snapshot = Snapshot(self._store.contents(generation, seal))
                if self._store.stamp(generation, seal) == stamp:
                    return _Held(snapshot, generation, seal, stamp)
            except Exception as error:
                if self._store.moment(generation) == moment:
                    raise
                raise CommitUnderWay(generation.name) from error
            raise CommitUnderWay(generation.name)
