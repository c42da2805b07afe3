"""The figures of receptions, opinions, suggestions and satisfaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from app.figures.figure import Counted, Entry, Figure
from app.figures.source import Matters, Source

BASE_RULE = "基数为当年提出、截至统计日收到的件数,减去不予受理、撤回、转送上级和并案的件数"


def _batches(source: Source) -> Counted:
    return Counted("receptions", [Entry((row,), splits) for row, splits, *_ in source.receptions])


def _visitor_times(source: Source) -> Counted:
    entries = []
    for row, splits, count, _, lines in source.receptions:
        named = len(json.loads(lines)) if lines else 0
        entries.append(Entry((row,), splits, count if count is not None else named))
    return Counted("receptions", entries)


def _deputy_times(source: Source) -> Counted:
    named = source.named_deputies
    entries = [
        Entry((row,), splits, max(named.get(row, 0), count or 0))
        for row, splits, _, count, _ in source.receptions
    ]
    return Counted("receptions", entries)


def _visitors_distinct(source: Source) -> Counted:
    seen: dict[tuple[str, str], Entry] = {}
    for row, splits, _, _, lines in source.receptions:
        for line in json.loads(lines) if lines else ():
            if line.get("name") and not line.get("wants_confidential"):
                seen.setdefault((line["name"], line.get("village") or ""), Entry((row,), splits))
    return Counted("receptions", list(seen.values()), known=bool(seen))


Choice = Callable[[Matters], bool]


def of_opinions(matter: Matters) -> bool:
    """群众意见 collected at receptions; those from other channels are counted apart."""
    return matter.kind == "opinion" and matter.from_reception


def of_suggestions(matter: Matters) -> bool:
    """代表建议, 议案转建议 among them."""
    return matter.kind != "opinion"


def of_all(matter: Matters) -> bool:
    """Both together."""
    return of_opinions(matter) or of_suggestions(matter)


def _entries(matters: Sequence[Matters]) -> list[Entry]:
    return [Entry(matter.ids, matter.splits) for matter in matters]


def _count(choice: Choice, state: Choice) -> Callable[[Source], Counted]:
    def count(source: Source) -> Counted:
        return Counted("suggestions", _entries([m for m in source.matters if choice(m) and state(m)]))

    return count


def _share(choice: Choice, state: Choice, base: Choice) -> Callable[[Source], Counted]:
    def count(source: Source) -> Counted:
        within = [matter for matter in source.matters if choice(matter) and base(matter)]
        return Counted("suggestions", _entries([m for m in within if state(m)]), _entries(within))

    return count


def _received(matter: Matters) -> bool:
    return True


def _in_base(matter: Matters) -> bool:
    return not matter.is_out


def _replied(matter: Matters) -> bool:
    return matter.replied and not matter.is_out


def _concluded(matter: Matters) -> bool:
    return matter.concluded and not matter.is_out


def _open(matter: Matters) -> bool:
    return not matter.concluded and not matter.is_out


def _handling(prefix: str, noun: str, choice: Choice) -> list[Figure]:
    """The six figures of one class."""
    return [
        Figure(f"{prefix}.received", f"收到{noun}", "件", f"当年提出、截至统计日登记的{noun}件数。", _count(choice, _received)),
        Figure(f"{prefix}.replied", f"已答复{noun}", "件", f"截至统计日已有答复日期的{noun},当场解决的计入。", _count(choice, _replied)),
        Figure(f"{prefix}.concluded", f"已办结{noun}", "件", f"截至统计日已有办结日期的{noun},当场解决的计入。", _count(choice, _concluded)),
        Figure(f"{prefix}.open", f"正在办理{noun}", "件", f"截至统计日尚未办结的{noun},不含不予受理、撤回、转送上级和并案。", _count(choice, _open)),
        Figure(f"{prefix}.reply_rate", f"{noun}答复率", "%", f"已答复 ÷ 基数。{BASE_RULE}。", _share(choice, _replied, _in_base)),
        Figure(f"{prefix}.conclusion_rate", f"{noun}办结率", "%", f"已办结 ÷ 基数。{BASE_RULE}。", _share(choice, _concluded, _in_base)),
    ]  # fmt: skip


def _told(matter: Matters) -> bool:
    return matter.feedback is not None


FIGURES: tuple[Figure, ...] = (
    Figure("receptions.batches", "接待批次", "批次", "一次接待(一天、一个地点)为一批次,没有来访人的也算。", _batches),
    Figure("receptions.visitor_times", "接待群众人次", "人次", "各批次来访人次之和,同一人多次来访计多次。", _visitor_times),
    Figure("receptions.deputy_times", "参加接待代表人次", "人次", "各批次接待代表人次之和,同一代表多次参加计多次。", _deputy_times),
    Figure("receptions.visitors_distinct", "来访群众人数", "人", "登记了姓名且没有要求保密的来访人,按姓名和村去重。", _visitors_distinct),
    *_handling("opinions", "群众意见", of_opinions),
    Figure("opinions.other_channels", "其他渠道群众意见", "件", "不是在接待中收集的群众意见件数,不计入合计。",
           _count(lambda matter: matter.kind == "opinion" and not matter.from_reception, _received)),
    *_handling("suggestions", "代表建议", of_suggestions),
    *_handling("all", "意见建议合计", of_all),
    Figure("satisfaction.rate", "满意率(含基本满意)", "%", "(满意 + 基本满意)÷ 截至统计日收到反馈的件数。",
           _share(of_all, lambda matter: matter.feedback in ("satisfied", "basically_satisfied"), _told)),
    Figure("satisfaction.strict_rate", "满意率(仅满意)", "%", "满意 ÷ 截至统计日收到反馈的件数。",
           _share(of_all, lambda matter: matter.feedback == "satisfied", _told)),
)  # fmt: skip
