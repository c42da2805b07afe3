"""备份: how safely the ledger is kept, the backups there are, and what to do with them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from app.storage.backups import catalogue, kept_files
from app.storage.backups.catalogue import Backup
from app.storage.backups.drill import Drill, drill, last_drill
from app.storage.backups.everywhere import Everywhere, back_up_everywhere
from app.storage.backups.making import home_of, make_backup
from app.storage.backups.restoring import Restored, restore
from app.storage.backups.state import CALM, State, moment_words, state_of
from app.storage.files import free_folder
from app.storage.ledger import Ledger
from app.storage.second_places import SecondPlace, give_up
from ui.dialogs import faults, tasks
from ui.dialogs.questions import ask
from ui.look.cards import button_row, card, line_with_act, plain_label
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace

WORDS = "关闭程序时自动备份，写完读回来核对过才算一份；没有改动的不重复备份，旧的逐步减少。"
OPEN_RESTORED, KEEP_PRESENT = "恢复出来的", "现在这一本"
LISTED = 30  # backups with a button each
NOT_THE_SAME = "里面没有以前放的备份，像是换了一个（要用它，请点“选择第二个位置”）"
NO_SECOND = "还没有第二个位置。电脑坏了，旁边的备份也会一起坏，请插上 U 盘或移动硬盘，选一个文件夹。"


class Look(NamedTuple):
    """The state, and the backups beside the ledger and in the second places that are here, newest first."""

    state: State
    backups: list[Backup]


class BackupsPage(CardsPage):
    """The state in words, the second places, and every backup that can be reached."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "备份", WORDS)
        self.looked: Look | None = None
        self._looking = False
        workspace.backed_up.connect(self._mark_stale)

    def reload(self) -> None:
        """Look again, in the background: a stick is slow."""
        super().reload()
        if self._looking:
            self._stale = True
            return
        self._looking = True
        ledger = self.workspace.ledger
        tasks.run(self, "正在查看备份", lambda _: _look(ledger), self._show, self._failed, unasked=True)

    def _failed(self, error: Exception) -> None:
        self._looking = False
        faults.tell(self, error)

    def _show(self, looked: Look) -> None:
        self._looking, self.looked = False, looked
        self.show_cards(
            [self._state_card(looked.state), self._places_card(looked.state), self._list_card(looked)]
        )
        if self._stale and self.isVisible():
            self.reload()

    def _state_card(self, state: State) -> QWidget:
        ledger = self.workspace.ledger
        now, last_change = ledger.now(), ledger.last_change
        tone = "" if state.urgency(now, last_change) == CALM else "problem"
        lines: list[QWidget] = [plain_label(f"{state.words(now, last_change)}。", tone)]
        if state.backed_up_at and state.last_id != last_change:
            lines.append(plain_label("那以后又有改动，关闭程序时会备份；现在就要的，点“立即备份”。", ""))
        tried = last_drill(ledger.ledger_id)
        drill_words = f"上次演练通过：{moment_words(tried, now)}。" if tried else "还没有演练过。"
        lines.append(
            plain_label(f"{drill_words}演练是把最新的一份恢复到临时位置，逐条核对，不动台账。", "quiet")
        )
        lines.append(button_row(("立即备份", self.back_up), ("演练", self.try_out)))
        return card("现在的情况", "", lines, len(lines))

    def _places_card(self, state: State) -> QWidget:
        lines = [self._place_line(place) for place in state.places]
        lines.append(button_row(("选择第二个位置…", self.choose_place)))
        words = "插着的时候，每次备份都同时放一份到那里；最好用两个 U 盘轮换。" if state.places else NO_SECOND
        return card("第二个位置（U 盘或移动硬盘）", words, lines, len(lines))

    def _place_line(self, place: SecondPlace) -> QWidget:
        when = moment_words(place.made_at, self.workspace.ledger.now()) if place.made_at else "时间不详"
        here = "已插好" if place.is_here else NOT_THE_SAME if place.is_another else "没有插上"
        return line_with_act(
            f"“{place.folder}”，{here}，{when} 备份", "不再用这里", lambda: self.give_up_place(place)
        )

    def _list_card(self, looked: Look) -> QWidget:
        words = "恢复时放进一个新的文件夹，现在的台账不动；核对无误后，再决定用哪一个。"
        lines = [self._backup_line(backup) for backup in looked.backups[:LISTED]]
        more = len(looked.backups) - LISTED
        if more > 0:
            lines.append(plain_label(f"更早的 {more} 份没有列出，点“用别的备份文件恢复”选择。", "quiet"))
        lines.append(button_row(("用别的备份文件恢复…", self.restore_other)))
        return card(f"各份备份（{len(looked.backups)}）", words, lines, len(lines))

    def _backup_line(self, backup: Backup) -> QWidget:
        if not backup.is_readable:
            return plain_label(f"“{backup.path}”读不出来，不能用来恢复；不会被删除。", "problem")
        when = f"{backup.made_at:%Y-%m-%d %H:%M}" if backup.made_at else "时间不详"
        count = f"，{backup.row_count} 条记录" if "rows" in backup.label else ""
        at_home = backup.path.parent == home_of(self.workspace.ledger)
        where = "" if at_home else f"，在“{backup.path.parent}”"
        owner = catalogue.owner_words(backup, self.workspace.ledger.ledger_id)
        kind = f"{owner}{catalogue.KINDS.get(backup.kind, backup.kind)}"
        return line_with_act(
            f"{when}，{kind}{count}{where}", "恢复到新文件夹…", lambda: self.restore_apart(backup.path)
        )

    def back_up(self) -> None:
        """One more backup in every place that can be reached, whether something changed or not."""
        ledger = self.workspace.ledger

        def work(progress: tasks.Progress) -> Everywhere:
            return back_up_everywhere(ledger, catalogue.BY_HAND, progress, even_unchanged=True)

        tasks.run(self, "正在备份", work, self._backed_up, settled=self.workspace.backed_up.emit)

    def _backed_up(self, outcome: Everywhere) -> None:
        if outcome.made_backups:
            self.workspace.said.emit(f"已备份并核对，共 {len(outcome.made_backups)} 处", False)
        if outcome.troubles:
            sentences = "\n".join(dict.fromkeys(outcome.troubles))
            ask(self, "有的地方没有做成备份", sentences, ("知道了",), icon="warn")

    def choose_place(self) -> None:
        """Ask for a folder and make the first backup there: a place where that fails is not kept in mind."""
        chosen = QFileDialog.getExistingDirectory(self, "第二份备份放在哪里（例如 U 盘）", str(Path.home()))
        if not chosen:
            return
        ledger, place = self.workspace.ledger, Path(chosen)

        def work(progress: tasks.Progress) -> Backup:
            return make_backup(ledger, place=place, progress=progress)

        tasks.run(self, "正在备份", work, self._placed, settled=self.workspace.backed_up.emit)

    def _placed(self, backup: Backup) -> None:
        self.workspace.said.emit(f"已备份到“{backup.path.parent}”，以后插着时自动备份", False)

    def give_up_place(self, place: SecondPlace) -> None:
        """Keep no more backups there; those that lie there stay."""
        give_up(place.folder, self.workspace.ledger.ledger_id)
        self.workspace.said.emit("以后不再备份到那里，已有的备份没有删除", False)
        self.workspace.backed_up.emit()

    def try_out(self) -> None:
        """The drill, with the newest backup beside the ledger."""
        ledger = self.workspace.ledger
        home, now, own = home_of(ledger), ledger.now(), ledger.ledger_id
        tasks.run(self, "正在演练", lambda _: drill(home, now, own), self._tried)

    def _tried(self, outcome: Drill) -> None:
        words = f"演练通过：{outcome.row_count} 条记录、{outcome.file_count} 个附件都能恢复"
        self.workspace.said.emit(words, False)
        self._mark_stale()

    def restore_other(self) -> None:
        """Ask for the file of a backup, wherever it lies, and restore that."""
        home = str(home_of(self.workspace.ledger))
        path, _ = QFileDialog.getOpenFileName(self, "选择备份文件", home, "备份 (*.zip *.db)")
        if path:
            self.restore_apart(Path(path))

    def restore_apart(self, backup: Path) -> None:
        """Ask where, and restore into a folder of its own there; the open ledger is not touched."""
        chosen = QFileDialog.getExistingDirectory(self, "恢复出来的台账放在哪里", str(Path.home()))
        if not chosen:
            return
        ledger, into = (
            self.workspace.ledger,
            free_folder(Path(chosen), f"台账恢复-{self.workspace.ledger.now():%Y%m%d}"),
        )
        further = [ledger.folder / kept_files.FOLDER]

        def work(progress: tasks.Progress) -> Restored:
            return restore(backup, into, further_files=further, progress=progress)

        tasks.run(self, "正在恢复", work, lambda outcome: self._restored(outcome, into))

    def _restored(self, outcome: Restored, into: Path) -> None:
        words = (
            f"{outcome.row_count} 条记录已恢复到“{into}”，现在的台账没有动。"
            "以后要换回来，在“设置”里点“换一本台账”。"
        )
        if ask(self, "恢复好了，下次打开哪一本？", words, (OPEN_RESTORED, KEEP_PRESENT)) == OPEN_RESTORED:
            self.workspace.opens_next = into
            self.workspace.said.emit("下次打开程序时，打开恢复出来的台账", False)


def _look(ledger: Ledger) -> Look:
    state = state_of(ledger)
    backups = catalogue.backups_in(home_of(ledger))
    for place in state.places:
        try:
            in_place = catalogue.backups_in(place.folder)
        except OSError:  # pulled out at this moment
            continue
        own = catalogue.of_ledger(in_place, ledger.ledger_id)
        backups += [*own, *(backup for backup in in_place if not backup.is_readable)]
    return Look(state, sorted(backups, key=lambda one: one.number, reverse=True))
