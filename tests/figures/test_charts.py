"""Charts: bars hold what the figures count, time stands in its order, long lists are folded, in Word as on the screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from app.domain.chart import LONGEST_NAME, LONGEST_WORDS, Bar, Chart, folded, short_names
from app.figures.catalogue import figures_of
from app.figures.charts import charts_of
from app.paper.word_chart import MOST_BARS, add_chart
from app.storage.ledger import Ledger
from app.yearend.work_report import write_report
from tests.kept_ledgers import new_ledger, open_ledger, sample_folder


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = sample_folder(tmp_path_factory.mktemp("sample") / "data")
    with open_ledger(folder, today=date(2023, 1, 10)) as ledger:
        yield ledger


def chart(count: int, *, is_course: bool = False) -> Chart:
    bars = tuple(
        Bar(f"甲乙丙丁戊己庚辛壬癸镇第{n}联络站（东片）", (count - n, 1), ((n,), (n,))) for n in range(count)
    )
    return Chart("按联络站", "件", ("收到", "办结"), bars, "suggestions", is_course)


def test_the_bars_of_every_chart_sum_to_the_figure(sample: Ledger) -> None:
    values = {value.figure.key: value.value for value in figures_of(sample, 2022)}
    totals = {"receptions": values["receptions.batches"], "suggestions": values["all.received"]}
    charts = charts_of(sample, 2022)
    assert [one.title for one in charts] == [
        "接待批次按月份", "接待批次按联络站", "意见建议按月份", "意见建议按分类", "意见建议按联络站",
    ]  # fmt: skip
    for one in charts[:-1]:  # by site only what was raised at one
        assert sum(bar.values[0] for bar in one.bars) == totals[one.register], one.title
        assert all(len(bar.rows[0]) == bar.values[0] for bar in one.bars)


def test_a_month_without_anything_is_there_and_one_to_come_is_not(sample: Ledger) -> None:
    (receptions, *_) = charts_of(sample, 2022, date(2022, 5, 31))
    assert [bar.name for bar in receptions.bars] == ["1月", "2月", "3月", "4月", "5月"]


def test_one_matter_is_one_bar_among_months_without_any(tmp_path: Path) -> None:
    with new_ledger(
        tmp_path / "data", term=16, term_started=date(2016, 11, 10), today=date(2022, 12, 31)
    ) as ledger:
        with ledger.act("新增") as act:
            act.add("suggestions", {"class": "suggestion", "raised_on": date(2022, 3, 1), "content": "路灯"})
        (by_month, *_) = charts_of(ledger, 2022)
    assert [bar.values for bar in by_month.bars] == [(0, 0), (0, 0), (1, 0), *[(0, 0)] * 9]


def test_nothing_entered_gives_no_chart_and_the_report_no_appendix(tmp_path: Path) -> None:
    with new_ledger(
        tmp_path / "data", term=16, term_started=date(2016, 11, 10), today=date(2022, 12, 31)
    ) as ledger:
        assert charts_of(ledger, 2022) == []
        write_report(ledger, 2022, tmp_path / "r.docx")
    assert "统计图" not in "".join(p.text for p in docx.Document(str(tmp_path / "r.docx")).paragraphs)


def test_long_lists_keep_their_sum_and_courses_stay_whole() -> None:
    long, short = chart(40), folded(chart(40), MOST_BARS)
    assert len(short.bars) == MOST_BARS
    assert short.bars[-1].name == "其余 21 项"
    assert sum(bar.values[0] for bar in short.bars) == sum(bar.values[0] for bar in long.bars) == 820
    assert len(short.bars[-1].rows[0]) == 21
    assert folded(chart(20), MOST_BARS) == chart(20)
    assert folded(chart(40, is_course=True), MOST_BARS) == chart(40, is_course=True)


def test_names_of_a_kind_stay_apart_when_shortened() -> None:
    names = short_names(chart(10))
    assert names[0] == "甲乙丙丁戊己庚…0联络站（东片）"
    assert max(map(len, names)) == LONGEST_NAME
    assert len(set(short_names(chart(40)))) == 40


def test_the_words_for_a_picture_tell_every_value_as_far_as_there_is_room() -> None:
    assert chart(1).in_words == "按联络站（单位：件）：甲乙丙丁戊己庚辛壬癸镇第0联络站（东片） 收到1、办结1。"
    assert len(chart(400).in_words) == LONGEST_WORDS
    assert chart(0).in_words == "按联络站：没有数据。"


def test_word_holds_each_value_and_opens_again(tmp_path: Path) -> None:
    document = docx.Document()
    for one in (
        chart(1),
        chart(40),
        Chart("<&“月份”", "件", ("批次",), (Bar("1月", (0,), ((),)),), "receptions", True),
    ):
        add_chart(document, one)
    document.save(str(tmp_path / "c.docx"))
    with ZipFile(tmp_path / "c.docx") as package:
        parts = [name for name in package.namelist() if name.startswith("word/charts/")]
        texts = [package.read(name).decode() for name in sorted(parts)]
        body = package.read("word/document.xml").decode()
    assert len(texts) == 3
    assert re.findall(r"<c:v>([^<]*)</c:v>", texts[0]) == [
        "收到", "甲乙丙丁戊己庚…0联络站（东片）", "1", "办结", "甲乙丙丁戊己庚…0联络站（东片）", "1",
    ]  # fmt: skip
    places = re.findall(r"<c:f>([^<]*)</c:f>", texts[1])
    assert places == [
        "Sheet1!$B$1",
        "Sheet1!$A$2:$A$21",
        "Sheet1!$B$2:$B$21",
        "Sheet1!$C$1",
        "Sheet1!$A$2:$A$21",
        "Sheet1!$C$2:$C$21",
    ]
    assert "其余 21 项" in texts[1]
    assert "&lt;&amp;“月份”" in texts[2]
    assert body.count("<wp:docPr") == 3
    assert len(docx.Document(str(tmp_path / "c.docx")).paragraphs) == 3
