"""The look of every OpenDocument file, in the terms of ODF 1.3.

Words are set in Arial or what stands in for it; colours and measures are those of the other
writers.
"""

from typing import Final

TEXT_WIDTH_MM: Final = 164
_ACCENT: Final = "#12436d"
_QUIET: Final = "#484949"
_TINT: Final = "#e9eef3"
_RULE: Final = "0.5pt solid #9aa3ab"
_KEEP: Final = 'fo:keep-with-next="always" fo:keep-together="always"'
_RIGHT_TAB: Final = (
    f'<style:tab-stops><style:tab-stop style:position="{TEXT_WIDTH_MM}mm" style:type="right"/>'
    "</style:tab-stops>"
)
# Latin letters, Asian letters and those written from right to left have their own properties in
# ODF.
_SCRIPTS: Final = (("fo:", ""), ("style:", "-asian"), ("style:", "-complex"))


def _bold() -> str:
    return " ".join(f'{prefix}font-weight{suffix}="bold"' for prefix, suffix in _SCRIPTS)


def _letters(points: float, colour: str = "#000000", *, bold: bool = False) -> str:
    sizes = " ".join(f'{prefix}font-size{suffix}="{points}pt"' for prefix, suffix in _SCRIPTS)
    return f'fo:color="{colour}" {sizes} {_bold() if bold else ""}'


def _space(before: float, after: float, line: int = 115) -> str:
    return f'fo:margin-top="{before}pt" fo:margin-bottom="{after}pt" fo:line-height="{line}%"'


def _style(name: str, layout: str, letters: str = "", *, outline: int = 0, inner: str = "") -> str:
    parent = "" if name == "Standard" else 'style:parent-style-name="Standard"'
    level = f'style:default-outline-level="{outline}"' if outline else ""
    return (
        f'<style:style style:name="{name.replace(" ", "_20_")}" style:display-name="{name}" '
        f'style:family="paragraph" style:class="text" {parent} {level}>'
        f"<style:paragraph-properties {layout}>{inner}</style:paragraph-properties>"
        f"<style:text-properties {letters}/></style:style>"
    )


def _list(name: str, level: str) -> str:
    return (
        f'<text:list-style style:name="{name}">{level}<style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        'text:label-followed-by="listtab" text:list-tab-stop-position="9mm" fo:text-indent="-7mm" '
        'fo:margin-left="9mm"/></style:list-level-properties>'
    )


_NOTE: Final = (
    f'{_space(9, 11)} fo:background-color="{_TINT}" fo:padding="6pt" fo:border-left="3pt solid {_ACCENT}" '
    'fo:border-top="none" fo:border-right="none" fo:border-bottom="none" fo:keep-together="always" '
    'fo:margin-left="1mm" fo:margin-right="0mm"'
)
PARAGRAPH_STYLES: Final = (
    _style("Standard", f'{_space(0, 7)} fo:orphans="2" fo:widows="2"', _letters(11)),
    _style("Title", f"{_space(0, 6, 100)} {_KEEP}", _letters(24, _ACCENT, bold=True)),
    _style("Subtitle", _space(0, 8), _letters(13, _QUIET)),
    _style(
        "Heading 1", f"{_space(20, 5, 105)} {_KEEP}", _letters(16, _ACCENT, bold=True), outline=1
    ),
    _style(
        "Heading 2", f"{_space(16, 5, 105)} {_KEEP}", _letters(13, _ACCENT, bold=True), outline=2
    ),
    _style(
        "Heading 3", f"{_space(13, 5, 105)} {_KEEP}", _letters(11.5, _ACCENT, bold=True), outline=3
    ),
    _style("List Bullet", _space(0, 4)),
    _style("List Number", _space(0, 4)),
    _style("Caption", f"{_space(12, 5, 105)} {_KEEP}", _letters(10.5, bold=True)),
    _style("Note", _NOTE),
    _style("Table Text", _space(0, 0, 108), _letters(9.5)),
    _style("Table Figure", f'{_space(0, 0, 108)} fo:text-align="end"', _letters(9.5)),
    _style("Table Heading", _space(0, 0, 108), _letters(9.5, bold=True)),
    _style(
        "Table Heading Figure", f'{_space(0, 0, 108)} fo:text-align="end"', _letters(9.5, bold=True)
    ),
    _style("Gap", _space(0, 0, 100), _letters(6)),
    _style("Page Break", f'{_space(0, 0, 100)} fo:break-before="page"', _letters(2)),
    _style(
        "Draft",
        f'{_space(0, 0, 100)} fo:border="1.5pt solid #000000" fo:padding="4pt"',
        _letters(10, bold=True),
    ),
    _style(
        "Header",
        f'{_space(0, 0, 100)} fo:border-bottom="{_RULE}" fo:padding-bottom="3pt"',
        _letters(8.5, _QUIET),
        inner=_RIGHT_TAB,
    ),
    _style(
        "Footer",
        f'{_space(0, 0, 100)} fo:border-top="{_RULE}" fo:padding-top="3pt"',
        _letters(8.5, _QUIET),
        inner=_RIGHT_TAB,
    ),
)
OTHER_STYLES: Final = (
    f'<style:style style:name="Strong" style:family="text"><style:text-properties {_bold()}/></style:style>',
    (
        '<style:style style:name="To_20_Confirm" style:display-name="To Confirm" style:family="text">'
        f'<style:text-properties {_bold()} fo:background-color="#ffe9a8"/></style:style>'
    ),
    _list("Bullets", '<text:list-level-style-bullet text:level="1" text:bullet-char="•">')
    + "</text:list-level-style-bullet></text:list-style>",
    _list(
        "Numbers",
        '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">',
    )
    + "</text:list-level-style-number></text:list-style>",
)


