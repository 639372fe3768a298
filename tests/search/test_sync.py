import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from portal.search import Criteria, Entry, Index, IndexBusy, IndexDamaged, writing
from portal.search import index as index_module
from portal.search import store as store_module
from portal.search.store import Seal, Store

ROOT = Path(__file__).parents[2]
APPLY_MANY = """
import sys
from pathlib import Path
from portal.search import Entry, Index
index = Index(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    index.apply([Entry(10_000 + number, number, f"Added {number}")], [], number)
    print(number, flush=True)
"""
FULL_DISK = """
import resource, sys
from pathlib import Path
from portal.search import Criteria, Entry, Index, IndexDamaged
index = Index(Path(sys.argv[1]))
before = index.ids_and_revisions()
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
failed = 0
for room in (0, 1, 100, 1000, 3000):
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        index.apply([Entry(7, 1, "Too much", prose="word " * 400)], [1], 50)
    except IndexDamaged:
        failed += 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert index.ids_and_revisions() == before and index.checkpoint() == 2, room
resource.setrlimit(resource.RLIMIT_FSIZE, (300, hard))
try:
    index.rebuild([Entry(7, 1, "Too much", prose="word " * 400)], 60)
except IndexDamaged:
    failed += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
assert failed == 6, failed
assert index.ids_and_revisions() == before
assert [path.name for path in Path(sys.argv[1]).glob("gen-*")] == ["gen-1"]
index.apply([Entry(7, 1, "Fits")], [1], 51)
assert index.checkpoint() == 51 and 7 in index.ids_and_revisions()
"""


