"""What hangs on the wall about receptions: the year's chart of a site, and the notice of one day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.clocks import clock_on
from app.domain.fields import Row
from app.domain.law.reception_calendar import latest_posting
from app.domain.ledger_head import EMPTY, presidium_of
from app.domain.names import printed_name
from app.paper.official import official_paper
from app.paper.sheet import Column, Paper, Paragraph, Spread, Table
from app.paper.typeset import typeset
from app.storage.query import Query

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

WEEKDAYS = "一二三四五六日"
_PHONE_DIGITS = 7  # of the shortest number, a local one (domain.md 6.6)
USUAL_NOTICE = 3  # days, where the office has set no rule of its own


def spoken(day: date) -> str:
    """2022年11月15日(星期二): as documents write it, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def wall_chart(ledger: Ledger, year: int, site: int) -> Paper:
    """The year's receptions of one site in large type, A4 landscape."""
    name = ledger.names("liaison_sites", [site])[site]
    duties, site_row = _duties(ledger, year, {"site": site}), ledger.row("liaison_sites", site)
    rows = tuple(
        (f"{d['held_on'].month}月{d['held_on'].day}日", f"星期{WEEKDAYS[d['held_on'].weekday()]}", _hours(d),
         _names(d), d["theme"] or ("主题接待日" if d["is_theme_day"] else ""))
        for d in duties
    )  # fmt: skip
    columns = (
        Column("日期", 13, "center"),
        Column("星期", 11, "center"),
        Column("时间", 17, "center"),
        Column("接待代表", 44),
        Column("主题", 28),
    )
    return typeset(
        Paper(
            title=f"{name}{year}年接待选民安排表",
            blocks=(
                Table(
                    columns,
                    rows or ((EMPTY,),),
                    tuple(("reception_duties", d["id"]) for d in duties),
                    size=14,
                ),
                Paragraph(f"接待地点：{name}{_address(site_row)}", size=14, leading=30, keep=True),
                Spread((_contact(duties, site_row), presidium_of(ledger.office)), size=14, space_before=3),
            ),
            landscape=True,
            title_size=24,
            numbered=False,
            author=presidium_of(ledger.office),
        )
    )


def notice(ledger: Ledger, duty_id: int) -> Paper:
    """The notice (公告) of one reception day; KeyError when there is no such duty."""
    duty = ledger.row("reception_duties", duty_id)
    if duty is None:
        raise KeyError(f"reception_duties {duty_id}")
    town = ledger.office.get("town") or ""
    site = ledger.row("liaison_sites", duty["site"].id) if duty["site"].id is not None else None
    rule = clock_on("notice", duty["held_on"], ledger.context())
    posted = duty["posted_on"] or latest_posting(duty["held_on"], rule["amount"] if rule else USUAL_NOTICE)
    theme = f"，主题为“{duty['theme']}”" if duty["theme"] else ""
    when = f"{spoken(duty['held_on'])}{_hours(duty)}"
    summary = (
        f"为密切人大代表与人民群众的联系，听取和反映选民的意见建议，{town}人大主席团定于{spoken(duty['held_on'])}"
        f"组织人大代表接待选民{theme}。现将有关事项公告如下：",
        f"一、接待时间：{when}。",
        f"二、接待地点：{duty['site'].name}{_address(site)}。",
        f"三、接待代表：{_names(duty)}。",
        "四、受理范围：对本镇经济社会发展、民生实事、基层治理和代表工作的意见建议，以及需要代表反映的问题。",
        "五、已经或者应当通过诉讼、仲裁、行政复议等途径解决的事项不在受理范围，工作人员将告知办理渠道。",
        f"六、{_contact([duty], site)}。",
        "欢迎广大选民届时前来反映意见。",
    )
    return official_paper(
        "人大代表接待选民公告",
        summary,
        organ=f"{town}人民代表大会主席团",
        signed_on=posted,
        name=f"人大代表接待选民公告 {duty['site'].name} {spoken(duty['held_on'])}",
        author=presidium_of(ledger.office),
    )


def _duties(ledger: Ledger, year: int, equals: dict[str, int]) -> list[Row]:
    return ledger.rows("reception_duties", ledger.ids("reception_duties", Query(year=year, equals=equals)))


def _names(duty: Row) -> str:
    return "、".join(printed_name(ref.name).replace("\u3000", "") for ref in duty["deputies"] or ()) or "待定"


def _hours(duty: Row) -> str:
    if not duty["time_from"]:
        return ""
    return f"{duty['time_from']}—{duty['time_to']}" if duty["time_to"] else str(duty["time_from"])


def _address(site: Row | None) -> str:
    return f"（{site['address']}）" if site and site["address"] else ""


def _contact(duties: list[Row], site: Row | None) -> str:
    """Whom to ask and the site's public telephone, unless the rota names a number itself (联系人及电话)."""
    contact = next((str(d["contact"]) for d in duties if d["contact"]), "镇人大办公室")
    phone = site["public_phone"] if site else None
    numbered = sum(character.isdigit() for character in contact) >= _PHONE_DIGITS
    return f"联系人：{contact}" + (f"，联系电话：{phone}" if phone and not numbered else "")
