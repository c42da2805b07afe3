"""Lost files of records: found again, byte for byte, or replaced by another one with a reason that stays visible."""

from __future__ import annotations

from pathlib import Path

from app.domain.fields import Row
from app.domain.registers import BY_KEY
from app.domain.texts import says_nothing_readable
from app.storage import second_places
from app.storage.backups import catalogue, kept_files
from app.storage.backups.kept_files import KeptFile
from app.storage.core.sealed_files import new_key
from app.storage.ledger import Ledger
from app.storage.lists.record_files import KEY, is_private, key_of
from app.storage.refusals import KeyNeeded, Refused

NO_REASON = "请写明为什么换成别的文件，没有改动。"


def bring_back(ledger: Ledger, attachment: int, path: Path) -> None:
    """Put the original back from ``path``; the record does not change.  Raises ``Refused`` for any other file."""
    with ledger.busy:
        row = _row(ledger, attachment)
        key = "" if ledger.is_locked else key_of(ledger, row)
        if not ledger.core.attachments.keep_again(path, row, key):
            locked = (
                "个人信息现在锁着，认不出保密附件的原件；请先解锁再试。"
                if is_private(row) and not key
                else ""
            )
            raise Refused(
                f"“{path.name}”不是原来的那个文件（内容不同），没有改动。"
                + (locked or "请另选一个；原件确实没有了的，可以换成别的文件，并写明原因。")
            )


def bring_back_from_copies(ledger: Ledger) -> int:
    """Put back what lies sound beside the backups, here or in a second place; how many files came back."""
    with ledger.busy:
        home = ledger.folder / kept_files.FOLDER
        places = [ledger.folder / catalogue.FOLDER]
        places += [place.folder for place in second_places.second_places(ledger.ledger_id)]
        pools = [place / kept_files.FOLDER for place in places]
        rows = [row for row, _ in ledger.core.attachments.lost(deep=True, again=False)]
        wanted = {KeptFile(row["sha256"], row["size"], row["name"]) for row in rows}
        return sum(kept_files.bring(file, pools, home) for file in wanted)


def replace(ledger: Ledger, attachment: int, path: Path, why: str) -> None:
    """Keep another file in the place of a lost one, as one undoable act; the reason stands beside it and in the history.

    Raises ``Refused`` without a reason or for a file that cannot be read, ``KeyNeeded`` for a private one while locked.
    """
    if says_nothing_readable(why):
        raise Refused(NO_REASON)
    with ledger.busy:
        row = _row(ledger, attachment)
        if is_private(row) and ledger.is_locked:
            raise KeyNeeded
        key = new_key() if is_private(row) else ""
        noun = BY_KEY[row["register"]].noun
        with ledger.act(f"更换{noun}的附件：{row['name']}") as act:
            kept = ledger.core.attachments.keep(path, key)
            words = f"{ledger.today.isoformat()} {why.strip()}"
            act.why = why.strip()
            act.change(KEY, attachment, {**kept, "file_key": key or None, "replaced": words})


def _row(ledger: Ledger, attachment: int) -> Row:
    rows = ledger.rows(KEY, [attachment], bare=True)
    if not rows:
        raise Refused("这个附件已经删除，没有改动。")
    return rows[0]
