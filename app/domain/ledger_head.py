"""What stands around a printed or exported ledger: its title, unit line, columns and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.audiences import AUDIENCES, INTERNAL, is_for, note_for
from app.domain.codes import LEVELS, NAME_ORDERS
from app.domain.fields import Field, Row
from app.domain.filing import CHAIR, CLERK
from app.domain.names import printed_name
from app.domain.numerals import chinese_number, with_decimals
from app.domain.orders import orders_of
from app.domain.patterns import pattern
from app.domain.register import Register
from app.domain.texts import full_width_signs

MONEY_UNIT = "元"  # the unit of amounts, said once above the table
NUMBERING = "序号"  # heads the running numbers, which are no column of the register
SIGNED_ON = "日期：      年   月   日"
EMPTY = "（无）"  # the only line of a ledger without rows
_OWN = "township"  # the level of the congress whose office keeps the ledger
# Whose congress a title names, by level: the fields of the office in the order they are written.
_PLACES = {
    "township": ("county", "town"),
    "county": ("county",),
    "prefecture": ("prefecture",),
    "provincial": ("province",),
}
_ISO_DAY = pattern(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True)
class LedgerHead:
    """The words around a ledger's table; ``unit_line`` has a left, a middle and a right part.

    ``closing``: sentences between table and signatures.  The signatures are blank where nobody signs.
    """

    title: str
    unit_line: tuple[str, str, str]
    signatures: tuple[str, str, str]
    closing: tuple[str, ...] = ()


def presidium_of(office: Mapping[str, Any]) -> str:
    """The organ that makes the office's papers, for example 迳口镇人大主席团."""
    return f"{office.get('town') or ''}人大主席团"


def columns_for(
    register: Register, keys: Sequence[str] | None, audience: str, include_private: bool
) -> tuple[Field, ...]:
    """The columns that these readers get, in order.

    Without ``keys`` the register's printed columns, less what the audience does not get (``audiences``).
    KeyError for a key the register does not have.
    """
    if audience not in AUDIENCES:
        raise ValueError(f"audience is one of {AUDIENCES}, not {audience!r}")
    usual = register.print_columns or register.list_columns
    fields = register.columns(tuple(usual if keys is None else keys))
    return tuple(field for field in fields if is_for(register, field, audience, include_private))


def with_sections(register: Register, fields: tuple[Field, ...]) -> Iterator[tuple[Field, ...]]:
    """The columns as they stand where one section is shown, and where rows of several do (镇, 县)."""
    yield fields
    for key in dict.fromkeys((register.filing.section, "level")):
        field = register.by_key.get(key)
        if field and field not in fields:
            yield (*fields[:1], field, *fields[1:])


def head_of(
    register: Register,
    rows: Sequence[Row],
    office: Mapping[str, Any] | None,
    day: date,
    *,
    term_ordinal: int | None = None,
    in_own_order: bool = True,
    year: int | None = None,
    part: str = "",
    seats: int | None = None,
    audience: str = INTERNAL,
    fields: Sequence[Field] = (),
) -> LedgerHead:
    """The head of a ledger that shows ``rows`` as of ``day``.

    ``term_ordinal``: the term (届) that all rows belong to, where they do.  ``in_own_order``: the rows
    stand in the register's order, so names may be said to stand in stroke order.  ``year``: the only
    year shown.  ``part``: which part of the register it is, so that nobody takes it for the whole.  ``seats``: how many
    rows there should be, where it is the whole.  ``fields``: the columns, for ``audience``.
    """
    office_values: Mapping[str, Any] = office or {}
    level = common_value(rows, "level")
    title = title_of(register, office_values, level, term_ordinal)
    order = _order_note(register, office_values, rows) if in_own_order else ""
    period = f"{year}{register.year_named} " if year and register.year_field else ""
    until = f"截至{day.year}年{day.month}月{day.day}日"
    count = _count_note(register, len(rows), seats if level in (None, _OWN) else None)
    money = "金额单位：元" if any(field.kind.unit == MONEY_UNIT for field in fields) else ""
    middle = (_section_note(register, rows), part, order, money, note_for(register, audience, fields))
    unit_line = (
        f"单位：{presidium_of(office_values)}",
        " ".join(words for words in middle if words),
        f"{period}{until} {count}",
    )
    tells = register.filing.closing if rows and not (part and register.filing.of_whole) else None
    closing = tells(rows) if tells else ""
    return LedgerHead(
        title, unit_line, _signatures(register, office_values, rows), (closing,) if closing else ()
    )


def _signatures(register: Register, office: Mapping[str, Any], rows: Sequence[Row]) -> tuple[str, str, str]:
    """Who signs, with the name where it is known, and the day; blanks where nobody signs."""
    if not register.filing.signers:
        return "", "", ""
    names = {CLERK: office.get("clerk"), CHAIR: office.get("chair")}
    names |= {field.label: common_value(rows, field.key) for field in register.fields if field.kind.is_words}
    first, second = (f"{signer}：{names.get(signer) or ''}" for signer in register.filing.signers)
    return first, second, SIGNED_ON


