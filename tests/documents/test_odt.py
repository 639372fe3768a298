"""Keeps what makes the ODT file a real text document: outline, lists, header rows, language, fields."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import odfdo
import pytest

from portal.documents import Document, Heading, write_odt


@pytest.fixture
def file(brief: Document) -> odfdo.Document:
    return odfdo.Document(io.BytesIO(write_odt(brief)))


def _part(document: Document, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(write_odt(document))) as archive:
        return archive.read(name).decode()


def test_headings_carry_their_outline_level(file: odfdo.Document, brief: Document) -> None:
    levels = [
        heading.get_attribute("text:outline-level")
        for heading in file.body.get_elements("//text:h")
    ]
    assert levels == [str(block.level) for block in brief.blocks if isinstance(block, Heading)]


def test_lists_and_header_rows_are_real(file: odfdo.Document) -> None:
    assert len(file.body.get_elements("//text:list")) == 3
    assert len(file.body.get_elements("//table:table")) == 5
    assert len(file.body.get_elements("//table:table-header-rows")) == 3
    assert not file.body.get_elements("//*[@table:formula]")


def test_every_style_that_is_used_is_defined(brief: Document) -> None:
    names = [
        set(_names(_part(brief, part), "style-name")) for part in ("content.xml", "styles.xml")
    ]
    defined = {
        name
        for part in ("content.xml", "styles.xml")
        for name in _names(_part(brief, part), "style:name")
    }
    assert len(names[0]) > 15
    assert (names[0] | names[1]) - defined == set()


def _names(xml: str, attribute: str) -> list[str]:
    return [piece.split('"', 1)[0] for piece in xml.split(f'{attribute}="')[1:]]


def test_language_and_metadata(file: odfdo.Document, brief: Document) -> None:
    assert 'fo:language="en" fo:country="GB"' in _part(brief, "styles.xml")
    assert file.meta.title == "Careers guidance brief & more <1>"
    assert (file.meta.language, file.meta.creator, file.meta.initial_creator) == (
        "en-GB",
        "Jo Bloggs",
        "Jo Bloggs",
    )
    assert file.meta.creation_date is not None
    assert file.meta.creation_date.replace(tzinfo=None) == datetime(2027, 3, 1, 9, 30)  # noqa: DTZ001 - ODF keeps UTC bare


def test_head_and_foot(brief: Document) -> None:
    styles = _part(brief, "styles.xml")
    assert styles.count("<text:page-number") == styles.count("<text:page-count") == 2
    assert styles.count("DRAFT: not ready to issue") == 2
    assert "DRAFT" not in _part(replace(brief, draft=False), "styles.xml")


def test_the_archive_is_well_formed_and_says_what_it_is(brief: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(write_odt(brief))) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert not [name for name in archive.namelist() if "thumbnail" in name.lower()]
