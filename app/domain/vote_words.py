"""What is read out and written into the minutes of a vote: numbers, verdict, article."""

from __future__ import annotations

from datetime import date

from app.domain.law.citations import citation
from app.domain.law.majorities import majority
from app.domain.law.quorum import is_quorate, quorum
from app.domain.law.votes import Tally, contradictions, verdict, verdict_without_suspended

# The fact that a matter or an office has to be voted on again, or its numbers looked at.
TO_GO_ON = "to_go_on"


def presence_in_words(in_office: int | None, present: int | None, on_leave: int | None = None) -> str:
    """应到代表 60 名,实到 57 名,请假 3 名,符合法定人数: what the chair reads out; empty without numbers."""
    if not in_office or present is None:
        return ""
    leave = f"，请假 {on_leave} 名" if on_leave else ""
    verdict_words = (
        "符合法定人数" if is_quorate(present, in_office) else f"不足法定人数（须 {quorum(in_office)} 名）"
    )
    return f"应到代表 {in_office} 名，实到 {present} 名{leave}，{verdict_words}。"


def papers_in_words(issued: int | None, collected: int | None, valid: int | None, void: int | None) -> str:
    """发出 57 张,收回 57 张,有效票 56 张,废票 1 张; empty where nothing was collected."""
    if collected is None:
        return ""
    issue = f"发出 {issued} 张，" if issued is not None else ""
    return f"{issue}收回 {collected} 张，其中有效票 {valid} 张，废票 {void or 0} 张。"


def vote_in_words(tally: Tally, on: date, *, suspended: int = 0) -> str:
    """The sentence for the minutes, with the article in force on the day of the vote."""
    ballots = tally.ballots
    parts = [presence_in_words(tally.in_office, tally.present)]
    if tally.secret:
        parts.append(papers_in_words(ballots.issued, ballots.collected, ballots.valid, ballots.void))
    if tally.in_favor is not None and verdict(tally) != "void":
        parts.append(_counts_in_words(tally))
    parts.append(_verdict_in_words(tally, on))
    parts.append(_note_on_suspended(tally, suspended))
    return "".join(parts)


def _counts_in_words(tally: Tally) -> str:
    unit = "票" if tally.secret else "人"
    counts = [("赞成", tally.in_favor), ("反对", tally.against), ("弃权", tally.abstain)]
    if not tally.secret:
        counts.append(("未表决", tally.not_voting))
    return "，".join(f"{words} {count or 0} {unit}" for words, count in counts) + "。"


def _verdict_in_words(tally: Tally, on: date) -> str:
    """One sentence; where nobody can say, what is missing or contradicts itself."""
    rule = f"（{citation('majority', on)}）"
    needed = majority(tally.in_office or 0)
    match verdict(tally):
        case "passed":
            return f"赞成票超过全体代表 {tally.in_office} 名的半数（须 {needed} 票），通过{rule}。"
        case "failed":
            return f"赞成票没有超过全体代表 {tally.in_office} 名的半数（须 {needed} 票），未通过{rule}。"
        case "void":
            return f"收回的票多于发出的票，表决无效，须重新投票（参照{citation('void_ballot', on)}）。"
        case "no_quorum":
            return f"出席代表不足全体代表的三分之二，会议不能举行，表决不成立（{citation('quorum', on)}）。"
    return _why_unclear(tally)


def _why_unclear(tally: Tally) -> str:
    wrong = "；".join(one.sentence for one in contradictions(tally))
    if wrong:
        return f"数字对不上，还不能得出结果：{wrong}，请核对。"
    missing = "全体代表人数" if not tally.in_office else "赞成票数" if tally.in_favor is None else "实到人数"
    return f"还没有{missing}，填写后得出结果。"


def _note_on_suspended(tally: Tally, suspended: int) -> str:
    """The other count stands beside the one verdict where it would differ (settled 43)."""
    other = verdict_without_suspended(tally, suspended)
    if other is None:
        return ""
    base = (tally.in_office or 0) - suspended
    quorate = "符合法定人数，结果" if verdict(tally) == "no_quorum" else ""
    result = "通过" if other == "passed" else "不通过"
    return f"（附注：全体代表中有 {suspended} 名暂停执行代表职务；如不计入，以 {base} 名为基数则{quorate}为{result}。）"
