"""The public version tells of no petitioner, in no row, and holds what was marked as public."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.registers import BY_KEY, SHOWN
from app.paper.ledger import filed_papers
from app.paper.sheet import Paper, Table
from app.storage.ledger import Ledger
from tests.data.small_ledger import small_ledger

VISITORS = [
    {"name": "李大明", "village": "东村"},
    {"name": "赵小红", "phone": "19900003333", "wants_confidential": True},
    {"name": "几位村民"},
]
TEXT = "李大明、赵小红和孙二娘都说渠道淤塞,几位村民同意;王大明没有说"


def enter(ledger: Ledger, register: str, **values: Any) -> int:
    read, problems = ledger.read_values(register, values)
    assert not [problem for problem in problems if problem.severity == "error"], problems
    with ledger.act("录入") as act:
        return act.add(register, read)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with small_ledger(tmp_path_factory.mktemp("public") / "ledger") as opened:
        enter(opened, "deputies", name="王李大明", level="镇", employer_position="李大明的邻居")
        for site in ("甲站", "乙站"):
            enter(opened, "liaison_sites", name=site, kind="联络站", liaison_officer="李大明")
        enter(
            opened,
            "receptions",
            held_on="2022-05-04",
            site="甲站",
            kind="接访",
            visitors=VISITORS,
            matter="路灯",
        )
        told = {"class": "意见", "raised_on": "2022-08-04"}
        enter(opened, "suggestions", visitor="孙二娘", content="水渠", **told)
        enter(opened, "suggestions", content=TEXT, is_public="是", **told)
        enter(opened, "suggestions", content="没有标明的" + TEXT, **told)
        enter(opened, "suggestions", content="标明不公开的" + TEXT, is_public="否", **told)
        activity = {
            "held_on": "2022-09-09",
            "site": "乙站",
            "theme": TEXT,
            "content": TEXT,
            "chair": "李大明",
        }
        enter(opened, "site_activities", recorder="王李大明", **activity)
        enter(
            opened,
            "fund_entries",
            fund="主席团工作经费",
            occurred_on="2022-09-09",
            summary=f"慰问:{TEXT}",
            expense="10",
        )
        yield opened


def words(papers: list[Paper]) -> str:
    tables = [block for paper in papers for block in paper.blocks if isinstance(block, Table)]
    return "\n".join(cell for table in tables for row in table.rows for cell in row)


def printed(ledger: Ledger, register: str, audience: str = "public") -> str:
    return words(filed_papers(ledger, BY_KEY[register], audience=audience))


@pytest.mark.parametrize("register", ["suggestions", "site_activities", "fund_entries", "deputies"])
def test_no_petitioner_is_named_in_another_row(ledger: Ledger, register: str) -> None:
    public = printed(ledger, register).replace("王李大明", "").replace("乙站 李大明", "")
    if register == "site_activities":
        public = public.replace("\n李大明\n", "\n")  # who was in the chair, by a field of his own
    for name in ("李大明", "赵小红", "孙二娘"):
        assert name not in public
    assert "来访群众" in public
    assert "李大明" in printed(ledger, register, "internal")


def test_others_keep_their_names_and_words_their_meaning(ledger: Ledger) -> None:
    public = printed(ledger, "site_activities")
    assert "王大明没有说" in public
    assert "几位村民同意" in public
    assert "李大明" in public.split("\n")  # the chair
    assert "王李大明" in printed(ledger, "deputies")
    assert "李大明" in printed(ledger, "liaison_sites")


def test_what_nobody_marked_as_public_stays_in_the_office(ledger: Ledger) -> None:
    public = printed(ledger, "suggestions")
    assert "没有标明" not in public
    assert "不公开" not in public
    (paper,) = filed_papers(ledger, BY_KEY["suggestions"], audience="public")
    assert paper.records == 1
    assert "只列标明可以公开的" in paper.unit_line[1]


@pytest.fixture
def bills(tmp_path: Path) -> Iterator[Ledger]:
    with small_ledger(tmp_path / "bills") as opened:
        yield opened


def test_what_may_not_be_published_is_told_of_nowhere_else(bills: Ledger) -> None:
    """A bill, a speech and the performance of a deputy that name a suggestion nobody marked as public."""
    ledger = bills
    when = {"raised_on": "2022-08-04", "class": "建议", "deputies": "王芳"}
    kept = enter(ledger, "suggestions", title="还没有公开的题目", content="甲", **when)
    public_one = enter(ledger, "suggestions", title="已经公开的题目", content="乙", is_public="是", **when)
    enter(ledger, "sessions", term="镇第十六届", ordinal="1", opened_on="2022-08-03", closed_on="2022-08-05")
    for number, suggestion in enumerate((kept, public_one, "登记以前写的题目")):
        values = {"session": "第一次会议", "raised_on": "2022-08-04", "source": "主席团"}
        enter(ledger, "bills", title=f"议案{number}", suggestion=suggestion, **values)
    for register, names in (("bills", 2), ("performance_records", 1)):
        public = printed(ledger, register)
        assert "已经公开的题目" in public
        assert "还没有公开的题目" not in public and "登记以前" not in public
        assert public.count("（未公开）") == names
        assert "还没有公开的题目" in printed(ledger, register, "archive")


@pytest.mark.parametrize("register", ["outgoing_documents", "incoming_documents", "archival_items"])
def test_of_documents_the_public_gets_those_marked_as_public(ledger: Ledger, register: str) -> None:
    for secrecy in ("", "内部", "公开"):
        values = {"issued_on": "2022-03-01", "received_on": "2022-03-01", "filed_for": "2022",
                  "retention_period": "永久", "dated_on": "2022-03-01", "responsible": "主席团", "instruction": "请张三阅处"}  # fmt: skip
        own = {key: value for key, value in values.items() if key in BY_KEY[register].by_key}
        enter(ledger, register, title=f"关于{secrecy or '未定'}事项的通知", secrecy=secrecy, **own)
    public = printed(ledger, register)
    assert "公开事项" in public and "内部事项" not in public and "未定事项" not in public
    assert "阅处" not in public
    (paper,) = filed_papers(ledger, BY_KEY[register], audience="public")
    assert "只列密级为“公开”的" in paper.unit_line[1]


def test_readers_in_the_office_get_everything(ledger: Ledger) -> None:
    for register in SHOWN:
        shown = [p.records for p in filed_papers(ledger, register)]
        archived = [p.records for p in filed_papers(ledger, register, audience="archive")]
        assert shown == archived
    assert printed(ledger, "suggestions", "internal").count("孙二娘") == 3
