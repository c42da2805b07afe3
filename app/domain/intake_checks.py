"""收件审查: whether a suggestion can be taken as it came: one matter, signed, clear, and of a kind that is taken.

The items are data of the office (``intake_rules``, each with its basis).  What the text itself shows is
proposed; the clerk decides.  Typical faults of paper forms: domain.md 3.8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.codes import CodeTable
from app.domain.fields import Context, Field, Problem, Row
from app.domain.kinds import Choice, Text
from app.domain.patterns import pattern

KEY, CHECKS = "intake_rules", "intake_checks"
INTAKE_KINDS = CodeTable(
    "审查项目类别",
    (("needed", "应当具备", ("要求", "必备")), ("not_taken", "不予受理的情形", ("不受理", "不予受理"))),
)
INTAKE_RESULTS = CodeTable(
    "审查结果",
    (
        ("passed", "通过", ("符合", "是", "√", "无此情形")),
        ("failed", "不通过", ("不符合", "否", "×", "有此情形")),
    ),
)
INTAKE_JUDGES = CodeTable(
    "核对方式",
    (
        ("hand", "人工判断", ()),
        ("one_matter", "内容里的序号", ()),
        ("title", "题目", ()),
        ("sponsor", "提出代表", ()),
        ("card_no", "代表证号", ()),
        ("handler", "主办单位", ()),
        ("words", "关键词", ()),
    ),
)
INTAKE_COLUMNS = (
    Field("item", "审查项目", Text(longest=60)),
    Field("result", "结果", Choice(INTAKE_RESULTS)),
    Field("note", "说明", Text()),
)
Matter = Mapping[str, Any]

# A numbered request at the start of a line or sentence; numbers of measures for one matter are no requests.
_NUMBERED = pattern(
    r"(?:^|[\n。;\uff1b:\uff1a])\s*(?:[一二三四五六七八九十]{1,2}[、是.．]|第[一二三四五六七八九十][,\uff0c、是]|[(（][一二三四五六七八九十\d]{1,2}[)\uff09]|\d{1,2}[、.．)）])"
    r"\s*(?P<words>[^\n。;\uff1b]{2,})"
)
_REQUEST = pattern(r"^(?:关于|建议|希望|请求?|恳请|要求|尽快|加强|修建|解决|反映)|(?:的建议|的问题|的请求)$")
FEWEST = 2  # numbered requests that make several matters


def numbered_requests(text: str) -> list[str]:
    """The numbered parts of a text that each ask for something of their own."""
    parts = [match["words"].strip() for match in _NUMBERED.finditer(text or "")]
    return [part for part in parts if _REQUEST.search(part)]


def is_checked(row: Matter) -> bool:
    """Whether the check is for this class: deputies' suggestions, not what voters say."""
    return bool(row.get("class")) and row["class"] != "opinion"


def several_matters(row: Matter, context: Context) -> str | None:
    """一事一议: several numbered requests in one content."""
    parts = numbered_requests(str(row.get("content") or ""))
    if len(parts) < FEWEST:
        return None
    return f"内容里有 {len(parts)} 个分项，像是几件事；一件建议只提一件事，请核对是否要分开提出"


def card_missing(row: Matter, context: Context) -> str | None:
    """The lead deputy's card number, where the ledger keeps such numbers at all."""
    deputies = row.get("deputies") or ()
    lead = deputies[0] if deputies else None
    if lead is None or lead.id is None:
        return None
    mandate = context.lookup.row("deputies", lead.id) or {}
    if mandate.get("deputy_card_no") or not _keeps_cards(context):
        return None
    return f"{lead.name}没有登记代表证号，请在代表名册补填"


def _keeps_cards(context: Context) -> bool:
    def any_card() -> bool:
        return any(row.get("deputy_card_no") for row in context.lookup.where("deputies", {}))

    return bool(context.lookup.remembered("deputies", "any_card", any_card))


def _title_missing(row: Matter, context: Context) -> str | None:
    return None if row.get("title") else "没有题目"


def _sponsor_missing(row: Matter, context: Context) -> str | None:
    return None if row.get("deputies") else "没有写明提出代表"


def _handler_missing(row: Matter, context: Context) -> str | None:
    return None if row.get("lead_handler") else "还没有主办单位"


_JUDGES: dict[str, Callable[[Matter, Context], str | None]] = {
    "one_matter": several_matters,
    "title": _title_missing,
    "sponsor": _sponsor_missing,
    "card_no": card_missing,
    "handler": _handler_missing,
}


