"""Moving rows to the recycle bin: what stands against it is said before the reason is asked, with the way there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain import registers
from app.storage.refusals import Hindrance, LedgerRefused, Refused
from ui.dialogs import faults
from ui.dialogs.questions import ask
from ui.lists.shown_list import ShownList
from ui.open_ledger.reason_question import KEEP, MOVE, ReasonQuestion

NAMED = 3  # rows that are named one by one; the others are counted


def remove(page: ShownList) -> None:
    """Move the selected rows to the recycle bin, with a reason, as one act; those in use stay."""
    ledger, key = page.workspace.ledger, page.register.key
    ids = page.selected_ids()
    answers = {row_id: ledger.hindrance_to_removal(key, row_id) for row_id in ids}
    hindrances = {row_id: hindrance for row_id, hindrance in answers.items() if hindrance is not None}
    free_ids = [i for i in ids if i not in hindrances]
    if hindrances and not _goes_on(page, free_ids, hindrances):
        return
    if free_ids:
        _remove(page, free_ids)


def _remove(page: ShownList, ids: Sequence[int]) -> None:
    whole = _name_of(page, ids)
    place = str(ids[0]) if len(ids) == 1 else "many"
    key = f"{page.register.key}-{place}-remove"
    question = ReasonQuestion(
        page, page.workspace, key, f"把{whole}移入回收站？", "可以随时撤销，也可以在回收站里恢复。"
    )
    question.exec()
    if question.answer != MOVE:
        return
    try:
        with page.workspace.act(f"删除{page.register.label}{whole}") as act:
            for row_id in ids:
                act.remove(page.register.key, row_id, why=question.reason.toPlainText().strip())
    except (Refused, LedgerRefused) as error:
        faults.tell(page, error)


def _goes_on(page: ShownList, free_ids: Sequence[int], hindrances: Mapping[int, Hindrance]) -> bool:
    """Say what stands against it; True when the other rows shall go."""
    rows: dict[str, set[int]] = {}
    for hindrance in hindrances.values():
        for key, ids in hindrance.rows.items():
            rows.setdefault(key, set()).update(ids)
    shown = {r.key: r for r in registers.SHOWN}
    ways = {f"查看{shown[k].label} {len(ids)} 条": k for k, ids in rows.items() if k in shown}
    without = f"只删其余 {len(free_ids)} {page.register.measure}"
    answers = [*([without] if free_ids else []), KEEP if free_ids else "知道了"]
    name = _name_of(page, list(hindrances))
    answer = ask(
        page, f"{name}还不能删除", _words(page, free_ids, hindrances), answers, icon="warn", ways=list(ways)
    )
    if answer in ways:
        narrowed = {"words": f"用到{name}的", "among": tuple(sorted(rows[ways[answer]]))}
        page.workspace.visit.emit(ways[answer], None, narrowed)
    return answer == without


def _words(page: ShownList, free_ids: Sequence[int], hindrances: Mapping[int, Hindrance]) -> str:
    if len(hindrances) == 1 and not free_ids:
        return next(iter(hindrances.values())).sentence
    names = page.workspace.ledger.names(page.register.key, list(hindrances)[:NAMED])
    # Each in its first clause: what to do about it is the same for all of them.
    lines = [f"“{name}”：{hindrances[row_id].sentence.split('，')[0]}。" for row_id, name in names.items()]
    measure = page.register.measure
    if len(hindrances) > NAMED:
        lines.append(f"另有 {len(hindrances) - NAMED} {measure}也有记录用到。")
    if free_ids:
        lines.append(f"其余 {len(free_ids)} {measure}可以移入回收站。")
    return "\n".join(lines)


def _name_of(page: ShownList, ids: Sequence[int]) -> str:
    names = page.workspace.ledger.names(page.register.key, ids[:1])
    first = f"“{names.get(ids[0], page.register.noun)}”"
    return first if len(ids) == 1 else f"{first}等 {len(ids)} {page.register.measure}"
