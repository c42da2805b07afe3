"""Publishing the scores of a year, and taking a publication back: each one act."""

from __future__ import annotations

from app.domain.fields import Ref
from app.domain.scoring.score import entries_of
from app.figures.performance_scores import PUBLISHED, ScoresOfYear, scores_of_year
from app.storage.ledger import Act, Ledger
from app.storage.refusals import Refused

_NOTHING_THERE = "这个年度没有可用的积分办法，或者没有代表，不能公布。请先在“积分办法”里登记。"


def publish_scores(ledger: Ledger, kind: str, number: int) -> int:
    """Keep every score of the year with its lines, dated today; gives how many.

    From then on neither records nor schemes change them.  Raises ``Refused`` for a year that is not over, one
    without scheme or deputies, and one that is public already.
    """
    scores = scores_of_year(ledger, kind, number)
    if scores is None or not scores.scores:
        raise Refused(_NOTHING_THERE)
    if scores.published:
        raise Refused("这个年度的积分已经公布。要更正，请先撤回公布。")
    if ledger.today < scores.year.last:
        last = scores.year.last
        raise Refused(
            f"{scores.year.name}到 {last.year} 年 {last.month} 月 {last.day} 日才结束，结束后再公布。"
        )
    with ledger.act(f"公布{scores.year.name}履职积分") as act:
        _keep_scores(ledger, act, scores)
    return len(scores.scores)


def _keep_scores(ledger: Ledger, act: Act, scores: ScoresOfYear) -> None:
    scheme = Ref(scores.scheme_row["id"], scores.scheme_row["name"])
    for one in scores.scores:
        values = {
            "points": one.score.total,
            "place": one.place,
            "grade": one.grade or None,
            "scheme": scheme,
            "first_on": scores.year.first,
            "last_on": scores.year.last,
            "lines": tuple(
                {"category": entry.category, "item": entry.name, "words": entry.words, "points": entry.points}
                for entry in entries_of(one.score)
            ),
            "is_published": True,
            "published_on": ledger.today,
        }
        if one.appraisal:
            act.change(PUBLISHED, one.appraisal["id"], values)
        else:
            about = {
                "deputy": Ref(one.deputy.mandate, one.deputy.name),
                "year_kind": scores.kind,
                "for_year": scores.number,
            }
            act.add(PUBLISHED, about | values)


def withdraw_scores(ledger: Ledger, kind: str, number: int) -> int:
    """Take the publication of a year back; gives how many.  What was appraised by hand stays.

    Raises ``Refused`` where nothing is public.
    """
    scores = scores_of_year(ledger, kind, number)
    if scores is None or not scores.published:
        raise Refused("这个年度的积分没有公布，不用撤回。")
    nothing = dict.fromkeys(
        ("points", "place", "grade", "scheme", "first_on", "last_on", "lines", "is_published", "published_on")
    )
    with ledger.act(f"撤回{scores.year.name}履职积分的公布") as act:
        for row in scores.published:
            act.change(PUBLISHED, row["id"], nothing)
    return len(scores.published)