def proposed(row: Matter, context: Context) -> tuple[Row, ...]:
    """The checklist of a matter: what was checked stays, the rest as the text shows it."""
    checked_lines = {line.get("item"): line for line in row.get(CHECKS) or ()}
    lines = []
    for rule in rules_on(row.get("raised_on") or context.today, context):
        if rule["name"] in checked_lines:
            lines.append(dict(checked_lines.pop(rule["name"])))
            continue
        doubt = _doubt(rule, row, context)
        line: Row = {"item": rule["name"]}
        if doubt or _says_passed(rule, row, context):
            line["result"] = "failed" if doubt else "passed"
        lines.append(line | ({"note": doubt} if doubt else {}))
    return (*lines, *checked_lines.values())


def _says_passed(rule: Row, row: Matter, context: Context) -> bool:
    """Whether the record itself shows that an item is in order: words and hands never do."""
    if rule["judged_by"] == "card_no":
        return bool(row.get("deputies")) and _keeps_cards(context)
    return rule["judged_by"] in _JUDGES


def doubts(row: Matter, context: Context) -> list[str]:
    """What the text of an unchecked matter leaves open, in sentences without their full stop."""
    if not is_checked(row):
        return []
    checked = {line.get("item") for line in row.get(CHECKS) or () if line.get("result")}
    rules = rules_on(row.get("raised_on") or context.today, context)
    # Who handles it is decided when it is handed over: until then it is no doubt, only an item of the list.
    open_rules = [rule for rule in rules if rule["name"] not in checked and rule["judged_by"] != "handler"]
    sentences = [_doubt(rule, row, context) for rule in open_rules]
    return [doubt for doubt in sentences if doubt]


def rules_on(day: date, context: Context) -> list[Row]:
    """The items in force on a day, in the office's order."""
    rows = context.lookup.where(KEY, {})
    return [
        row
        for row in rows
        if (row.get("valid_from") or day) <= day and (row.get("valid_until") or date.max) > day
    ]


def _doubt(rule: Row, row: Matter, context: Context) -> str | None:
    if rule["judged_by"] == "words":
        text = f"{row.get('title') or ''}{row.get('content') or ''}"
        hits = [word for word in _words(rule.get("words")) if word in text]
        return f"内容里有“{'”“'.join(hits)}”，请核对是否属于{rule['name']}" if hits else None
    judge = _JUDGES.get(rule["judged_by"])
    return judge(row, context) if judge else None


def _words(text: Any) -> Iterator[str]:
    return (word for word in re.split(r"[、,\uff0c\s]+", str(text or "")) if word)


def failed(row: Matter) -> Sequence[Row]:
    """The items that were not passed."""
    return [line for line in row.get(CHECKS) or () if line.get("result") == "failed"]


def reason_of(row: Matter, context: Context) -> str:
    """Why a matter is not taken, from its failed items; empty when none failed."""
    kinds = {rule["name"]: rule["kind"] for rule in context.lookup.where(KEY, {})}
    names: dict[str, list[str]] = {"needed": [], "not_taken": []}
    for line in failed(row):
        names[kinds.get(line.get("item"), "needed")].append(str(line.get("item") or ""))
    words = {"needed": "不符合要求：", "not_taken": "属于不予受理的情形："}
    return "；".join(
        words[kind] + "、".join(failed_names) for kind, failed_names in names.items() if failed_names
    )


def unmended(row: Matter, context: Context) -> list[Row]:
    """The failed items that the record itself does not show to be put right since."""
    judges = {rule["name"]: rule["judged_by"] for rule in context.lookup.where(KEY, {})}

    def is_mended(line: Row) -> bool:
        judge = _JUDGES.get(judges.get(line.get("item"), ""))
        return judge is not None and judge(row, context) is None

    return [line for line in failed(row) if not is_mended(line)]


# -- what is judged of a row ----------------------------------------------------------------------------


def one_matter(row: Matter, context: Context) -> Problem | None:
    """一事一议: while somebody types it and once it is kept; a workbook is not held up for it.

    A check that was made and says otherwise settles it.
    """
    if not (context.typed or row.get("id")) or not is_checked(row):
        return None
    if row.get("exit_kind") or row.get(CHECKS):
        return None
    doubt = several_matters(row, context)
    return Problem("content", "warning", "several_matters", f"{doubt}。") if doubt else None


def card_number(row: Matter, context: Context) -> Problem | None:
    """The lead deputy's card number, while somebody types the suggestion."""
    doubt = card_missing(row, context) if context.typed and is_checked(row) else None
    return Problem("deputies", "warning", "card_missing", f"{doubt}。") if doubt else None


def failed_not_handed_over(row: Matter, context: Context) -> Problem | None:
    """What did not pass is put right or refused before it is handed over."""
    if not row.get("assigned_on") or row.get("exit_kind") or not failed(row):
        return None
    open_items = unmended(row, context)
    if not open_items:
        return None
    message = f"收件审查“{open_items[0].get('item') or ''}”没有通过就交办了，请核对；已经补正的，请改为通过。"
    return Problem(CHECKS, "warning", "intake_failed", message)
