"""The index knows the day with which it is in step, and puts what is out of date after the rest."""

import errno
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from portal.search import (
    Criteria,
    Entry,
    Index,
    IndexBehind,
    IndexBusy,
    IndexDamaged,
    Sort,
    find_in_memory,
)

TODAY, TOMORROW = date(2026, 11, 24), date(2026, 11, 25)
NEAR = (335_000, 390_000)


def test_it_answers_for_the_day_it_is_in_step_with_and_for_no_other(folder: Path) -> None:
    index = Index(folder)
    assert index.day() is None
    with pytest.raises(IndexBehind):
        index.find(Criteria(), TODAY)
    index.apply([], [], 3, TODAY)
    assert index.find(Criteria(), TODAY).total == index.find(Criteria()).total > 100
    with pytest.raises(IndexBehind, match="2026-11-24"):
        index.find(Criteria(), TOMORROW)
    assert Index(folder).day() == TODAY
    index.rebuild([], 4, TOMORROW)
    assert (index.day(), index.checkpoint()) == (TOMORROW, 4)


def test_a_writer_that_does_not_say_the_day_leaves_an_index_of_no_day(folder: Path) -> None:
    index = Index(folder)
    index.apply([], [], 3, TODAY)
    index.apply([Entry(7, 1, "Quokka")], [], 4)
    assert index.day() is None


def test_the_day_is_in_the_same_commit_as_the_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = Index(folder)
    index.apply([], [], 3, TODAY)

    def fail(entry: Entry) -> dict[str, str]:
        raise OSError(errno.ENOSPC, entry.name)

    with monkeypatch.context() as patch:
        patch.setattr("portal.search.writing._document", fail)
        with pytest.raises(IndexDamaged):
            index.apply([Entry(7, 1, "Quokka")], [], 4, TOMORROW)
    assert (index.day(), index.checkpoint()) == (TODAY, 3)


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("words", ["", "careers adviser", "Pupils"])
def test_what_comes_last_does_so_in_any_order_and_the_rest_keeps_its_own(
    tmp_path: Path, world: list[Entry], sort: Sort, words: str
) -> None:
    world = [replace(e, name="Pupils") if e.name == "Zenith" else e for e in world]
    late = {entry.id for entry in world if entry.id % 3 == 0 or entry.name == "Pupils"}
    index = Index(tmp_path / "index")
    index.rebuild([replace(entry, last=entry.id in late) for entry in world], 1)
    plain = Index(tmp_path / "plain")
    plain.rebuild(world, 1)
    asked = Criteria(words, near=NEAR, sort=sort, per_page=50)
    pages = range(1, 5)
    got = [i for page in pages for i in index.find(replace(asked, page=page)).ids]
    was = [i for page in pages for i in plain.find(replace(asked, page=page)).ids]
    assert 0 < len(late.intersection(got)) < len(got)
    assert got == [i for i in was if i not in late] + [i for i in was if i in late]
    told, untold = index.find(asked), plain.find(asked)
    assert (told.total, told.counts, told.exact) == (untold.total, untold.counts, untold.exact)
    shown = find_in_memory([replace(e, last=e.id in late) for e in world], asked).ids
    assert [i in late for i in shown] == sorted(i in late for i in shown)


def test_whoever_writes_alone_may_read_and_store_while_others_are_told_at_once(
    folder: Path,
) -> None:
    index, other = Index(folder), Index(folder)
    with index.alone(patience=0):
        with pytest.raises(IndexBusy), other.alone(patience=0):
            raise AssertionError("two write at once")
        with index.alone(patience=0):
            index.apply([], [], 8, TODAY)
        with pytest.raises(IndexBusy), other.alone(patience=0):
            raise AssertionError("the inner one gave the lock back")
        assert other.find(Criteria()).total > 0
    with other.alone(patience=0):
        assert other.checkpoint() == 8


def test_what_goes_wrong_while_writing_alone_is_no_damage_and_frees_the_lock(folder: Path) -> None:
    index = Index(folder)
    with pytest.raises(ConnectionError), index.alone():
        raise ConnectionError("the database went away")
    with Index(folder).alone(patience=0):
        pass
