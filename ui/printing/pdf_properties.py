"""What a PDF says of itself: title, author, language, bookmarks, page numbers, and PDF/A-1b where it is to last.

Qt writes a title and, as PDF/A-1b, nearly all that ISO 19005-1 asks.  What is put right here: Qt knows no
author and no language; its resources name a CMYK space that no page uses and the output intent does not cover
(6.2.3.3); its fonts are subsets without the tag that says so (ISO 32000-1 9.6.4).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from PySide6.QtCore import qVersion

from ui.printing.pdf_objects import PdfObjects

CREATOR = "镇人大台账"
LANGUAGE = "zh-CN"
_HEAD = 60  # bytes in which an object says what it is; pages are much longer
_CMYK = re.compile(rb"/P?CSpcmyk (?:\d+ 0 R|/DeviceCMYK)\n")
_FONT_NAME = re.compile(rb"/FontName (/[A-Z]{6}\+\S+)")
_BASE_FONT = re.compile(rb"/BaseFont /\S+")
_DAY = re.compile(rb"/CreationDate \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'(\d\d)')")

# XMP. Each description declares its own namespace: not every reader looks for it further up.
_BY = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{author}
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer></rdf:Description>
{level}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_LEVEL = """<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>"""


@dataclass(frozen=True)
class Section:
    """A part of the file with page numbers of its own: its bookmark, and its first page, from 0."""

    name: str
    first_page: int


@dataclass(frozen=True)
class PdfProperties:
    """``author`` may be empty.  Several ``sections`` get bookmarks.  ``lasting``: the file was written as PDF/A-1b."""

    title: str
    author: str
    sections: tuple[Section, ...]
    lasting: bool = False


def with_properties(pdf: bytes, properties: PdfProperties) -> bytes:
    """The file that Qt wrote with these properties; ValueError where it is not built as Qt builds them."""
    file = PdfObjects.of(pdf)
    info = file.root(b"Info")
    dates = _DAY.search(file.objects[info])
    if dates is None:
        raise ValueError("no date in the PDF")
    _describe(file, info, dates.group(0)[len(b"/CreationDate ") :] + b")", properties)
    _arrange(file, properties.sections)
    metadata = file.reference(file.objects[file.root(b"Root")], b"Metadata")
    packet = _packet(properties, _iso(dates)).encode()
    file.put(metadata, file.stream(packet, b"/Type /Metadata /Subtype /XML "))
    if properties.lasting:
        _name_fonts(file)
        _leave_out_cmyk(file)
    return file.assembled()


def _describe(file: PdfObjects, info: int, day: bytes, properties: PdfProperties) -> None:
    """The same facts, word for word, as in the packet (ISO 19005-1 6.7.3)."""
    texts = {
        "Title": properties.title,
        "Author": properties.author,
        "Creator": CREATOR,
        "Producer": _producer(),
    }
    entries = b"".join(b"/%s %s\n" % (key.encode(), _text(text)) for key, text in texts.items() if text)
    file.put(info, b"<<\n%s/CreationDate %s\n/ModDate %s\n>>" % (entries, day, day))


def _arrange(file: PdfObjects, sections: Sequence[Section]) -> None:
    """Language, page numbers that begin anew with each section, bookmarks where there are several."""
    root = file.root(b"Root")
    labels = b" ".join(b"%d << /S /D >>" % section.first_page for section in sections)
    entries = b"/Lang (%s)\n/ViewerPreferences << /DisplayDocTitle true >>\n" % LANGUAGE.encode()
    entries += b"/PageLabels << /Nums [%s] >>" % labels
    if len(sections) > 1:
        entries += b"\n/Outlines %d 0 R\n/PageMode /UseOutlines" % _outline(file, root, sections)
    file.extend(root, entries)


def _outline(file: PdfObjects, root: int, sections: Sequence[Section]) -> int:
    """Adds a bookmark for each section; gives the number of the outline (ISO 32000-1 12.3.3)."""
    kids = file.objects[file.reference(file.objects[root], b"Pages")]
    pages = re.findall(rb"(\d+) 0 R", kids[kids.index(b"/Kids") : kids.index(b"]")])
    outline = max(file.objects) + 1
    first, last = outline + 1, outline + len(sections)
    file.put(
        outline, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, last, len(sections))
    )
    for number, section in enumerate(sections, first):
        neighbours = b" /Prev %d 0 R" % (number - 1) if number > first else b""
        neighbours += b" /Next %d 0 R" % (number + 1) if number < last else b""
        place = b"[%s 0 R /Fit]" % pages[section.first_page]
        title = _text(section.name)
        file.put(number, b"<< /Title %s /Parent %d 0 R%s /Dest %s >>" % (title, outline, neighbours, place))
    return outline


def _name_fonts(file: PdfObjects) -> None:
    """Subsets carry the tag of their descriptor in every place that names the font."""
    fonts = [n for n, whole in file.objects.items() if b"<< /Type /Font" in whole[:_HEAD]]
    names = {n: name.group(1) for n in fonts if (name := _FONT_NAME.search(file.objects[n]))}
    for link in (rb"/FontDescriptor (\d+) 0 R", rb"/DescendantFonts \[(\d+) 0 R\]"):
        for number in fonts:
            to = re.search(link, file.objects[number])
            if to and int(to.group(1)) in names:
                names[number] = names[int(to.group(1))]
                file.objects[number] = _BASE_FONT.sub(b"/BaseFont " + names[number], file.objects[number])


def _leave_out_cmyk(file: PdfObjects) -> None:
    for number, whole in file.objects.items():
        if b"/ColorSpace <<" in whole[:_HEAD]:
            file.objects[number] = _CMYK.sub(b"", whole)


def _producer() -> str:
    return f"Qt {qVersion()}"


def _text(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()


def _iso(dates: re.Match[bytes]) -> str:
    parts = [(part or b"").decode() for part in dates.groups()]
    zone = f"{parts[6]}:{parts[7]}" if parts[6] else "Z"
    return f"{'-'.join(parts[:3])}T{':'.join(parts[3:6])}{zone}"


def _packet(properties: PdfProperties, day: str) -> str:
    author = properties.author and _BY.format(escape(properties.author))
    return _PACKET.format(
        title=escape(properties.title), author=author, language=LANGUAGE, creator=CREATOR, day=day,
        producer=_producer(), level=_LEVEL if properties.lasting else "",
    )  # fmt: skip
