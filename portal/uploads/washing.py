"""The program that makes a clean file of one that somebody sent. It runs apart, with little memory and time.

What reads files of strangers can be made to crash or to swell, so it is a process of its own: the file comes on
standard input, its kind is the only argument, and the clean file goes to standard output. It knows nothing of
the portal, so that it starts quickly; `portal.uploads.looking` runs it.
"""

import resource
import sys
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

UNFIT = 3
"""The status with which it ends where the file cannot be taken; one word on standard error says why."""
MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 20
MOST_WRITTEN = 10 * 1024 * 1024
"""No larger file is handed back, in bytes: whoever asked holds it in memory."""
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4_000  # pixels: a page of A4 at more than 300 an inch
MOST_PAGES = 100
DEEPEST = 60
JPEG_QUALITY = 88

NEVER = frozenset(
    {"/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/Annots"}
    | {"/RichMediaContent", "/RichMediaSettings", "/PieceInfo", "/Metadata", "/Thumb", "/Collection"}
)  # fmt: skip
"""Keys whose values act, hide a file or tell of whoever made the page. None of them draws anything."""
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/URI", "/SubmitForm", "/ImportData"}
    | {"/Rendition", "/Sound", "/Movie", "/RichMediaExecute", "/Named", "/ResetForm", "/Hide"}
)

_MARK, _START_OF_SCAN, _WITHOUT_LENGTH = 0xFF, 0xDA, {0x01, *range(0xD0, 0xD8)}
_TELLING = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}
"""JPEG segments that draw nothing: where and by whom it was taken, comments. Colours (E0, E2, EE) stay."""
_PHOTOS = frozenset({"/DCTDecode", "/DCT", "/JPXDecode"})
"""How a page may hold a photograph with all that its camera wrote into it."""


class Unfit(Exception):  # noqa: N818 - it is what happened, not a fault
    """The file cannot be taken; the word says why: locked, pages, pixels, large or broken."""


def wash(data: bytes, kind: str) -> bytes:
    """A clean file of the same kind (pdf, png or jpeg) that shows what this one shows.

    Raises:
        Unfit: it is none, or more than can be taken.
    """
    clean = _pdf(data) if kind == "pdf" else _picture(data, kind.upper())
    if len(clean) > MOST_WRITTEN:
        raise Unfit("large")
    return clean


def _picture(data: bytes, kind: str) -> bytes:
    """The picture painted anew: what only stood beside it in the file, such as where it was taken, is gone."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # asked of the file's head, before anything is unpacked
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    made = BytesIO()
    try:
        with Image.open(BytesIO(data), formats=[kind]) as sent:
            sent.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(sent)
            if upright.has_transparency_data:
                upright = Image.alpha_composite(
                    Image.new("RGBA", upright.size, "white"), upright.convert("RGBA")
                )
            painted = upright.convert("RGB")
            painted.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            painted.info = {}
            painted.save(made, kind, quality=JPEG_QUALITY)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as large:
        raise Unfit("pixels") from large
    except (OSError, ValueError, SyntaxError, EOFError) as broken:
        raise Unfit("broken") from broken
    return made.getvalue()


def _pdf(data: bytes) -> bytes:
    """The pages alone, in a new file: without scripts, actions, attached files, forms, links and what tells of its maker."""
    import pikepdf

    made = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as sent, pikepdf.new() as clean:
            if not 0 < len(sent.pages) <= MOST_PAGES:
                raise Unfit("pages" if sent.pages else "broken")
            if "/AcroForm" in sent.Root:
                sent.generate_appearance_streams()
            sent.flatten_annotations("all")  # what was filled into a form is part of its page now
            clean.pages.extend(sent.pages)
            for thing in clean.objects:
                _strip(thing, 0)
            clean.save(
                made,
                compress_streams=True,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                deterministic_id=True,
            )
    except pikepdf.PasswordError as locked:
        raise Unfit("locked") from locked
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as broken:
        raise Unfit("broken") from broken
    return made.getvalue()


def _strip(thing: Any, depth: int) -> None:
    """Take out of an object, and of what lies directly in it, whatever acts or hides something."""
    import pikepdf

    if depth > DEEPEST:
        raise Unfit("broken")
    if isinstance(thing, pikepdf.Array):
        for at in [at for at in range(len(thing)) if _acts(thing[at])][::-1]:
            del thing[at]
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key in [key for key in thing.keys() if key in NEVER or _acts(thing[key])]:  # noqa: SIM118 - a stream is no mapping
            del thing[key]
    if isinstance(thing, pikepdf.Stream):
        _strip_photo(thing)
    for inside in _inside(thing):
        _strip(inside, depth + 1)


def _acts(thing: Any) -> bool:
    """Whether this is an action: something that a reader does when the page is opened or touched."""
    import pikepdf

    return isinstance(thing, pikepdf.Dictionary) and str(thing.get("/S", "")) in ACTIONS


def _inside(thing: Any) -> Iterator[Any]:
    """The arrays and dictionaries that lie directly in an object; what has a number of its own is met by itself."""
    import pikepdf

    if isinstance(thing, pikepdf.Array):
        held = list(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        held = [thing[key] for key in thing.keys()]  # noqa: SIM118 - a stream is no mapping
    else:
        return
    for one in held:
        if isinstance(one, pikepdf.Array | pikepdf.Dictionary) and not one.is_indirect:
            yield one


def _strip_photo(stream: Any) -> None:
    """Take out of a photograph in a page what tells where and by whom it was taken.

    Raises:
        Unfit: it is packed so that this cannot be done: once more, or as JPEG 2000.
    """
    import pikepdf

    how = stream.get("/Filter")
    names = [str(one) for one in how] if isinstance(how, pikepdf.Array) else [str(how)]
    if names == ["/DCTDecode"]:
        stream.write(strip_jpeg(stream.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
    elif _PHOTOS.intersection(names):
        raise Unfit("broken")


def strip_jpeg(data: bytes) -> bytes:
    """A JPEG without the segments that draw nothing; as it was where it cannot be read."""
    if data[:2] != b"\xff\xd8":
        return data
    kept, at = [data[:2]], 2
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != _MARK or marker == _START_OF_SCAN or marker in _WITHOUT_LENGTH:
            break
        length = 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker not in _TELLING:
            kept.append(data[at : at + length])
        at += length
    return b"".join([*kept, data[at:]])


def main() -> int:
    """Wash what comes; the status with which to end."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    try:
        clean = wash(sys.stdin.buffer.read(), sys.argv[1])
    except Unfit as why:
        sys.stderr.write(str(why))
        return UNFIT
    except (MemoryError, RecursionError):
        sys.stderr.write("broken")
        return UNFIT
    sys.stdout.buffer.write(clean)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
