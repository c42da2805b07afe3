"""The figures of opinions and suggestions over a dozen matters, each counted by hand.

matter      class  raised  course
路灯        意见   3.1     交办3.3(限6.3) 答复5.20 B 不满意5.25 | 重办5.30(限6.30) 答复7.4 A 满意7.10 办结7.15
水渠        意见   3.10    当场解决
桥          意见   4.1     交办4.2(限7.4) 未答复
垃圾        意见   4.20    交办4.21(限7.21) 答复7.22 A 基本满意7.30 办结8.1, 面谈5.5
田埂        意见   5.5     交办5.6 答复5.20 A 不满意5.28 撤回6.1
村道        意见   5.6     交办5.9 并入「路灯」6.10
车站        意见   9.10    转送上级9.15 上级答复10.10
来信        意见   5.8     来信来电,交办5.9
校车        建议   3.20    会议,交办3.25(限6.27) 退办4.1 | 交办4.6(限7.6) 答复7.6 A 办结7.8
医疗        建议   6.30    交办6.30(难,限12.30) 答复12.30 B
诉讼        建议   7.1     不予受理7.5
去年        意见   2021.11.30 交办2021.11.30(限2022.2.28) 答复2.28 A 办结3.2
去年建议    建议   2021.12.1  未交办
    旧事        意见   2021.10.8  交办10.9 答复11.1 C 办结11.5
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from app.figures.catalogue import figure_of, figures_of
from app.storage.ledger import Ledger
from tests.kept_ledgers import new_ledger

TODAY = date(2022, 12, 31)


def d(text: str) -> str:
    parts = [int(part) for part in text.split(".")]
    return (date(*parts) if len(parts) == 3 else date(2022, *parts)).isoformat()


def one(**values: str) -> dict[str, str]:
    return {key: d(value) if key.endswith("_on") else value for key, value in values.items()}


OPINION, SUGGESTION = {"class": "群众意见", "source": "接待"}, {"class": "代表建议", "source": "闭会期间"}
MATTERS: list[dict[str, Any]] = [
    {**OPINION, "title": "路灯", "raised_on": d("3.1"), "concluded_on": d("7.15"), "rounds": [
        one(assigned_on="3.3", replied_on="5.20", reply_class="B", feedback_on="5.25", feedback="不满意"),
        one(assigned_on="5.30", replied_on="7.4", reply_class="A", feedback_on="7.10", feedback="满意")]},
    {**OPINION, "title": "水渠", "raised_on": d("3.10"), "solved_on_spot": True},
    {**OPINION, "title": "桥", "raised_on": d("4.1"), "rounds": [one(assigned_on="4.2")]},
    {**OPINION, "title": "垃圾", "raised_on": d("4.20"), "concluded_on": d("8.1"),
     "contacts": [{"on": d("5.5"), "way": "面谈"}],
     "rounds": [one(assigned_on="4.21", replied_on="7.22", reply_class="A", feedback_on="7.30", feedback="基本满意")]},
    {**OPINION, "title": "田埂", "raised_on": d("5.5"), "exit_kind": "撤回", "exit_on": d("6.1"), "exit_reason": "本人要求", "rounds": [one(assigned_on="5.6", replied_on="5.20", reply_class="A", feedback_on="5.28", feedback="不满意")]},
    {**OPINION, "title": "村道", "raised_on": d("5.6"), "exit_kind": "并案", "exit_on": d("6.10"), "exit_reason": "同一件",
     "merged_into": {"id": 1}, "rounds": [one(assigned_on="5.9")]},
    {**OPINION, "title": "车站", "raised_on": d("9.10"), "exit_kind": "转送上级", "exit_on": d("9.15"), "exit_reason": "属市级事权",
     "referred_to": "市交通局", "referred_answered_on": d("10.10")},
    {"class": "群众意见", "source": "来信来电", "title": "来信", "raised_on": d("5.8"), "rounds": [one(assigned_on="5.9")]},
    {"class": "代表建议", "source": "会议期间", "title": "校车", "raised_on": d("3.20"), "concluded_on": d("7.8"), "rounds": [
        one(assigned_on="3.25", returned_on="4.1"), one(assigned_on="4.6", replied_on="7.6", reply_class="A")]},
    {**SUGGESTION, "title": "医疗", "raised_on": d("6.30"), "is_hard": True,
     "rounds": [one(assigned_on="6.30", replied_on="12.30", reply_class="B")]},
    {**SUGGESTION, "title": "诉讼", "raised_on": d("7.1"), "exit_kind": "不予受理", "exit_on": d("7.5"), "exit_reason": "涉诉"},
    {**OPINION, "title": "去年", "raised_on": d("2021.11.30"), "concluded_on": d("3.2"),
     "rounds": [one(assigned_on="2021.11.30", replied_on="2.28", reply_class="A")]},
    {**OPINION, "title": "旧事", "raised_on": d("2021.10.8"), "concluded_on": d("2021.11.5"),
     "rounds": [one(assigned_on="2021.10.9", replied_on="2021.11.1", reply_class="C")]},
    {**SUGGESTION, "title": "去年建议", "raised_on": d("2021.12.1")},
]  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("matters") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESIDIUM_PROFILE", str(folder.parent / "profile"))
        office = {"town": "迳口镇", "county": "四会市"}
        with new_ledger(folder, office, term=16, term_started=date(2016, 11, 10), today=TODAY) as made:
            for matter in MATTERS:
                values, problems = made.read_values("suggestions", {"content": matter["title"], **matter})
                assert [problem for problem in problems if problem.severity == "error"] == []
                with made.act("录入") as act:
                    act.add("suggestions", values)
            yield made


FIGURES = [
    # the whole year
    ("opinions.received", "12.31", "7件", "路灯 水渠 桥 垃圾 田埂 村道 车站"),
    ("opinions.replied", "12.31", "3件", "路灯 水渠 垃圾"),
    ("opinions.concluded", "12.31", "3件", "路灯 水渠 垃圾"),
    ("opinions.open", "12.31", "1件", "桥"),
    ("opinions.reply_rate", "12.31", "75.0%（3/4）", "路灯 水渠 垃圾"),
    ("opinions.conclusion_rate", "12.31", "75.0%（3/4）", "路灯 水渠 垃圾"),
    ("opinions.other_channels", "12.31", "1件", "来信"),
    ("opinions.carried_over", "12.31", "1件", "去年"),
    ("suggestions.received", "12.31", "3件", "校车 医疗 诉讼"),
    ("suggestions.carried_over", "12.31", "1件", "去年建议"),
    ("suggestions.reply_rate", "12.31", "100.0%（2/2）", "校车 医疗"),
    ("suggestions.conclusion_rate", "12.31", "50.0%（1/2）", "校车"),
    ("all.received", "12.31", "10件", "路灯 水渠 桥 垃圾 田埂 村道 车站 校车 医疗 诉讼"),
    ("all.conclusion_rate", "12.31", "66.7%（4/6）", "路灯 水渠 垃圾 校车"),
    ("opinions.referred", "12.31", "1件", "车站"),
    ("opinions.referred_answered", "12.31", "100.0%（1/1）", "车站"),
    ("opinions.referred", "9.14", "0件", ""),
    ("opinions.referred_answered", "10.9", "0.0%（0/1）", ""),
    ("opinions.referred_answered", "10.10", "100.0%（1/1）", "车站"),
    # on time: 路灯 yes, 垃圾 a day late, 桥 overdue; what was solved on the spot has no last day
    ("opinions.on_time_rate", "12.31", "33.3%（1/3）", "路灯"),
    ("opinions.late", "12.31", "2件", "桥 垃圾"),
    # sent back: the clock of the second hand-over; an answer on the last day is on time
    ("suggestions.on_time_rate", "12.31", "100.0%（2/2）", "校车 医疗"),
    ("suggestions.late", "12.31", "0件", ""),
    ("opinions.met_rate", "12.31", "33.3%（1/3）", "垃圾"),
    ("opinions.met_rate", "5.4", "—", ""),  # nobody has recorded any contact yet
    ("opinions.met_rate", "5.5", "33.3%（1/3）", "垃圾"),
    ("suggestions.met_rate", "12.31", "—", ""),
    ("opinions.class_a_rate", "12.31", "66.7%（2/3）", "路灯 垃圾"),
    ("suggestions.class_a_rate", "12.31", "50.0%（1/2）", "校车"),
    ("satisfaction.rate", "12.31", "100.0%（2/2）", "路灯 垃圾"),
    ("satisfaction.strict_rate", "12.31", "50.0%（1/2）", "路灯"),
    # 30 June, the day of the rework: the first answer and its feedback stand, whatever came later
    ("opinions.replied", "6.30", "2件", "路灯 水渠"),
    ("opinions.concluded", "6.30", "1件", "水渠"),
    ("opinions.open", "6.30", "3件", "路灯 桥 垃圾"),
    ("opinions.class_a_rate", "6.30", "0.0%（0/2）", ""),
    ("satisfaction.rate", "6.30", "0.0%（0/1）", ""),
    ("opinions.on_time_rate", "6.30", "100.0%（1/1）", "路灯"),
    ("suggestions.received", "6.30", "2件", "校车 医疗"),
    # cut-off days themselves count; a withdrawn matter is received, and out of the base from its day on
    ("opinions.reply_rate", "5.31", "50.0%（3/6）", "路灯 水渠 田埂"),
    ("opinions.reply_rate", "6.1", "40.0%（2/5）", "路灯 水渠"),
    ("opinions.reply_rate", "6.10", "50.0%（2/4）", "路灯 水渠"),
    ("opinions.concluded", "7.14", "1件", "水渠"),
    ("opinions.concluded", "7.15", "2件", "路灯 水渠"),
    ("opinions.late", "7.4", "0件", ""),  # the last day of 桥 itself
    ("opinions.late", "7.5", "1件", "桥"),
    ("opinions.on_time_rate", "7.3", "100.0%（1/1）", "路灯"),
    ("opinions.on_time_rate", "7.4", "50.0%（1/2）", "路灯"),
    ("satisfaction.rate", "7.10", "100.0%（1/1）", "路灯"),
    # what is out counts in no rate, so that feedback is never more than what was answered
    ("satisfaction.rate", "5.31", "0.0%（0/2）", ""),
    ("satisfaction.rate", "6.1", "0.0%（0/1）", ""),
    ("opinions.received", "2.28", "0件", ""),
    ("opinions.reply_rate", "2.28", "—", ""),
    ("satisfaction.rate", "2.28", "—", ""),
    ("opinions.carried_over", "1.1", "1件", "去年"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "until", "shown", "rows"), FIGURES)
def test_a_figure_is_what_was_counted_by_hand(
    ledger: Ledger, key: str, until: str, shown: str, rows: str
) -> None:
    value = figure_of(ledger, key, 2022, date.fromisoformat(d(until)))
    titles = {row["id"]: row["title"] for row in ledger.rows("suggestions", ledger.ids("suggestions"))}
    assert value.words == shown
    assert sorted(titles[row] for row in value.counted.weights()) == sorted(rows.split())


def test_every_split_adds_up_to_its_figure(ledger: Ledger) -> None:
    for value in figures_of(ledger, 2022):
        if value.figure.key.split(".")[0] not in ("opinions", "suggestions", "all", "satisfaction"):
            continue
        for dimension, parts in value.by.items():
            if value.figure.is_rate:
                assert sum(part["numerator"] for part in parts.values()) == value.numerator, dimension
                assert sum(part["denominator"] for part in parts.values()) == value.denominator, dimension
            else:
                assert sum(parts.values()) == value.value, (value.figure.key, dimension)
    assert figure_of(ledger, "all.received", 2022).by["session"] == {"不属会议": 7, "闭会期间": 2, "未填": 1}
    assert figure_of(ledger, "opinions.other_channels", 2022).by["source"] == {"来信来电": 1}


@pytest.mark.parametrize(
    ("meaning", "concluded", "rows"),
    [
        ("有办结日期的", "100.0%（2/2）", "去年 旧事"),
        ("done", "50.0%（1/2）", "去年"),
        ("consented", "0.0%（0/2）", ""),
    ],
)
def test_what_counts_as_concluded_is_a_setting_and_stands_in_the_rule(
    ledger: Ledger, meaning: str, concluded: str, rows: str
) -> None:
    with ledger.act("设置") as act:
        values, _ = ledger.read_values("office", {"concluded_means": meaning}, row_id=1)
        act.change("office", 1, values)
    value = figure_of(ledger, "opinions.conclusion_rate", 2021, date(2022, 3, 31))
    titles = {row["id"]: row["title"] for row in ledger.rows("suggestions", ledger.ids("suggestions"))}
    assert value.words == concluded
    assert sorted(titles[row] for row in value.counted.weights()) == rows.split()
    whole = {
        key: figure_of(ledger, f"opinions.{key}", 2022) for key in ("concluded", "open", "conclusion_rate")
    }
    assert sorted(titles[row] for row in whole["concluded"].counted.weights()) == ["垃圾", "水渠", "路灯"]
    assert whole["concluded"].value + whole["open"].value == whole["conclusion_rate"].denominator
    assert "算办结" in whole["conclusion_rate"].rule and "{" not in whole["conclusion_rate"].rule
    ledger.undo()
