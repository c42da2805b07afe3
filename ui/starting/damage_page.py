"""The page that opens instead of a damaged ledger: what is wrong, what is safe, and the ways on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from app.storage.backups.as_it_is import Copied, copy_as_it_is
from app.storage.backups.catalogue import Backup
from app.storage.backups.newest_good import newest_good
from app.storage.backups.restoring import Restored, restore
from app.storage.backups.state import moment_words
from app.storage.files import free_folder
from app.storage.ledger import DATABASE, Ledger
from app.storage.refusals import LedgerRefused
from app.storage.rescue.rescue import LIST, Rescued, rescue
from ui.dialogs import tasks
from ui.dialogs.questions import Question, ask
from ui.look.cards import button_row, card, line_with_act, plain_label
from ui.look.lines import WordsLine
from ui.look.theme import dp
from ui.open_ledger.sample import sample_day

SAFE = "损坏的文件一个字节也没有动，附件和各份备份都在。请不要删除或移动台账文件夹。"
STILL_THERE = "文件夹里别的文件一个字节也没有动。请不要删除或移动台账文件夹。"
READ_ONLY = "这本台账有损坏，现在只能查看、打印、导出，不能录入和修改。请另外恢复备份。"
RESTORE, RESTORE_WORD = "恢复这一份…", "恢复"
LOOKING = "正在查找能用的备份……"


class DamagePage(QDialog):
    """``ledger``: opened for reading only; ``opens_next``: a folder to be opened instead; both None when she leaves."""

    def __init__(self, folder: Path, sentence: str) -> None:
        super().__init__()
        self.setWindowTitle("镇人大台账")
        self.folder = folder
        self.ledger: Ledger | None = None
        self.opens_next: Path | None = None
        self._newest: Backup | None = None
        self._words = LOOKING
        self.restoring = line_with_act(LOOKING, RESTORE, self.restore_newest)
        self.restoring.setEnabled(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(dp(24), dp(20), dp(24), dp(18))
        column.setSpacing(dp(10))
        is_there = (folder / DATABASE).is_file()
        column.addWidget(plain_label("这本台账有损坏，没有打开" if is_there else "没有找到台账文件", "title"))
        column.addWidget(plain_label(sentence, "problem"))
        column.addWidget(plain_label(SAFE if is_there else STILL_THERE, ""))
        ways = [
            ("从备份恢复（一般选这个）", [self.restoring]),
            *([("看看里面还有什么", self._reading_lines())] if is_there else []),
            ("留一份原样", [self._copying_line()]),
        ]
        for number, (heading, lines) in zip("一二三", ways, strict=False):
            column.addWidget(card(f"{number}、{heading}", "", lines, len(lines)))
        column.addWidget(button_row(("选择别的文件夹…", self.choose_other), ("退出", self.reject)))
        self.setMinimumWidth(dp(680))
        tasks.run(self, "正在查找备份", lambda _: newest_good(folder), self._show_newest, unasked=True)

    def _reading_lines(self) -> list[QWidget]:
        words = "把还能读的读进一本新的台账，读不出来的逐条列出。"
        return [
            line_with_act("只查看、打印、导出，不能修改。", "只读打开", self.open_to_read),
            line_with_act(words, "读进新的台账…", self.read_into_new),
        ]

    def _copying_line(self) -> QWidget:
        words = "整个台账文件夹照原样复制到 U 盘，交给技术人员。"
        return line_with_act(words, "原样复制…", self.copy_everything)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        height = max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height())
        self.resize(self.width(), height)

    def _say_newest(self, words: str) -> None:
        self._words = words
        label = self.restoring.findChild(QLabel)
        assert isinstance(label, QLabel)
        label.setText(words)
        QTimer.singleShot(0, self, self._fit)  # once the cards know that they have grown

    def _show_newest(self, newest: Backup | None) -> None:
        self._newest = newest
        if newest is None:
            self._say_newest("没有找到能用的备份。备份在 U 盘上的，请插好 U 盘再打开程序。")
            return
        when = moment_words(newest.made_at, datetime.now()) if newest.made_at else "时间不详"
        words = f"最新的好备份：{when}，{newest.row_count} 条记录，在“{newest.path.parent}”。那以后录入的要再录；损坏的文件移到 quarantine，不删除。"
        self._say_newest(words)
        self.restoring.setEnabled(True)

    def restore_newest(self) -> None:
        """After a word typed as confirmation, put the newest good backup in the place of the damaged ledger."""
        newest, folder = self._newest, self.folder
        if newest is None or not _is_confirmed(self, self._words):
            return

        def work(progress: tasks.Progress) -> Restored:
            return restore(newest.path, folder, progress=progress)

        tasks.run(self, "正在恢复", work, lambda _: self._go_to(folder))

    def _go_to(self, folder: Path) -> None:
        self.opens_next = folder
        self.accept()

    def open_to_read(self) -> None:
        """Open what is there without changing a byte of it."""
        try:
            ledger = Ledger.open(self.folder, today=sample_day(self.folder), inspect=True)
        except LedgerRefused as refusal:
            words = f"{refusal.sentence}\n损坏太大，只读也打不开，请用另外两个办法。"
            ask(self, "不能只读打开", words, ("知道了",), icon="warn")
            return
        ledger.notes.append(READ_ONLY)
        self.ledger = ledger
        self.accept()

    def read_into_new(self) -> None:
        """Ask where, and read what can be read into a new ledger there."""
        chosen = QFileDialog.getExistingDirectory(self, "新的台账放在哪里", str(self.folder.parent))
        if not chosen:
            return
        folder, into = self.folder, free_folder(Path(chosen), f"台账读出-{datetime.now():%Y%m%d}")

        def work(progress: tasks.Progress) -> Rescued:
            return rescue(folder, into, progress=progress)

        tasks.run(self, "正在读出", work, lambda outcome: self._rescued(outcome, into))

    def _rescued(self, outcome: Rescued, into: Path) -> None:
        words = f"已读出 {outcome.row_count} 条记录，放在“{into}”。原来的文件没有动。"
        lost = "\n".join(outcome.sentences)
        if lost:
            words += f"下面 {len(outcome.sentences)} 处请逐条核对，也写在“{LIST}”里。"
        if ask(self, "读出来了", words, ("先不打开", "打开新的台账"), details=lost) == "打开新的台账":
            self._go_to(into)

    def copy_everything(self) -> None:
        """Ask where, and copy the whole folder there."""
        chosen = QFileDialog.getExistingDirectory(self, "复制到哪里（例如 U 盘）", str(Path.home()))
        if not chosen:
            return
        folder, place = self.folder, Path(chosen)

        def work(progress: tasks.Progress) -> Copied:
            return copy_as_it_is(folder, place, datetime.now(), progress)

        tasks.run(self, "正在复制", work, self._copied)

    def _copied(self, outcome: Copied) -> None:
        words = f"已照原样复制到“{outcome.folder}”。"
        if outcome.unread:
            words += f"有 {len(outcome.unread)} 个文件没有读全，磁盘可能坏了，请尽快交给技术人员。"
        ask(self, "复制好了", words, ("知道了",), details="\n".join(outcome.unread))

    def choose_other(self) -> None:
        """Another ledger in the place of this one."""
        chosen = QFileDialog.getExistingDirectory(self, "台账所在的文件夹", str(self.folder.parent))
        if chosen:
            self._go_to(Path(chosen))

    def reject(self) -> None:
        """Leave; what still runs is stopped and rolled back first."""
        tasks.stop_all()
        super().reject()


def _is_confirmed(parent: QWidget, words: str) -> bool:
    """Whether she typed the word: restoring is not done by a stray click."""
    question = Question(
        parent, f"确认恢复，请在下面输入“{RESTORE_WORD}”", words, ("先不恢复", RESTORE_WORD), icon="warn"
    )
    line = WordsLine()
    line.setAccessibleName(f"输入“{RESTORE_WORD}”")
    question.body.addWidget(line)
    button: QPushButton = question.buttons[RESTORE_WORD]
    button.setEnabled(False)
    line.textChanged.connect(lambda text: button.setEnabled(text.strip() == RESTORE_WORD))
    line.setFocus()
    question.exec()
    answer = question.answer
    question.deleteLater()
    return answer == RESTORE_WORD
