"""Commands that keep copies of the ledger: backup, backups, restore, drill."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.commands.surroundings import DONE, WORLD, Surroundings
from app.storage.backups import catalogue, kept_files
from app.storage.backups.catalogue import Backup
from app.storage.backups.drill import drill as drilled
from app.storage.backups.drill import own_in
from app.storage.backups.making import make_backup, refuse_inside
from app.storage.backups.restoring import id_in
from app.storage.backups.restoring import restore as restored
from app.storage.files import make_folder, refuse_output
from app.storage.ledger import refuse_absent, refuse_in_use
from app.storage.refusals import LedgerRefused
from app.storage.rescue.rescue import LIST
from app.storage.rescue.rescue import rescue as rescued
from app.storage.second_places import second_places


def backup(args: Namespace, around: Surroundings) -> int:
    """Make a verified backup beside the ledger, or in another folder."""
    place = _output_folder(args.to) if args.to else None
    with around.open() as ledger:
        if place is not None and place.parent.is_dir() and not place.exists():
            refuse_inside(ledger.folder, place)
            make_folder(place)
        made_backup = make_backup(ledger, place=place)
        around.promise(f"backup {made_backup.path}")
    around.say(f"已备份并核对：“{made_backup.path}”，共 {made_backup.row_count} 条记录。")
    return DONE


def _output_folder(name: str) -> Path:
    """A folder that is to be made or filled; a new one is refused where a file would be: by its name, among backups."""
    folder = Path(name)
    if not folder.exists():
        refuse_output(folder.absolute())
    return folder


def backups(args: Namespace, around: Surroundings) -> int:
    """The backups beside the ledger and in the second places that can be reached now, newest first."""
    own_id = _own_id(around)
    copies = [one for place in _places(around) for one in catalogue.backups_in(place)]
    if not copies:  # a mistyped folder is no ledger that was never backed up
        refuse_absent(around.folder)
    entries = [_described(one) for one in copies]
    if args.json:
        around.answer(entries)
        return DONE
    for one, entry in zip(copies, entries, strict=True):
        words = (
            f"{entry['made_at'] or '时间不详'}\t{entry['label']}\t{_count_words(one)}"
            if entry["good"]
            else "读不出来"
        )
        cells = (str(entry["number"]), words, entry["path"], catalogue.owner_words(one, own_id))
        around.say("\t".join(filter(None, cells)))
    around.say(f"共 {len(entries)} 份备份。" if entries else "还没有备份。")
    return DONE


def _count_words(one: Backup) -> str:
    """How many rows it holds; a copy without a label does not say, and does not look empty for that."""
    return f"{one.row_count} 条" if "rows" in one.label else "条数没有记下"


def _places(around: Surroundings) -> list[Path]:
    """Beside the ledger, then its second places that can be reached now; of all ledgers where it cannot say its name."""
    second = second_places(_own_id(around))
    return [around.folder / catalogue.FOLDER, *(place.folder for place in second)]


def _own_id(around: Surroundings) -> str | None:
    return id_in(around.folder)


def _described(one: Backup) -> dict[str, Any]:
    return {
        "number": one.number,
        "path": str(one.path),
        "made_at": one.label.get("made_at"),
        "kind": one.kind,
        "label": catalogue.KINDS.get(one.kind, one.kind),
        "good": catalogue.is_whole(one),
        "rows": dict(one.label.get("rows", {})),
        "row_count": one.row_count,
        "digest": one.label.get("digest"),
        "history_head": one.label.get("history_head"),
        "ledger_id": one.label.get("ledger_id"),
        "town": one.label.get("town"),
    }


def restore(args: Namespace, around: Surroundings) -> int:
    """Put a backup into a folder; a ledger there is backed up first and set aside."""
    further = [around.folder / kept_files.FOLDER]
    outcome = restored(
        Path(args.backup), _output_folder(args.into), further_files=further, partial=args.partial
    )
    around.promise(f"restore {args.into}")
    around.say(f"已从“{outcome.backup.name}”恢复 {outcome.row_count} 条记录到“{args.into}”。")
    if outcome.passed_over:
        first, *more = outcome.passed_over
        among = f"等 {len(more) + 1} 份" if more else ""
        around.say(f"比它新的“{first.name}”{among}读不出来或被改动过，没有用。")
    if outcome.set_aside is not None:
        around.say(f"原来的台账没有删除，放在“{outcome.set_aside}”。")
    if outcome.missing:
        around.say(f"附件{kept_files.names_of(outcome.missing)}没有找到。")
    return DONE


def drill(args: Namespace, around: Surroundings) -> int:
    """Restore the newest backup into a temporary place and compare it."""
    if not around.folder.is_dir():
        raise LedgerRefused(f"找不到文件夹“{around.folder}”，没有作任何改动。请核对位置。", WORLD)
    refuse_in_use(around.folder)
    places, own_id = ([Path(args.at)], None) if args.at else (_places(around), _own_id(around))
    place = next((place for place in places if own_in(place, own_id)), places[0])
    outcome = drilled(place, datetime.now(), own_id)
    around.promise(f"drill {outcome.backup.path}")
    around.say(
        f"演练通过：“{outcome.backup.path.name}”能完整恢复，共 {outcome.row_count} 条记录、{outcome.file_count} 个附件。"
    )
    return DONE


def rescue(args: Namespace, around: Surroundings) -> int:
    """Read what a damaged ledger still gives into a new one, and say what could not be read."""
    into = _output_folder(args.into)
    outcome = rescued(around.folder, into)
    around.promise(f"rescue {into}")
    around.say(f"已读出 {outcome.row_count} 条记录，新的台账在“{into}”，原来的文件没有动。")
    for sentence in outcome.sentences:
        around.say(sentence)
    around.say(f"以上各项也写在“{LIST}”里，请逐条核对。" if outcome.sentences else "全部读出来了，没有缺少。")
    return DONE