def signatures_of(office: Mapping[str, Any]) -> tuple[str, str, str]:
    """Who signs below a table that stands for no register: who filled it in, who looked it over, and the day."""
    clerk, chair = office.get("clerk") or "", office.get("chair") or ""
    return f"{CLERK}：{clerk}", f"{CHAIR}：{chair}", SIGNED_ON


def _section_note(register: Register, rows: Sequence[Row]) -> str:
    """Which section it is, where the title does not say so."""
    key = register.filing.section
    value = common_value(rows, key) if key and key != "level" else None
    return "" if value is None else f"{register.field(key).label}：{register.field(key).text(value)}"


def title_of(
    register: Register,
    office: Mapping[str, Any],
    level: str | None,
    term_ordinal: int | None,
    *,
    of_one: bool = False,
) -> str:
    """The register's title with place and term, for example 四会市迳口镇第十六届人民代表大会代表名册.

    A list of county deputies names the county, and where they were chosen; the form ``of_one`` of them
    does not.  A level whose place the office has not said is named itself.  Without a single term the term is left out.
    """
    level = level or _OWN
    place = "".join(str(office.get(key) or "") for key in _PLACES.get(level, ()))
    if not place and level != _OWN:  # 省, 市 where the office has not said which, and 全国
        place = LEVELS.label(level)
    ordinal = f"第{chinese_number(term_ordinal)}届" if term_ordinal else ""
    template = register.title or "{town}" + register.label
    if "{county}" not in template and level == _OWN:
        place = str(office.get("town") or "")
    town = str(office.get("town") or "")
    chosen_by = f"（{town}选出）" if town and level != _OWN and not of_one else ""
    return template.format(county="", town=place, term=ordinal, chosen_by=chosen_by)


def day_of(register: Register, year: int | None, today: date) -> date:
    """As of which day a ledger of ``year`` is shown: its last day once it is over, else today.

    A register without dates and without rows that come and go is always that of today.  So is one whose rows are
    handled on after their year: each stands with all its dates, and its state must not be older than they are.
    """
    goes_on = register.course is not None and bool(register.course.open)
    tells_years = bool(register.filing.filter or (register.year_field and not goes_on))
    return date(year, 12, 31) if year and year < today.year and tells_years else today


def common_value(rows: Iterable[Row], key: str) -> Any:
    """The value that all rows share in ``key``; None when there are none or several."""
    values = {row.get(key) for row in rows}
    return values.pop() if len(values) == 1 else None


def _order_note(register: Register, office: Mapping[str, Any], rows: Sequence[Row]) -> str:
    """By what the rows are sorted before the strokes of the name: 按代表团、姓名笔画为序."""
    before: list[str] = []
    for field in map(register.field, register.filed_order):
        if field.kind.is_person:
            strokes = NAME_ORDERS.label(orders_of(office).names)
            return "按" + "、".join([*before, strokes.removeprefix("按")])
        if len({row.get(field.key) for row in rows}) > 1:
            before.append(field.label)
    return ""


def _count_note(register: Register, count: int, seats: int | None) -> str:
    """How many there are; where the seats are known, how many are vacant too (名额 = 实有 + 出缺)."""
    measure = register.measure
    if seats is None or seats < count:
        return f"共{count}{measure}"
    return f"应有名额{seats}{measure}，实有{count}{measure}，出缺{seats - count}{measure}"


def paper_text(field: Field, value: Any) -> str:
    """A value as it stands on paper: names of two characters are spread to the width of three.

    Signs beside Chinese are full-width, and a day is written with the dots of 1975.03, whether it is known to
    the day or to the month (domain.md 6.1).  Words that people typed keep their dates as they are.  The
    decimals of a column are as many in each row, so that its sum can be checked by eye.
    """
    decimals = field.kind.fixed_decimals()
    if decimals and value is not None:
        return with_decimals(value, decimals)
    text = field.text(value)
    if field.kind.is_person:
        return printed_name(text)
    of_days = field.kind.is_day or field.kind.columns
    return full_width_signs(dotted_days(text) if of_days else text)


def dotted_days(text: str) -> str:
    """2022-04-03 as 2022.04.03, wherever it stands."""
    return _ISO_DAY.sub(r"\1.\2.\3", text)


def in_running_words(text: str) -> str:
    """A title as documents write it: 2022-04-03 as 2022年4月3日 (domain.md 6.1), full-width signs beside Chinese."""
    spoken = _ISO_DAY.sub(lambda day: f"{day[1]}年{int(day[2])}月{int(day[3])}日", text)
    return full_width_signs(spoken)
