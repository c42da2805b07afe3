"""Protection of personal data: whether it is on, what can be done about it, and who was shown what."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain import registers
from app.storage.backups.catalogue import Backup
from app.storage.backups.making import make_backup
from app.storage.ledger import Change
from app.storage.machine import idle_minutes, remember
from app.storage.protection.disclosures import disclosures
from app.storage.protection.plain_backups import exposed
from app.storage.protection.unlocking import has_recovery, is_protected, lock
from ui.dialogs import tasks
from ui.dialogs.unlocking import ask_to_unlock
from ui.look.calm_boxes import CalmBox
from ui.look.flow import FlowLayout
from ui.look.theme import dp
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace
from ui.pages.upkeep import protection_acts as acts
from ui.pages.upkeep.whole_history import name_in

PAUSES = (5, 10, 20, 30, 60)  # minutes offered
OFF = (
    "身份证号、电话、住址、要求保密的来访内容、保密附件现在没有加密：能打开这台电脑的人，用别的软件就能从台账文件里读出来。"
    "设了密码，这些内容就加密保存；其余资料不受影响。"
)
OPEN = "身份证号、电话、住址、要求保密的来访内容、保密附件已加密保存，现在是解锁的。"
LOCKED = "身份证号、电话、住址、要求保密的来访内容、保密附件已加密保存，现在锁着：看不到，也不能填写。"
NO_RECOVERY = "没有恢复码，忘记密码就再也解不开，请马上更换恢复码并打印恢复页。"
OLD_BACKUPS = "更换密码以前的备份，仍用当时的密码。"
EXPOSED = "下面这些备份里的身份证号、电话等仍是没有加密的。{first}核对无误以后，不再需要的请到文件夹里删除；不在手边的 U 盘上也可能有。"
FRESH = "请先“立即备份”一份加密的，"
LISTED = 8  # backups named one by one


class ProtectionPage(CardsPage):
    """The state in a card, the pause after which it locks, and the log."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "个人信息保护", "用密码加密身份证号、电话、住址等，查看和取出都有记载。")
        workspace.protection_changed.connect(self._mark_stale)

    def reload(self) -> None:
        """Show how it stands now."""
        super().reload()
        self.show_cards([self._state(), *self._old_backups(), *self._pause(), self._log()])

    def _state(self) -> QWidget:
        ledger = self.workspace.ledger
        if not is_protected(ledger):
            return _card([_words(OFF, "doubt"), _buttons(("用密码保护…", self._do(acts.set_up)))])
        if ledger.is_locked:
            return _card([_words(LOCKED), _buttons(("解锁…", self._unlock))])
        missing = [] if has_recovery(ledger) else [_words(NO_RECOVERY, "problem")]
        offered = (
            ("现在锁上", self._lock),
            ("更换密码…", self._do(acts.change_password)),
            ("更换恢复码…", self._do(acts.change_recovery)),
            ("换人：更换密钥…", self._do(acts.renew_key)),
            ("不再保护…", self._do(acts.lift)),
        )
        return _card([_words(OPEN), *missing, _buttons(*offered), _words(OLD_BACKUPS, "quiet")])

    def _old_backups(self) -> list[QWidget]:
        """The backups that protection does not reach, by name, and a fresh one in their place."""
        if not is_protected(self.workspace.ledger):
            return []
        try:
            backups, has_protected = exposed(self.workspace.ledger)
        except OSError:  # a stick pulled out at this moment
            return []
        if not backups:
            return []
        first = "" if has_protected else FRESH
        lines = [_words(f"{backup.path}", "quiet") for backup in backups[:LISTED]]
        if len(backups) > LISTED:
            lines.append(_words(f"……另有 {len(backups) - LISTED} 份。", "quiet"))
        heading = _words(f"没有加密的旧备份（{len(backups)}）", "section")
        return [
            _card(
                [heading, _words(EXPOSED.format(first=first)), *lines, _buttons(("立即备份", self._back_up))]
            )
        ]

    def _back_up(self) -> None:
        ledger = self.workspace.ledger

        def over(_: Backup) -> None:
            self.workspace.said.emit("已备份并核对，这一份是加密的", False)
            self._mark_stale()

        tasks.run(
            self, "正在备份", lambda progress: make_backup(ledger, progress=progress), over,
            settled=self.workspace.backed_up.emit,
        )  # fmt: skip

    def _do(self, act: Callable[[QWidget, Workspace], None]) -> Callable[[], None]:
        return lambda: act(self.window(), self.workspace)

    def _unlock(self) -> None:
        if ask_to_unlock(self.workspace.ledger, self.window()):
            self.workspace.protection_changed.emit()

    def _lock(self) -> None:
        lock(self.workspace.ledger)
        self.workspace.protection_changed.emit()

    def _pause(self) -> list[QWidget]:
        if not is_protected(self.workspace.ledger):
            return []
        box = CalmBox()
        box.setAccessibleName("离开多久以后自动锁上")
        for minutes in PAUSES:
            box.addItem(f"{minutes} 分钟", minutes)
        box.setCurrentIndex(max(0, box.findData(idle_minutes())))
        box.currentIndexChanged.connect(lambda _: self._keep_pause(box.currentData()))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel("没有动键盘和鼠标，多久以后自动锁上（电脑睡眠后也会锁上）："))
        row.addWidget(box)
        row.addStretch()
        return [_card([holder])]

    def _keep_pause(self, minutes: int) -> None:
        remember(idle_minutes=minutes)
        self.workspace.protection_changed.emit()

    def _log(self) -> QWidget:
        entries = disclosures(self.workspace.ledger)
        heading = _words("查看和取出的记载", "section")
        if not entries:
            return _card([heading, _words("还没有人查看或取出过保密内容。", "quiet")])
        return _card([heading, *[_words(self._line(entry), "quiet") for entry in entries]])

    def _line(self, entry: Change) -> str:
        when = entry.at[:16].replace("T", " ")
        if entry.register == "office":
            return f"{when}　{entry.action}：{entry.why or ''}"
        label = registers.BY_KEY[entry.register].label
        return f"{when}　{entry.action}：{label}“{name_in(self.workspace.ledger, entry)}”的{entry.why or ''}"


def _card(widgets: list[QWidget]) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
    column.setSpacing(dp(8))
    for widget in widgets:
        column.addWidget(widget)
    return card


def _words(text: str, role: str = "") -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def _buttons(*offered: tuple[str, Callable[[], object]]) -> QWidget:
    holder = QWidget()
    row = FlowLayout(holder)
    for words, act in offered:
        button = QPushButton(words)
        button.clicked.connect(lambda _=False, act=act: act())
        row.addWidget(button)
    return holder
