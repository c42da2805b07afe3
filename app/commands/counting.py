"""The command about figures: every figure of the work report, and the rows behind one."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from app.commands.records import plain_row
from app.commands.surroundings import DONE, BadInput, Surroundings
from app.domain.registers import BY_KEY as REGISTERS
from app.figures.catalogue import BY_KEY, figure_of, figures_of
from app.figures.typed_figures import compare


def figures(args: Namespace, around: Surroundings) -> int:
    """The figures of a calendar year as of a day, or the rows behind one of them."""
    try:
        until = date.fromisoformat(args.until) if args.until else None
    except ValueError as cause:
        raise BadInput(f"日期“{args.until}”要写成 2022-12-31 的样子。") from cause
    if args.rows:
        return _rows(args, around, until)
    if args.written:
        return _written(args, around, until)
    with around.open() as ledger:
        values = figures_of(ledger, args.year, until)
    if args.json:
        around.answer([value.plain() for value in values])
        return DONE
    for value in values:
        around.say(f"{value.figure.label}\t{value.words}\t{value.rule}")
    return DONE


def _refuse_unknown(key: str) -> None:
    if key not in BY_KEY:
        raise BadInput(f"没有名为“{key}”的统计项。可以用：{'、'.join(BY_KEY)}。")


def _written(args: Namespace, around: Surroundings, until: date | None) -> int:
    """A figure as a report says it beside the counted one."""
    key, words = args.written
    _refuse_unknown(key)
    with around.open() as ledger:
        try:
            outcome = compare(ledger, figure_of(ledger, key, args.year, until), words, args.year)
        except ValueError as cause:
            raise BadInput(str(cause)) from cause
    if args.json:
        around.answer({"key": key, "written": words, "agrees": outcome.agrees, "sentence": outcome.sentence})
    else:
        around.say(outcome.sentence)
    return DONE


def _rows(args: Namespace, around: Surroundings, until: date | None) -> int:
    _refuse_unknown(args.rows)
    with around.open() as ledger:
        counted = figure_of(ledger, args.rows, args.year, until).counted
        register = REGISTERS[counted.register]
        weights = counted.weights()
        rows = ledger.rows(register.key, list(weights))
    if args.json:
        around.answer([plain_row(register, row) | {"counted": weights[row["id"]]} for row in rows])
        return DONE
    for row in rows:
        around.say(f"{row['id']}\t{register.name_of(row)}\t{weights[row['id']]}")
    return DONE
