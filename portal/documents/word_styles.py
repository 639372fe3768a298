"""The look of every Word document, in the terms of WordprocessingML (ECMA-376).

Words are set in Arial, which is on every machine that has Word; sizes are in half-points, lengths
in twentieths of a point, colours as in the PDF. Element order inside w:pPr and w:rPr is the
schema's and must be kept.
"""

from typing import Final

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

BULLETS: Final = 90
NUMBERS: Final = 91
TABLE_STYLE: Final = "Document Table"
FACTS_STYLE: Final = "Document Facts"
TEXT_WIDTH: Final = 9298  # A4 less two margins of 23 mm

_ACCENT: Final = "12436D"
_QUIET: Final = "484949"
_TINT: Final = "E9EEF3"
_RULE: Final = "9AA3AB"
_KEEP: Final = "<w:keepNext/><w:keepLines/>"


def _size(half_points: int, *, bold: bool = False, colour: str = "000000") -> str:
    weight = "<w:b/><w:bCs/>" if bold else ""
    return f'{weight}<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _space(before: int, after: int, line: int = 276) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _edge(side: str, size: int, colour: str, space: int = 4) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _heading(level: int, half_points: int, before: int) -> tuple[str, str]:
    layout = f'{_KEEP}{_space(before, 100, 252)}<w:outlineLvl w:val="{level - 1}"/>'
    return layout, _size(half_points, bold=True, colour=_ACCENT)


_RIGHT_TAB: Final = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
_BOX: Final = "".join(_edge(side, 12, "000000") for side in ("top", "left", "bottom", "right"))
# Style -> what stands in its w:pPr and its w:rPr. The template's own look is taken out first.
_PARAGRAPH_STYLES: Final[dict[str, tuple[str, str]]] = {
    "Normal": (_space(0, 140), _size(22)),
    "Title": (f"{_KEEP}{_space(0, 120, 240)}", _size(48, bold=True, colour=_ACCENT)),
    "Subtitle": (_space(0, 320), _size(26, colour=_QUIET)),
    "Heading 1": _heading(1, 32, 400),
    "Heading 2": _heading(2, 26, 320),
    "Heading 3": _heading(3, 23, 260),
    "List Bullet": (f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr>{_space(0, 80)}', ""),
    "List Number": (f'<w:numPr><w:numId w:val="{NUMBERS}"/></w:numPr>{_space(0, 80)}', ""),
    "Caption": (f"{_KEEP}{_space(240, 100, 252)}", _size(21, bold=True)),
    "Note": (
        (
            f"<w:keepLines/><w:pBdr>{_edge('top', 4, _TINT)}{_edge('left', 24, _ACCENT, 8)}"
            f"{_edge('bottom', 4, _TINT)}{_edge('right', 4, _TINT, 8)}</w:pBdr>"
            f'<w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/>{_space(260, 260)}'
            '<w:ind w:left="200" w:right="180"/>'
        ),
        "",
    ),
    "Table Text": (_space(0, 0, 259), _size(19)),
    "Table Gap": (_space(0, 0, 240), _size(12)),
    "Draft": (
        f'<w:pBdr>{_BOX}</w:pBdr>{_space(0, 120, 240)}<w:ind w:left="80" w:right="80"/>',
        _size(20, bold=True),
    ),
    "Header": (
        f"<w:pBdr>{_edge('bottom', 4, _RULE)}</w:pBdr>{_RIGHT_TAB}{_space(0, 200, 240)}",
        _size(17, colour=_QUIET),
    ),
    "Footer": (
        f"<w:pBdr>{_edge('top', 4, _RULE)}</w:pBdr>{_RIGHT_TAB}{_space(0, 0, 240)}",
        _size(17, colour=_QUIET),
    ),
}

_TABLE_XML: Final = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{top}{bottom}{inside}'
    '</w:tblBorders><w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
    '<w:bottom w:w="70" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
)
_LIST_XML: Final = (
    '<w:abstractNum {ns} w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="510" w:hanging="400"/></w:pPr></w:lvl></w:abstractNum>'
)


def dress(file: WordFile, language: str) -> None:
    """Put our styles, lists and settings into a new document of the given language."""
    styles = file.styles
    for name, (layout, letters) in _PARAGRAPH_STYLES.items():
        if name not in styles:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        _restyle(styles[name].element, layout, letters)
    confirm = styles.add_style("To Confirm", WD_STYLE_TYPE.CHARACTER).element
    confirm.append(
        _parsed("rPr", '<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="FFE9A8"/>')
    )
    _add_table_style(file, TABLE_STYLE, left=100, top=_edge("top", 8, _ACCENT, 0))
    _add_table_style(file, FACTS_STYLE, left=0, top="")
    _set_defaults(file, language)
    _add_lists(file)
    _set_settings(file, language)


def _parsed(tag: str, inner: str) -> BaseOxmlElement:
    element: BaseOxmlElement = parse_xml(f"<w:{tag} {nsdecls('w')}>{inner}</w:{tag}>")
    return element


def _restyle(style: BaseOxmlElement, layout: str, letters: str) -> None:
    for tag in ("w:pPr", "w:rPr", "w:semiHidden", "w:unhideWhenUsed"):
        for old in style.findall(qn(tag)):
            style.remove(old)
    style.append(_parsed("pPr", layout))
    style.append(_parsed("rPr", letters))


def _add_table_style(file: WordFile, name: str, *, left: int, top: str) -> None:
    xml = _TABLE_XML.format(
        ns=nsdecls("w"),
        id=name.replace(" ", ""),
        name=name,
        top=top,
        bottom=_edge("bottom", 4, _RULE, 0),
        inside=_edge("insideH", 4, _RULE, 0),
        left=left,
        tint=_TINT,
    )
    file.styles.element.append(parse_xml(xml))


def _set_defaults(file: WordFile, language: str) -> None:
    defaults = file.styles.element.find(f".//{qn('w:rPrDefault')}")
    if defaults is None:
        raise RuntimeError("python-docx's template has lost its default run properties")
    for old in list(defaults):
        defaults.remove(old)
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
    sizes = '<w:sz w:val="22"/><w:szCs w:val="22"/>'
    tongue = f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
    defaults.append(_parsed("rPr", fonts + sizes + tongue))


def _add_lists(file: WordFile) -> None:
    numbering = file.part.numbering_part.element
    for identity, kind, sign in ((NUMBERS, "decimal", "%1."), (BULLETS, "bullet", "•")):
        xml = _LIST_XML.format(ns=nsdecls("w"), id=identity, kind=kind, sign=sign)
        numbering.insert(0, parse_xml(xml))
        reference = f'<w:num {nsdecls("w")} w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>'
        numbering.append(parse_xml(reference))


def _set_settings(file: WordFile, language: str) -> None:
    """Ask for Word 2013 and later, so that no title bar says "Compatibility Mode"."""
    settings = file.settings.element
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")
    for element in list(settings.iter(qn("w:useFELayout"), qn("w:savePreviewPicture"))):
        element.getparent().remove(element)
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)
    for element in settings.iter(qn("w:zoom")):
        element.set(qn("w:percent"), "100")
