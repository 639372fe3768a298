"""Files as people send them, and as attackers do."""

from collections.abc import Callable
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import compress, crc32

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

PLACE = b"53.4084N 2.9916W"
"""Where a picture says that it was taken."""
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pdf(
    words: bytes = b"(Certificate) Tj", more: Callable[[pikepdf.Pdf], None] | None = None
) -> bytes:
    """A PDF of one page; `more` puts something into it."""
    made = BytesIO()
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(200, 200))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        file.pages[0].Resources = Dictionary(Font=Dictionary(F1=font))
        file.pages[0].Contents = Stream(file, b"BT /F1 12 Tf 20 100 Td " + words + b" ET")
        if more is not None:
            more(file)
        file.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    """A plain picture."""
    made = BytesIO()
    Image.new("RGB", size, "navy").save(made, kind, **more)
    return made.getvalue()


def photo() -> bytes:
    """A JPEG that says where and by whom it was taken, in Exif and in a comment."""
    exif = Image.Exif()
    exif[0x013B] = "Sam Smith"
    exif[0x010E] = PLACE.decode()
    exif[0x0112] = 6  # the camera lay on its side
    exif.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", exif=exif, comment=b"taken at " + PLACE)


def huge_png(side: int = 20_000) -> bytes:
    """A PNG whose head says that it is `side` pixels wide and high, of few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", crc32(name + data))

    head = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb(megabytes: int = 300) -> bytes:
    """An office file of a few hundred kilobytes that would be `megabytes` large."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as folder, folder.open("word/document.xml", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1024 * 1024))
    return made.getvalue()


def swelling_pdf(megabytes: int = 300) -> bytes:
    """A PDF of a few hundred kilobytes with a stream that unpacks to `megabytes`."""

    def swell(file: pikepdf.Pdf) -> None:
        packed = compress(bytes(1024 * 1024 * megabytes), 9)
        file.pages[0].Resources.XObject = Dictionary(
            Im0=Stream(file, packed, Filter=Name.FlateDecode, Subtype=Name.Image)
        )

    return pdf(more=swell)


def with_script(file: pikepdf.Pdf) -> None:
    """A script that runs when the file is opened, and one by name."""
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    file.Root.OpenAction = action
    file.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action])))
    file.pages[0].AA = Dictionary(O=action)


def with_attachment(file: pikepdf.Pdf) -> None:
    """A file inside."""
    file.attachments["payload.exe"] = b"MZ payload"


def with_launch(file: pikepdf.Pdf) -> None:
    """A link that starts a program, and one that calls a website."""
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    call = Dictionary(S=Name.URI, URI=String("https://evil.example/"))
    file.pages[0].Annots = Array(
        [
            file.make_indirect(
                Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)
            )
            for action in (launch, call)
        ]
    )


def with_maker(file: pikepdf.Pdf) -> None:
    """Who made it and with what, and a photograph that says where it was taken."""
    file.docinfo["/Author"] = "Sam Smith"
    file.Root.Metadata = Stream(file, b"<x:xmpmeta>Sam Smith</x:xmpmeta>", Type=Name.Metadata)
    file.pages[0].Resources.XObject = Dictionary(
        Im0=Stream(
            file, photo(), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode,
            Width=60, Height=40, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        )
    )  # fmt: skip


def with_eicar(file: pikepdf.Pdf) -> None:
    """What every virus scanner finds, packed away."""
    file.pages[0].Resources.XObject = Dictionary(
        Im0=Stream(file, compress(EICAR), Filter=Name.FlateDecode, Subtype=Name.Image)
    )


def locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as file:
        file.save(made, encryption=pikepdf.Encryption(owner="o", user="u"))
    return made.getvalue()


def long_pdf(pages: int) -> bytes:
    """A PDF of many pages."""
    made = BytesIO()
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page()
        file.save(made)
    return made.getvalue()


def everything_in(data: bytes) -> bytes:
    """All that stands in a PDF, unpacked, for looking through."""
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        file.save(
            made,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return data + made.getvalue()


def with_field(file: pikepdf.Pdf) -> None:
    """A form with one field, filled in."""
    look = Stream(
        file, b"BT /F1 9 Tf (Filled in) Tj ET", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 90, 20],
        Resources=file.pages[0].Resources,
    )  # fmt: skip
    widget = file.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("who"), V=String("Filled in"),
            Rect=[10, 10, 100, 30], AP=Dictionary(N=look), F=4,
        )
    )  # fmt: skip
    file.pages[0].Annots = Array([widget])
    file.Root.AcroForm = Dictionary(Fields=Array([widget]))


def with_wrapped_photo(file: pikepdf.Pdf) -> None:
    """A photograph that says where it was taken, packed once more."""
    _put_photo(file, compress(photo()), Array([Name.FlateDecode, Name.DCTDecode]))


def with_jpeg_2000(file: pikepdf.Pdf) -> None:
    """A photograph of another kind, which may say where it was taken as well."""
    _put_photo(file, picture("JPEG"), Name.JPXDecode)


def _put_photo(file: pikepdf.Pdf, data: bytes, how: Array | Name) -> None:
    file.pages[0].Resources.XObject = Dictionary(
        Im0=Stream(
            file, data, Type=Name.XObject, Subtype=Name.Image, Filter=how,
            Width=60, Height=40, ColorSpace=Name.DeviceRGB, BitsPerComponent=8,
        )
    )  # fmt: skip


def words_that_swell(megabytes: int = 11) -> bytes:
    """A PDF of a few kilobytes whose words, which no stream holds, are so large once they are unpacked."""
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as file:
        words = Dictionary(X=String(b"A" * (megabytes * 1024 * 1024)))
        file.pages[0].Resources.Properties = file.make_indirect(words)
        file.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()