def child(code: str, *words: object) -> subprocess.Popen[str]:
    """A process of our own that runs this code."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_what_was_applied_is_found_at_once_and_the_checkpoint_is_in_step(folder: Path) -> None:
    index = Index(folder)
    assert index.checkpoint() == 2
    before = index.count()
    index.apply([Entry(1, 4, "Career Connect"), Entry(7, 1, "Quokka")], [2, 123_456], 17)
    assert index.checkpoint() == 17
    assert index.count() == before
    assert index.find(Criteria("quokka")).ids == (7,)
    assert index.find(Criteria("mploy")).total == 0
    assert index.ids_and_revisions()[1] == 4


def test_an_entry_changed_many_times_is_stored_once(folder: Path) -> None:
    index = Index(folder)
    for revision in range(3):
        index.apply([Entry(7, revision, "Old"), Entry(7, revision, f"Quokka {revision}")], [7], 3)
    assert index.find(Criteria("quokka")).ids == (7,)
    assert index.find(Criteria("old")).total == 0
    assert index.ids_and_revisions()[7] == 2


def test_an_empty_index_answers(tmp_path: Path) -> None:
    index = Index(tmp_path / "new")
    index.rebuild([], 0)
    assert index.find(Criteria("adviser")).total == 0
    assert index.find(Criteria()).ids == ()
    assert (index.count(), index.checkpoint()) == (0, 0)


def test_another_process_is_seen_within_a_second(folder: Path) -> None:
    index = Index(folder)
    assert index.find(Criteria("added")).total == 0
    with child(APPLY_MANY, folder, 50, 51) as writer:
        assert writer.wait(30) == 0
    written = time.monotonic()
    while index.find(Criteria("added")).total == 0:
        assert time.monotonic() - written < 1.5
        time.sleep(0.02)
    assert index.checkpoint() == 50


def test_a_look_at_the_files_happens_at_most_once_a_second(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index(folder)
    looks: list[int] = []
    look = Index._look

    def counted(self: Index) -> None:
        looks.append(1)
        look(self)

    monkeypatch.setattr(Index, "_look", counted)
    start = time.monotonic()
    for _ in range(200):
        index.find(Criteria("adviser"))
    assert 1 <= len(looks) <= 2 + (time.monotonic() - start)


def test_readers_see_whole_commits_while_another_process_writes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0.0)
    index = Index(folder)
    before, last, reads = index.count(), 99, 0
    with child(APPLY_MANY, folder, 100, 130) as writer:
        while writer.poll() is None:
            held = index._snapshot()
            assert len(held.shelf.cards) - before == max(0, held.checkpoint - 99)
            assert held.checkpoint >= last or last == 99
            last = max(last, held.checkpoint)
            assert index.find(Criteria("added")).total >= max(0, last - 99)
            reads += 1
        assert writer.returncode == 0
    assert reads > 20
    assert index.checkpoint() == 129


def test_a_commit_without_its_seal_is_not_read_nor_built_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0.0)
    monkeypatch.setattr(index_module, "OPENING_PAUSE", 0.0)
    index = Index(folder)
    before = index.find(Criteria())
    writing.change(folder / "gen-1", [Entry(7, 1, "Quokka")], [], 9, None)
    assert index.find(Criteria()) == before
    with pytest.raises(IndexDamaged, match="seal"):
        Index(folder).find(Criteria())
    with pytest.raises(IndexDamaged, match="seal"):
        index.apply([], [], 10)
    index.rebuild([Entry(7, 1, "Quokka")], 10)
    assert index.find(Criteria()).ids == (7,)


def test_a_reader_overtaken_by_commits_keeps_what_it_has(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0.0)
    index, other = Index(folder), Index(folder)
    before = index.find(Criteria())
    overtaken: list[int] = []
    contents = Store.contents

    def overtake(store: Store, generation: Path, seal: Seal) -> dict[str, bytes]:
        overtaken.append(len(overtaken))
        other.apply([Entry(7, 1, "Quokka")], [], 20 + len(overtaken))
        return contents(store, generation, seal)

    other.apply([Entry(8, 1, "Quokka")], [], 20)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "contents", overtake)
        assert index.find(Criteria()) == before
    assert overtaken
    assert index.find(Criteria("quokka")).ids == (7, 8)


def test_threads_may_share_an_index(stored: Path) -> None:
    expected = Index(stored)
    texts = [f"topic{n} careers adviser sefton" for n in range(1, 25)]
    right = {text: expected.find(Criteria(text, per_page=50)) for text in texts}
    wrong: list[object] = []

    def read(index: Index) -> None:
        for text, answer in right.items():
            try:
                found: object = index.find(Criteria(text, per_page=50))
            except IndexDamaged as damaged:
                found = damaged
            if found != answer:
                wrong.append(found)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    for _ in range(5):
        shared = Index(stored)
        threads = [threading.Thread(target=read, args=(shared,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    sys.setswitchinterval(interval)
    assert wrong == []


def test_a_killed_writer_leaves_a_whole_commit_or_damage_that_a_rebuild_ends(
    folder: Path, world: list[Entry]
) -> None:
    start, whole = 200, 0
    for round_ in range(6):
        writer = child(APPLY_MANY, folder, start, start + 500)
        assert writer.stdout is not None
        for _ in range(2 + round_):
            said = writer.stdout.readline()
        time.sleep(0.004 * round_)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        index = Index(folder)
        try:
            checkpoint, held = index.checkpoint(), index.ids_and_revisions()
            whole += 1
        except IndexDamaged:
            checkpoint = int(said)
            added = [Entry(10_000 + n, n, f"Added {n}") for n in range(200, checkpoint + 1)]
            index.rebuild([*world, *added], checkpoint)
            held = index.ids_and_revisions()
        assert checkpoint >= int(said)
        assert held.keys() == {e.id for e in world} | {
            10_000 + n for n in range(200, checkpoint + 1)
        }
        index.apply([], [], checkpoint)
        start = checkpoint + 1
    assert whole > 0


def test_a_failed_commit_changes_nothing_and_the_next_one_works(folder: Path) -> None:
    with child(FULL_DISK, folder) as writer:
        assert writer.wait(60) == 0


def test_a_writer_that_fails_is_cancelled_so_that_its_lock_is_free(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, held = Index(folder), Entry(7, 1, "Quokka")

    def fail(entry: Entry) -> dict[str, str]:
        raise OSError(errno.ENOSPC, entry.name)

    monkeypatch.setattr("portal.search.writing._document", fail)
    with pytest.raises(IndexDamaged) as caught:
        index.apply([held], [], 9)
    monkeypatch.undo()
    index.apply([held], [], 10)
    assert "Quokka" in str(caught.value)
    assert index.checkpoint() == 10


def test_a_second_writer_waits_and_then_says_that_the_index_is_busy(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "LOCK_PATIENCE", 0.1)
    index, other = Index(folder), Store(folder)
    with other.locked():
        with pytest.raises(IndexBusy):
            index.apply([], [], 9)
        with pytest.raises(IndexBusy):
            index.rebuild([], 9)
        assert index.find(Criteria()).total > 0
    index.apply([], [], 9)
    assert index.checkpoint() == 9


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("gen-*"))


def test_a_rebuild_keeps_the_generation_before_for_an_hour(folder: Path) -> None:
    index, reader = Index(folder), Index(folder)
    assert reader.find(Criteria("mploy")).total == 1
    index.rebuild([Entry(7, 1, "Quokka")], 5)
    assert generations(folder) == ["gen-1", "gen-2"]
    assert reader._held is not None
    assert reader._held.snapshot.shelf.cards
    index.rebuild([Entry(8, 1, "Quokka")], 6)
    assert generations(folder) == ["gen-2", "gen-3"]
    index.apply([], [], 7)
    assert generations(folder) == ["gen-2", "gen-3"]
    os.utime(folder / "CURRENT", (time.time() - 3_700,) * 2)
    index.apply([], [], 8)
    assert generations(folder) == ["gen-3"]
    assert reader.checkpoint() == 8


def test_a_half_made_generation_is_never_read_and_cleared_later(folder: Path) -> None:
    (folder / "gen-9").mkdir()
    (folder / "gen-9" / "SEAL").write_text("{")
    index = Index(folder)
    assert index.checkpoint() == 2
    index.rebuild([Entry(7, 1, "Quokka")], 5)
    assert generations(folder) == ["gen-1", "gen-10"]


def test_a_failing_source_of_entries_is_not_damage(folder: Path) -> None:
    def entries() -> list[Entry]:
        raise ConnectionError("the database went away")

    with pytest.raises(ConnectionError):
        Index(folder).rebuild((entry for entry in entries()), 1)
    assert Index(folder).checkpoint() == 2
