"""Who announces what: recalls and resignations that were passed, posts that end with the mandate, reports heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.registers import BY_KEY
from app.paper.decisions.motions import PAPERS as OF_MOTIONS
from app.paper.decisions.published import NotDecided
from app.paper.sheet import Paper, Paragraph
from app.paper.supervision.inspection import inspection_report
from app.storage.checks.check import data_findings
from app.storage.ledger import Ledger
from app.work.open_matters import waiting_rows
from tests.kept_ledgers import enter, new_ledger

NAMES = ("丁一", "王二", "文三", "田四", "白五")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Five deputies; at their second session 王二 is elected chair, 丁一 and 文三 vice-chairs."""
    folder = Path(tmp_path_factory.mktemp("ledger")) / "data"
    with new_ledger(folder, today=date(2026, 9, 1), term=18, term_started=date(2026, 1, 10)) as opened:
        for name in NAMES:
            enter(opened, "deputies", name=name, level="镇", elected_on="2026-01-10")
        enter(opened, "sessions", term="18", ordinal="2", opened_on="2026-07-20")
        for post, winners, seats in (("人大主席", ("王二",), 1), ("人大副主席", ("丁一", "文三"), 2)):
            lines = [{"name": name, "in_favor": 5, "against": 0, "abstain": 0} for name in winners]
            count = {"present": 5, "issued": 5, "collected": 5, "void": 0, "seats": seats}
            ballot = {"session": {"id": 1}, "post": post, "voted_on": "2026-07-20", "round": "选举"}
            enter(opened, "elections", **ballot, **count, candidates=lines)
        yield opened


def text_of(paper: Paper) -> str:
    return paper.title + "".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def motion(ledger: Ledger, kind: str, whom: str, in_favor: int) -> int:
    """A motion that was put to the vote that day."""
    ballot = {"present": 5, "in_favor": in_favor, "against": 5 - in_favor, "abstain": 0, "not_voting": 0}
    about = {"session": {"id": 1}, "voted_on": "2026-07-20", "matter": f"{kind}{whom}", "way": "举手表决"}
    vote = {"id": enter(ledger, "votes", **about, **ballot)}
    words = {"title": whom, "addressee": whom, "content": "工作变动", "by_presidium": "是"}
    return enter(ledger, "motions", session={"id": 1}, raised_on="2026-07-20", kind=kind, vote=vote, **words)


@pytest.mark.parametrize(
    ("kind", "whom", "words"),
    [
        ("罢免案", "副镇长甲", "组织法》第三十一条的规定，决定罢免副镇长甲的职务。"),
        ("领导人员辞职", "镇长乙", "组织法》第三十二条的规定，决定接受镇长乙辞去职务的请求。"),
        (
            "代表辞职",
            "白五",
            "选举法》第五十五条的规定，决定接受白五辞去迳口镇第十八届人民代表大会代表职务的请求，其代表资格终止。",
        ),
    ],
)
def test_the_presidium_announces_what_was_passed(ledger: Ledger, kind: str, whom: str, words: str) -> None:
    row_id = motion(ledger, kind, whom, 3)
    assert words in text_of(OF_MOTIONS["公告"](ledger, row_id))
    motions = BY_KEY["motions"]
    assert waiting_rows(ledger, motions)[row_id] == ("通过待公告", "")
    with ledger.act("公告") as act:
        act.change("motions", row_id, {"announced_on": date(2026, 7, 21)})
    assert row_id not in waiting_rows(ledger, motions)


def test_what_was_not_passed_is_not_announced(ledger: Ledger) -> None:
    row_id = motion(ledger, "罢免案", "副镇长丙", 2)
    assert row_id not in waiting_rows(ledger, BY_KEY["motions"])
    with pytest.raises(NotDecided, match="还没有表决通过"):
        OF_MOTIONS["公告"](ledger, row_id)


@pytest.mark.parametrize(
    ("mandate", "kind", "words"),
    [
        (1, "辞职", "丁一当选为人大副主席，不再是代表的，人大副主席职务相应终止（选举法第五十六条）"),
        (2, "罢免", "王二当选为人大主席，不再是代表的，人大主席职务相应终止（选举法第五十四条）"),
        (3, "去世", "文三当选为人大副主席，不再是代表的，人大副主席职务相应终止（组织法第十八条）"),
        (4, "去世", ""),
    ],
)
def test_a_post_ends_with_the_mandate_and_is_announced(
    ledger: Ledger, mandate: int, kind: str, words: str
) -> None:
    ended = enter(ledger, "mandate_changes", mandate={"id": mandate}, kind=kind, occurred_on="2026-07-20")
    try:
        sentences = [finding.sentence for finding in data_findings(ledger) if finding.code == "post_ends"]
        assert [words in sentence for sentence in sentences] == ([True] if words else [])
        with ledger.act("公告") as act:
            act.change("mandate_changes", ended, {"announced_on": date(2026, 7, 22)})
        assert not [finding for finding in data_findings(ledger) if finding.code == "post_ends"]
        ledger.undo()
    finally:
        ledger.undo()


@pytest.mark.parametrize(
    ("kind", "subject", "title"),
    [
        (
            "听取专项工作报告",
            "关于饮水安全情况的专项工作报告",
            "对《关于饮水安全情况的专项工作报告》的审议意见",
        ),
        ("听取专项工作报告", "饮水安全", "对“饮水安全”专项工作报告的审议意见"),
        ("专题调研", "关于饮水安全", "关于“饮水安全”专题调研情况的报告"),
    ],
)
def test_opinions_on_a_report_are_called_so(ledger: Ledger, kind: str, subject: str, title: str) -> None:
    row_id = enter(
        ledger, "inspections", kind=kind, title=subject, held_on="2026-07-20", sent_to="镇人民政府"
    )
    assert text_of(inspection_report(ledger, row_id)).startswith(title)
