import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.search import Answer, Criteria, Entry, Index, IndexDamaged
from portal.search import index as index_module

QUESTIONS = (
    Criteria(per_page=50),
    Criteria("careers guidance", per_page=50),
    Criteria("adviser sefton", chosen={"mode": ("VIDEO",)}),
    Criteria("topic3 wirral meeting", near=(335_000, 390_000), within_km=10),
    Criteria("alde"),
    Criteria("career connect"),
)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_module, "OPENING_PAUSE", 0.0)
    monkeypatch.setattr(index_module, "LOOK_EVERY_SECONDS", 0.0)


def answers(index: Index) -> list[Answer]:
    return [index.find(criteria) for criteria in QUESTIONS]


def answers_or_damage(folder: Path) -> list[Answer] | None:
    """All answers, or None when the index says that it is damaged; nothing else may be raised."""
    try:
        return answers(Index(folder))
    except IndexDamaged:
        return None


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def harms(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Truncations, and single flipped bits spread over the file."""
    yield "emptied", b""
    if not data:
        return
    yield "halved", data[: len(data) // 2]
    yield "one byte short", data[:-1]
    step = max(1, len(data) // 40)
    for place in {*range(0, len(data), step), len(data) - 1}:
        flipped = bytearray(data)
        flipped[place] ^= 1 << (place % 8)
        yield f"bit at {place}", bytes(flipped)


def test_harm_to_any_file_is_noticed_or_harmless(folder: Path) -> None:
    right = answers(Index(folder))
    tried = noticed = 0
    for path in files_of(folder):
        data = path.read_bytes()
        for harm, harmed in harms(data):
            path.write_bytes(harmed)
            found = answers_or_damage(folder)
            assert found in (None, right), f"{path.name}: {harm}"
            tried += 1
            noticed += found is None
        path.write_bytes(data)
    assert tried > 150
    assert noticed > 100
    assert answers_or_damage(folder) == right


def test_a_missing_file_is_noticed_or_harmless(folder: Path) -> None:
    right = answers(Index(folder))
    names = [path.relative_to(folder) for path in files_of(folder)]
    for name in names:
        copy = Path(shutil.copytree(folder, folder.with_name("copy")))
        (copy / name).unlink()
        assert answers_or_damage(copy) in (None, right), name
        if name.suffix in {".seg", ".toc"} or name.name in {"SEAL", "CURRENT"}:
            assert answers_or_damage(copy) is None, name
        shutil.rmtree(copy)
    assert len(names) >= 6


@pytest.mark.parametrize("state", ["missing", "empty", "a file", "no generation"])
def test_a_folder_that_is_no_index_is_damaged_and_can_be_rebuilt(
    folder: Path, world: list[Entry], state: str
) -> None:
    shutil.rmtree(folder)
    if state == "empty":
        folder.mkdir()
    if state == "no generation":
        folder.mkdir()
        (folder / "CURRENT").write_text("gen-7")
    if state == "a file":
        folder.write_text("not a folder")
    index = Index(folder)
    for attempt in (
        lambda: index.find(Criteria()),
        index.checkpoint,
        index.count,
        index.ids_and_revisions,
        lambda: index.apply([], [], 5),
    ):
        with pytest.raises(IndexDamaged):
            attempt()
    if state == "a file":
        with pytest.raises(IndexDamaged):
            index.rebuild(world, 3)
        folder.unlink()
    index.rebuild(world, 3)
    assert (index.count(), index.checkpoint()) == (len(world), 3)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_an_open_index_notices_that_its_folder_went_and_came_back(
    folder: Path, world: list[Entry]
) -> None:
    index = Index(folder)
    right = answers(index)
    shutil.rmtree(folder)
    with pytest.raises(IndexDamaged):
        index.find(Criteria())
    index.rebuild(world, 2)
    assert index.find(QUESTIONS[0]) == right[0]


def test_an_open_index_notices_a_file_changed_under_it(folder: Path) -> None:
    index = Index(folder)
    right = answers(index)
    segment = max(folder.rglob("*.seg"), key=lambda path: path.stat().st_size)
    data = bytearray(segment.read_bytes())
    data[len(data) // 3] ^= 16
    segment.write_bytes(data)
    with pytest.raises(IndexDamaged):
        index.find(Criteria())
    data[len(data) // 3] ^= 16
    segment.write_bytes(data)
    assert answers(index) == right


def test_changes_are_not_written_onto_a_damaged_index(folder: Path) -> None:
    segment = next(folder.rglob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-1])
    with pytest.raises(IndexDamaged):
        Index(folder).apply([Entry(1, 9, "New")], [], 9)


def test_other_synonyms_or_rules_of_analysis_make_an_index_stale(
    folder: Path, world: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.search.writing.edition", lambda: "another")
    index = Index(folder)
    with pytest.raises(IndexDamaged, match="synonyms"):
        index.find(Criteria())
    index.rebuild(world, 4)
    assert index.count() == len(world)
