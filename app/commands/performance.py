"""The commands about performance: the matrix of a year, who has not, and the scores."""

from __future__ import annotations

from argparse import Namespace

from app.commands.surroundings import DONE, BadInput, Surroundings
from app.commands.tabulating import give_table
from app.domain.booklet_years import BookletYear
from app.domain.codes import LEVELS
from app.domain.tabulation import Tabulation
from app.figures.performance_acts import year_of
from app.figures.performance_gaps import gaps_table
from app.figures.performance_matrix import column_forms, performance_matrix
from app.figures.performance_scores import ScoresOfYear, scores_of_year
from app.figures.score_tables import public_list, score_lines, score_sheet
from app.storage.ledger import Ledger
from app.work.score_publishing import publish_scores, withdraw_scores


def matrix(args: Namespace, around: Surroundings) -> int:
    """Deputies × kinds of a year, or who has not."""
    level = LEVELS.read(args.level) if args.level else "township"
    if level is None:
        raise BadInput(f"没有级别“{args.level}”，可以用：{'、'.join(label for _, label in LEVELS.short)}。")
    with around.open() as ledger:
        year = _year(ledger, *_kind_and_number(args))
        if args.form and args.form not in column_forms(ledger):
            raise BadInput(f"没有名为“{args.form}”的表式，请先在上级表式里登记。")
        table = (
            gaps_table(ledger, year, level)
            if args.gaps
            else performance_matrix(ledger, year, level, args.form or "")
        )
    return give_table(table, args, around)


def scores(args: Namespace, around: Surroundings) -> int:
    """The scores of a year; publishing them or taking that back."""
    kind, number = _kind_and_number(args)
    with around.open() as ledger:
        _year(ledger, kind, number)
        if args.publish or args.withdraw:
            act, words = (publish_scores, "publish") if args.publish else (withdraw_scores, "withdraw")
            count = act(ledger, kind, number)
            around.promise(f"{words} {kind} {number}")
            around.say(f"{'已公布' if args.publish else '已撤回'} {count} 人的履职积分。")
            return DONE
        table = _score_table(ledger, scores_of_year(ledger, kind, number), args)
    return give_table(table, args, around)


def _score_table(ledger: Ledger, of_year: ScoresOfYear | None, args: Namespace) -> Tabulation:
    if of_year is None:
        raise BadInput("这种年度还没有积分办法，请先在积分办法里登记。")
    if args.public:
        return public_list(ledger, of_year)
    if args.deputy is None:
        return score_sheet(ledger, of_year)
    table = score_lines(ledger, of_year, args.deputy)
    if table is None:
        raise BadInput(f"这个年度没有记录号为 {args.deputy} 的代表。")
    return table


def _kind_and_number(args: Namespace) -> tuple[str, int]:
    """Which of the three kinds of year, and the calendar year in which it begins (settled 28)."""
    if args.period is not None:
        return "register", args.period
    return ("congress", args.congress_year) if args.congress_year is not None else ("calendar", args.year)


def _year(ledger: Ledger, kind: str, number: int) -> BookletYear:
    year = year_of(ledger, kind, number)
    if year is None:
        raise BadInput(f"{number} 年没有登记人代会，会议年度无从算起。")
    return year
