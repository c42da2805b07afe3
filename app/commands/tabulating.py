"""The commands about derived tables: the vacancy ledger and the cross table."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from app.commands.surroundings import DONE, BadInput, Surroundings
from app.domain.codes import LEVELS
from app.domain.tabulation import Tabulation
from app.exporting import write_tabulation
from app.figures.crosstab import DIMENSIONS, MEASURES, SCOPES, crosstab
from app.figures.vacancy_ledger import vacancy_ledger


def vacancies(args: Namespace, around: Surroundings) -> int:
    """The vacancies of a term on a day."""
    level = LEVELS.read(args.level) if args.level else "township"
    if level not in ("township", "county"):
        raise BadInput("出缺台账只有镇、县两级（由选区直接选举），--level 请写 镇 或 县。")
    with around.open() as ledger:
        table = vacancy_ledger(ledger, _day(args.day), level, args.term)
    if table is None:
        raise BadInput("台账里没有这一届，请先在届次里登记。")
    return give_table(table, args, around)


def cross_table(args: Namespace, around: Surroundings) -> int:
    """The figures of a year by one or two dimensions."""
    for key, names in (
        (args.rows, DIMENSIONS),
        (args.columns, DIMENSIONS),
        (args.measure, MEASURES),
        (args.scope, SCOPES),
    ):
        if key and key not in names:
            raise BadInput(f"没有“{key}”，可以用：{'、'.join(names)}。")
    if args.rows == args.columns:
        raise BadInput("行和列请选两个不同的项目。")
    with around.open() as ledger:
        table = crosstab(
            ledger, args.year, args.rows, args.columns or "",
            measure=args.measure, scope=args.scope, until=_day(args.until),
        )  # fmt: skip
    return give_table(table, args, around)


def give_table(table: Tabulation, args: Namespace, around: Surroundings) -> int:
    """A derived table as a file (``--out``), as JSON, or as text."""
    if args.out:
        path = Path(args.out)
        count = write_tabulation(table, path, around.paint)
        around.promise(f"export {path.name}")
        around.say(f"已导出“{path}”，{count} 条。")
        return DONE
    if args.json:
        around.answer(table.plain())
        return DONE
    around.say(table.title)
    around.say("\t".join(heading.in_full for heading in table.headings))
    for line in table.all_lines():
        around.say("\t".join(cell.text.replace("\n", " ") for cell in line))
    for words in ("\t".join(part for part in table.unit_line if part), *table.notes):
        around.say(words)
    return DONE


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as cause:
        raise BadInput(f"日期“{text}”要写成 2022-12-31 的样子。") from cause
