"""Every kind of field answers for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from app.domain import kinds
from app.domain.codes import LEVELS
from app.domain.contact_codes import REPLY_CLASSES
from app.domain.days import PartialDate
from app.domain.fields import ANSWERED_BY_EVERY_KIND, Field, Kind, Ref
from app.domain.registers.figure_snapshots import BEHIND_COLUMNS, RowsBehind
from app.domain.values import Context


@pytest.mark.parametrize("fact", ANSWERED_BY_EVERY_KIND)
def test_a_kind_that_leaves_a_fact_open_is_refused_where_it_is_defined(fact: str) -> None:
    facts = {"name": "colour", "align": "left", "width": 4, "elastic": False, "wide": False}
    del facts[fact]
    with pytest.raises(TypeError, match=rf"Colour does not say its '{fact}'.*app/domain/fields\.py"):
        type("Colour", (Kind,), facts)


@pytest.mark.parametrize("kind", [kinds.Choice, kinds.Link, kinds.Links, kinds.Lines])
def test_what_a_kind_is_declared_with_cannot_be_left_out(kind: type[Kind]) -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument"):
        kind()


def test_an_ordinal_stands_in_the_middle_and_a_count_at_the_right() -> None:
    assert kinds.Number(ordinal=True, unit="届").align == "center"
    assert kinds.Number(unit="人").align == kinds.Money().align == "right"


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("9999999999.99", 999_999_999_999),
        (-12.5, -1250),
        ("1万亿", None),
        ("10000000000", None),
        (1e300, None),
    ],
)
def test_an_amount_that_no_town_has_is_asked_about(cell: object, fen: int | None) -> None:
    """Beyond twelve digits the order of amounts would break, and beyond fifteen a workbook rounds them."""
    reading = kinds.Money().read(
        cell, Field("income", "收入", kinds.Money()), Context(today=date(2022, 1, 1))
    )
    assert reading.value == fen
    assert [problem.severity for problem in reading.problems] == ([] if fen else ["error"])


@pytest.mark.parametrize(
    ("kind", "value", "screen", "paper"),
    [
        (kinds.KnownDay(), PartialDate(1975, 3), "1975-03", "1975.03"),
        (kinds.KnownDay(), PartialDate(2022, 2, 11), "2022-02-11", "2022.02.11"),
        (kinds.Day(), date(2022, 2, 11), "2022-02-11", "2022-02-11"),
        (kinds.Choice(REPLY_CLASSES), "B", "B（正在解决或列入计划）", "B"),
        (kinds.Choice(LEVELS), None, "", ""),
        (kinds.Text(), "路灯", "路灯", "路灯"),
        (kinds.LedgerName(), "deputies", "代表名册", "代表名册"),
        (kinds.LedgerName(), "以前的台账", "以前的台账", "以前的台账"),
        (
            RowsBehind(BEHIND_COLUMNS),
            ({"key": "a.b"},),
            "1 项统计的记录；后来有变动的，列在“统计数字”页上",
            "a.b",
        ),
    ],
)
def test_the_screen_writes_dates_in_one_style_and_says_what_a_letter_means(
    kind: Kind, value: object, screen: str, paper: str
) -> None:
    assert (kind.on_screen(value), kind.to_text(value)) == (screen, paper)


def test_a_ledger_is_read_by_its_name_as_by_its_key() -> None:
    """An exported list of archive items is read back: what stands in it is the name."""
    kind, context = kinds.LedgerName(), Context(today=date(2022, 1, 1))
    field = Field("register", "来源台账", kind)
    assert {kind.read(cell, field, context).value for cell in ("代表名册", "deputies")} == {"deputies"}


def test_links_of_a_value_can_be_taken_out_and_put_back() -> None:
    one, two = Ref(1, "王芳"), Ref(None, "李明")
    for kind, value in (
        (kinds.Link("people"), one),
        (kinds.Links("people"), (one, two)),
        (kinds.Link("people"), None),
        (kinds.Links("people"), None),
    ):
        assert kind.of_refs(kind.refs(value)) == value
    assert kinds.Text().refs("王芳") == ()
    with pytest.raises(TypeError):
        kinds.Text().of_refs((one,))


@dataclass(frozen=True)
class _Case:
    kind: Kind
    to: str = ""
    codes: int = 0
    columns: int = 0


@pytest.mark.parametrize(
    "case",
    [
        _Case(kinds.Choice(LEVELS), codes=len(LEVELS)),
        _Case(kinds.Link("people"), to="people"),
        _Case(kinds.Links("people"), to="people"),
        _Case(kinds.Lines((Field("name", "姓名", kinds.PersonName()),)), columns=1),
        _Case(kinds.Day()),
    ],
    ids=lambda case: case.kind.name,
)
def test_any_kind_may_be_asked_what_it_links_to_or_is_made_of(case: _Case) -> None:
    assert (case.kind.to, len(case.kind.table), len(case.kind.columns)) == (case.to, case.codes, case.columns)


def test_a_share_is_shown_with_its_sign_and_read_with_or_without_it() -> None:
    whole, tenths = (
        Field("percent", "完成进度", kinds.Number(most=100, unit="%")),
        kinds.Number(decimals=1, unit="%"),
    )
    assert (whole.text(80), whole.text(0), whole.text(None)) == ("80%", "0%", "")
    assert (tenths.to_text(805), tenths.to_text(800)) == ("80.5%", "80%")
    assert whole.kind.to_cell(80) == "80%"
    assert [
        whole.kind.read(cell, whole, Context(today=date(2022, 7, 20))).value for cell in ("80%", "80", 80)
    ] == [80] * 3
    assert kinds.Number(unit="人").to_text(80) == "80"


HOSTILE = (
    "²", "①", "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "inf", "nan", "--5", "1e9999", "1e999999999", "1E+99999",
    "9" * 5000, "-" + "9" * 5000, "\uff19" * 5000, "一" * 5000, "亿" * 3000, "第" + "9" * 5000 + "次", "1" * 32_767,
    "王\0芳", "王\ufffe芳", "\ud800", "王\u202e芳", "_x000D_王\u2028芳\ufeff", "王" * 1_000_000, float("inf"),
)  # fmt: skip
KINDS = (
    kinds.Choice(LEVELS), kinds.Day(), kinds.Flag(), kinds.IdNumber(), kinds.KnownDay(), kinds.Link("people"),
    kinds.LedgerName(), kinds.Lines((Field("name", "姓名", kinds.PersonName()),)), kinds.Links("people"), kinds.Money(), kinds.Number(),
    kinds.Number(decimals=2), kinds.Number(ordinal=True, unit="届"), kinds.PersonName(), kinds.Phone(), kinds.Prose(),
    kinds.Text(), kinds.TimeOfDay(),
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_whatever_is_pasted_is_read_or_refused_in_words(kind: Kind) -> None:
    """A sign that only looks like a digit, a number beyond every count, what no file can keep: none is a bug of ours."""
    field, context = Field("it", "栏目", kind), Context(today=date(2022, 1, 1), typed=True)
    for cell in HOSTILE:
        reading = field.read(cell, context)
        assert not kind.is_quantity or reading.value is None
        assert isinstance(kind.to_text(reading.value), str)
        assert all(problem.message.endswith("\u3002") for problem in reading.problems), reading.problems
