"""What is announced of an election: the numbers, who is elected, and what the law says happens next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.domain.law.citations import citation
from app.domain.law.elections import (
    PRIMARY,
    RUNOFF,
    VICE_OFFICES,
    Election,
    Outcome,
    Standing,
    contradictions,
    outcome,
)
from app.domain.law.majorities import majority
from app.domain.vote_codes import OFFICES
from app.domain.vote_words import papers_in_words, presence_in_words


def election_in_words(election: Election, on: date, *, suspended: int = 0) -> str:
    """The whole sentence for the result sheet; ``suspended``: how many of all deputies could not act that day."""
    ballots = election.ballots
    return "".join(
        (
            presence_in_words(ballots.in_office, ballots.present),
            papers_in_words(ballots.issued, ballots.collected, ballots.valid, ballots.void),
            result_in_words(election, on),
            next_step(election, on),
            _note_on_suspended(election, suspended),
        )
    )


def result_in_words(election: Election, on: date) -> str:
    """Who is elected with how many votes, or why nobody can be said to be."""
    result = outcome(election)
    if result.state == "unclear":
        return _why_unclear(election)
    if result.state == "void":
        return f"收回的选票多于发出的选票，选举无效（参照{citation('void_ballot', on)}）。"
    if result.state == "no_quorum":
        return f"出席代表不足全体代表的三分之二，会议不能举行，选举不成立（{citation('quorum', on)}）。"
    office = OFFICES.label(election.office)
    if election.round == PRIMARY:
        return _nominated_in_words(result, office, on)
    if not result.elected:
        return _nobody_in_words(election, result, office)
    if election.round == RUNOFF:
        return f"{_with_votes(result.elected)}得票较多，当选为{office}（{citation('most_votes', on)}）。"
    rule = citation("majority", on)
    return f"{_with_votes(result.elected)}获得全体代表的过半数选票（须 {_needed(election)} 票），当选为{office}（{rule}）。"


def _nobody_in_words(election: Election, result: Outcome, office: str) -> str:
    """Why nobody is elected yet: all who have their majority are tied, or nobody has it; a run-off asks for none."""
    if election.round == RUNOFF:
        return f"{office}没有选出。"
    majority_in_words = f"获得全体代表的过半数选票（须 {_needed(election)} 票）"
    if result.tied:
        return f"{_with_votes(result.tied)}都{majority_in_words}。"
    return f"没有人{majority_in_words}，{office}没有选出。"


def next_step(election: Election, on: date) -> str:
    """What has to follow; empty when every seat is filled or nothing can be said yet."""
    result = outcome(election)
    rule = citation("most_votes", on)
    if election.round == PRIMARY:
        return _next_step_of_primary(result)
    if result.state == "void" or result.state == "no_quorum":
        return "须重新选举。"
    if result.state == "tied":
        names = _with_votes(result.tied)
        return f"{names}票数相等，尚余 {result.open_seats} 名不能确定，就票数相等的人再次投票，以得票多的当选（{rule}）。"
    if result.state == "short":
        again = "，候选人数仍须多于应选人数" if election.office in VICE_OFFICES else ""
        return f"不足的 {result.open_seats} 名另行选举，经大会决定在本次会议或者下一次会议上进行{again}（{rule}）。"
    return ""


def _nominated_in_words(result: Outcome, office: str, on: date) -> str:
    rule = citation("candidates", on)
    if not result.elected:
        return f"{office}的正式候选人还没有确定（{rule}）。"
    return f"按照预选得票多少的顺序，{_with_votes(result.elected)}为{office}正式候选人（{rule}）。"


def _next_step_of_primary(result: Outcome) -> str:
    """The law says in what order nominees become candidates, and nothing of equal votes."""
    if result.state in ("void", "no_quorum"):
        return "须重新预选。"
    if result.state == "tied":
        names = _with_votes(result.tied)
        return f"{names}票数相等，尚余 {result.open_seats} 名正式候选人不能确定，按选举办法的规定办理；没有规定的，就票数相等的人再次预选。"
    if result.state == "short":
        return "提名人数没有超过规定的候选人数，不用预选，直接提交选举。"
    return "以正式候选人名单进行选举。" if result.state == "nominated" else ""


def _note_on_suspended(election: Election, suspended: int) -> str:
    """The other count stands beside the one result where it would differ (settled 43)."""
    base = (election.ballots.in_office or 0) - suspended
    other = outcome(replace(election, ballots=election.ballots._replace(in_office=base)))
    if not other.elected or other.elected == outcome(election).elected:
        return ""
    return (
        f"（附注：全体代表中有 {suspended} 名暂停执行代表职务；如不计入，以 {base} 名为基数则当选的是"
        f"{_with_votes(other.elected)}。）"
    )


def elected_names(result: Outcome) -> str:
    """The names of those elected, most votes first."""
    return "、".join(person.name for person in result.elected)


def _with_votes(people: Sequence[Standing]) -> str:
    return "、".join(f"{person.name}（{person.in_favor} 票）" for person in people)


def _needed(election: Election) -> int:
    return majority(election.ballots.in_office or 0)


def _why_unclear(election: Election) -> str:
    wrong = "；".join(one.sentence for one in contradictions(election))
    if wrong:
        return f"数字对不上，还不能得出结果：{wrong}，请核对。"
    return "票数还没有填全，填写后得出结果。"