def default_style(language: str) -> str:
    """What every paragraph has unless its style says otherwise; the language looks like en-GB."""
    tongue, country = language.split("-")
    letters = " ".join(f'style:font-name{suffix}="Arial"' for _, suffix in _SCRIPTS)
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        'style:tab-stop-distance="12.5mm"/>'
        f'<style:text-properties {letters} fo:language="{tongue}" fo:country="{country}"/>'
        "</style:default-style>"
    )


FONT: Final = (
    '<style:font-face style:name="Arial" svg:font-family="Arial, \'Liberation Sans\', sans-serif" '
    'style:font-family-generic="swiss" style:font-pitch="variable"/>'
)
_BAND: Final = '<style:{0}-style><style:header-footer-properties fo:min-height="9mm" fo:margin-{1}="5mm"/></style:{0}-style>'
PAGE_LAYOUT: Final = (
    '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" '
    'fo:page-height="297mm" style:print-orientation="portrait" fo:margin-left="23mm" fo:margin-right="23mm" '
    'fo:margin-top="12mm" fo:margin-bottom="12mm"/>'
    f"{_BAND.format('header', 'bottom')}{_BAND.format('footer', 'top')}</style:page-layout>"
)
_CELL: Final = '<style:style style:name="{0}" style:family="table-cell"><style:table-cell-properties {1}/></style:style>'
_PADDING: Final = f'fo:padding-top="3.5pt" fo:padding-bottom="3.5pt" fo:padding-right="5pt" fo:border-bottom="{_RULE}"'
CONTENT_STYLES: Final = (
    _CELL.format("Cell", f'{_PADDING} fo:padding-left="5pt"'),
    _CELL.format("FactCell", f'{_PADDING} fo:padding-left="0pt"'),
    _CELL.format(
        "HeadCell",
        f'{_PADDING} fo:padding-left="5pt" fo:background-color="{_TINT}" fo:border-top="1pt solid {_ACCENT}"',
    ),
    (
        '<style:style style:name="WholeRow" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
    ),
    (
        '<style:style style:name="LongRow" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="auto"/></style:style>'
    ),
    (
        f'<style:style style:name="Sheet" style:family="table"><style:table-properties style:width="{TEXT_WIDTH_MM}mm" '
        'table:align="left" fo:margin-bottom="7pt" table:border-model="collapsing"/></style:style>'
    ),
)


def master_page(first_header: str, header: str, footer: str) -> str:
    """The page with its head (another on the first page) and foot, given as XML."""
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="A4">'
        f"<style:header>{header}</style:header><style:header-first>{first_header}</style:header-first>"
        f"<style:footer>{footer}</style:footer><style:footer-first>{footer}</style:footer-first>"
        "</style:master-page>"
    )
