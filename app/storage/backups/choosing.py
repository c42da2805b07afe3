"""Which backup is meant by a folder: by what the files in it are, whatever they are called."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from app.storage.backups import catalogue
from app.storage.backups.catalogue import Backup
from app.storage.core.schema import DATABASE
from app.storage.refusals import BAD_INPUT, WORLD, LedgerRefused

NONE_OF_USE = "“{place}”里没有可以用的备份，没有作任何改动。请选择备份文件。"


class Chosen(NamedTuple):
    """The backup that is meant, and newer files beside it that are no sound backup."""

    path: Path
    passed_over: tuple[Path, ...] = ()


def chosen_backup(path: Path, ledger_id: str | None = None) -> Chosen:
    """The file meant by ``path``: itself, or the newest sound backup of a folder, which a ledger in it is not.

    Of a ledger that is known only its own count.  Raises ``LedgerRefused``: 2 when backups of several ledgers lie in
    the folder and none is known, 3 when there is no sound one.
    """
    if path.is_dir():
        return _of_folder(path, ledger_id)
    if not path.is_file():
        raise LedgerRefused(f"找不到备份“{path.name}”，没有作任何改动。请核对位置。", WORLD)
    return Chosen(path)


def _of_folder(place: Path, ledger_id: str | None) -> Chosen:
    there = catalogue.copies_in(place)
    own = [one for one in there if not catalogue.is_of_another(one, ledger_id)]
    _refuse_several(place, own)
    copies = [one for one in own if one.path.name != DATABASE]
    sound = next(filter(catalogue.is_whole, copies), None)
    if sound is None and (place / catalogue.FOLDER).is_dir():
        deeper = _of_folder(place / catalogue.FOLDER, ledger_id)
        return Chosen(deeper.path, (*(one.path for one in copies), *deeper.passed_over))
    sound = sound or next(filter(catalogue.is_whole, own), None)
    if sound is None:
        raise LedgerRefused(NONE_OF_USE.format(place=place), WORLD)
    return Chosen(sound.path, tuple(one.path for one in copies if _seems_newer(one, sound)))


def _seems_newer(one: Backup, sound: Backup) -> bool:
    """By its label, or by its name where it has none that can be read."""
    return (one.number or catalogue.number_in_name(one.path)) > sound.number


def _refuse_several(place: Path, copies: Sequence[Backup]) -> None:
    """Nobody may get the sample, or the neighbour's ledger, because it was backed up last."""
    towns = {
        one.label["ledger_id"]: one.label.get("town") or "没有写单位"
        for one in copies
        if "ledger_id" in one.label
    }
    if len(towns) > 1:
        names = "、".join(sorted(set(towns.values())))
        sentence = f"“{place}”里有 {len(towns)} 本台账的备份（{names}），没有恢复，也没有作任何改动。请写明是哪一个备份文件。"
        raise LedgerRefused(sentence, BAD_INPUT)
