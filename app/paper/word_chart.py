"""A bar chart of Word's own in a .docx: its values written on, told apart without colours, with words for who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Mm

from app.domain.chart import Chart, folded, short_names

MOST_BARS = 20  # on one page; the smaller ones stand together
_WIDTH, _LEAST, _COURSE, _AROUND = 152.0, 40.0, 75.0, 22.0  # millimetres
_PER_BAR = (7.0, 9.5)  # millimetres of a name with one value, and with two
_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_DARK = '<a:solidFill><a:srgbClr val="595959"/></a:solidFill>'
_LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="262626"/></a:solidFill></a:ln>'
# The second series is hatched: on a black and white print its bars are still told apart.
_FILLS = (
    _DARK,
    '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="595959"/></a:fgClr><a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>',
)


def add_chart(document: Document, chart: Chart) -> None:
    """Add the chart as a paragraph of its own at the end of the document; names as far as they have room."""
    shown = folded(chart, MOST_BARS)
    number = 1 + sum(
        str(part.partname).startswith("/word/charts/") for part in document.part.package.iter_parts()
    )
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, _TYPE, _chart_xml(shown).encode(), document.part.package)
    relation = document.part.relate_to(part, _RELATION)
    paragraph = document.add_paragraph()
    paragraph.add_run()._r.append(_frame(shown, chart.in_words, relation, number))


def _height(chart: Chart) -> float:
    if chart.is_course:
        return _COURSE
    return max(_LEAST, _AROUND + _PER_BAR[len(chart.series) > 1] * len(chart.bars))


def _frame(chart: Chart, words: str, relation: str, number: int) -> Any:
    width, height = Mm(_WIDTH), Mm(_height(chart))
    return parse_xml(
        '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'{_NAMESPACES}><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f"<wp:docPr id={quoteattr(str(1000 + number))} name={quoteattr(chart.title)} descr={quoteattr(words)}/>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart_xml(chart: Chart) -> str:
    series = "".join(_series_xml(chart, place) for place in range(len(chart.series)))
    direction = "col" if chart.is_course else "bar"
    legend = (
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if len(chart.series) > 1 else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NAMESPACES}>'
        f'<c:roundedCorners val="0"/><c:chart>{_title_xml(chart)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}'
        '<c:gapWidth val="40"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        f'{_axes_xml(chart)}</c:plotArea>{legend}<c:plotVisOnly val="1"/></c:chart>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050">{_FACE}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        "</c:chartSpace>"
    )


_FACE = '<a:latin typeface="仿宋"/><a:ea typeface="仿宋"/>'


def _title_xml(chart: Chart) -> str:
    words = escape(f"{chart.title}（单位：{chart.unit}）")
    face = '<a:latin typeface="黑体"/><a:ea typeface="黑体"/>'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN" sz="1200" b="0">{face}</a:rPr>'
        f'<a:t>{words}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _series_xml(chart: Chart, place: int) -> str:
    names = _points(short_names(chart))
    values = _points([str(bar.values[place]) for bar in chart.bars])
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>{_cells(place + 1, 1)}</c:f><c:strCache>{_points([chart.series[place]])}</c:strCache></c:strRef></c:tx>"
        f'<c:spPr>{_FILLS[place % len(_FILLS)]}{_LINE}</c:spPr><c:invertIfNegative val="0"/>'
        '<c:dLbls><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f"<c:cat><c:strRef><c:f>{_cells(0, 2, len(chart.bars))}</c:f><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_cells(place + 1, 2, len(chart.bars))}</c:f><c:numCache><c:formatCode>General</c:formatCode>{values}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _cells(column: int, row: int, count: int = 1) -> str:
    """Where the values would stand in a workbook: programs want a place that could be one."""
    letter = chr(ord("A") + column)
    return f"Sheet1!${letter}${row}" + (f":${letter}${row + count - 1}" if count > 1 else "")


def _points(texts: Sequence[str]) -> str:
    """The values that the chart keeps of its own: there is no workbook behind it."""
    return f'<c:ptCount val="{len(texts)}"/>' + "".join(_each_point(texts))


def _each_point(texts: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield f'<c:pt idx="{number}"><c:v>{escape(text)}</c:v></c:pt>'


def _axes_xml(chart: Chart) -> str:
    """The names in their order, from the top or from the left; the values stand on the bars and need no axis."""
    order, names, values = ("minMax", "b", "l") if chart.is_course else ("maxMin", "l", "t")
    return (
        f'<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{names}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{_LINE}</c:spPr><c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/>'
        f'<c:axPos val="{values}"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
    )
