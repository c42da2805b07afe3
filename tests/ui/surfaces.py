"""Everything that can be on screen: every page with its panel, every form, every dialog; and what is cut off on it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

import ui
from app.domain.registers import BY_KEY
from app.paper.ledger import ledger_paper
from ui.dialogs import tasks
from ui.frame.window import Window
from ui.lists.table_head import TableHead
from ui.look import theme
from ui.pages.board.board_grid import ItemCard
from ui.pages.desk.desk_page import DeskPage

LONG = "请核对田头水利渠道清淤（第3期工程款1,234,567.89元）和村道路灯维修的进展；" * 3


def _preview(window: Window) -> QDialog:
    from ui.printing.preview import Preview

    return Preview([ledger_paper(window.workspace.ledger, BY_KEY["deputy_groups"])], window)


def _ledger_preview(window: Window) -> QDialog:
    from ui.printing.ledger_preview import LedgerPreview

    register = BY_KEY["deputies"]
    papers = [ledger_paper(window.workspace.ledger, register)]
    return LedgerPreview(papers, register, lambda audience, private: papers, window)


def _export(window: Window) -> QDialog:
    from ui.lists.export_dialog import ExportDialog

    return ExportDialog(window, BY_KEY["deputies"], 3, 1)


def _columns(window: Window) -> QDialog:
    from ui.lists.column_chooser import ColumnChooser

    register = BY_KEY["suggestions"]
    return ColumnChooser(window, register, register.columns(register.list_columns))


def _reason(window: Window) -> QDialog:
    from ui.open_ledger.reason_question import ReasonQuestion

    return ReasonQuestion(window, window.workspace, "deputies", LONG, LONG)


def _question(window: Window) -> QDialog:
    from ui.dialogs.questions import Question

    return Question(window, LONG, LONG, ("知道了", "导出这些记录的原始资料", "不导出,返回列表"), LONG * 5)


def _new_round(window: Window) -> QDialog:
    from ui.pages.board.new_round import NewRound

    return NewRound(window, window.workspace)


def _rota(window: Window) -> QDialog:
    from ui.pages.receptions.rota_planner import RotaPlanner

    return RotaPlanner(window, window.workspace, 2022)


def _progress(window: Window) -> QDialog:
    return tasks.ProgressDialog(tasks.Job(lambda progress: None), "正在导出意见建议台账", window)


def _first_start(window: Window) -> QDialog:
    from ui.starting.first_start import FirstStart

    return FirstStart(Path(window.workspace.ledger.folder) / "another", window)


def _place(window: Window) -> QDialog:
    from app.storage.medium import REMOVABLE
    from ui.starting.place_page import PlacePage

    return PlacePage(Path(window.workspace.ledger.folder), REMOVABLE, window)


def _picture(window: Window) -> QDialog:
    from ui.panels.pictures import PictureWindow

    files = [{"id": n, "sha256": "0" * 64, "name": f"{LONG}.jpg", "path": Path("none.jpg")} for n in (1, 2)]
    return PictureWindow(window, files, 0, lambda file: None)


def _fields_dialog(window: Window) -> QDialog:
    from app.domain.registers import BY_KEY
    from ui.forms.fields_dialog import FieldsDialog

    fields = [BY_KEY["booklets"].field(key) for key in ("collected_on", "collected_by", "condition")]
    return FieldsDialog(
        window, window.workspace, "登记收回", "3 册填入空着的内容。", fields,
        begin={}, draft="booklets-collected_on", go="登记收回", run=lambda values: None,
    )  # fmt: skip


def _unlock(window: Window) -> QDialog:
    from ui.dialogs.unlocking import UnlockDialog

    dialog = UnlockDialog(window.workspace.ledger, window)
    dialog.form.problem.setText("密码不对，没有解锁，资料没有改动。请核对大小写和输入法后再试。")
    dialog.form.problem.show()
    return dialog


def _secrets(window: Window) -> QDialog:
    from ui.dialogs.secret_questions import SecretQuestion
    from ui.pages.upkeep.protection_acts import PASSWORD_WORDS, judged_password

    labels = ("新密码", "再输入一次")
    question = SecretQuestion(
        window, "设一个密码", PASSWORD_WORDS, labels, "下一步", judged_password, hidden=True
    )
    question.buttons["下一步"].click()
    return question


def _damage(window: Window) -> QDialog:
    from ui.starting.damage_page import DamagePage

    folder = Path(window.workspace.ledger.folder)
    dialog = DamagePage(folder, "台账里有一处与修改历史对不上，没有打开。原文件没有改动，请从备份恢复。")
    wait_for_jobs()
    return dialog


def _marking(window: Window) -> QDialog:
    from app.work.county_forms.preview import SheetPreview
    from ui.pages.figures.mark_dialog import MarkDialog

    ledger = window.workspace.ledger
    if not ledger.count("county_forms"):
        with ledger.act("放进上报表格") as act:
            act.add("county_forms", {"name": "统计表"})
    [row_id] = ledger.ids("county_forms")
    texts = {(0, 0): LONG, (3, 2): "〔收到代表建议〕"}
    sheet = SheetPreview(12, 8, texts, ((0, 0, 1, 8),), (9.0,) * 8)
    return MarkDialog(window, window.workspace, row_id, {"统计表": sheet})


def _filling(window: Window) -> QDialog:
    from ui.pages.figures.county_forms_page import FillDialog

    return FillDialog(window, "四会市各镇人大代表工作情况统计表（2022年度）", 2022)


# How each kind of dialog comes about; a test sees to it that none is missing.
DIALOGS: dict[str, Callable[[Window], QDialog]] = {
    "Preview": _preview,
    "LedgerPreview": _ledger_preview,
    "ExportDialog": _export,
    "ColumnChooser": _columns,
    "ReasonQuestion": _reason,
    "Question": _question,
    "FieldsDialog": _fields_dialog,
    "NewRound": _new_round,
    "RotaPlanner": _rota,
    "ProgressDialog": _progress,
    "FirstStart": _first_start,
    "PlacePage": _place,
    "PictureWindow": _picture,
    "UnlockDialog": _unlock,
    "DamagePage": _damage,
    "SecretQuestion": _secrets,
    "MarkDialog": _marking,
    "FillDialog": _filling,
}


def dialog_classes() -> set[str]:
    """The names of all classes of dialogs in ``ui``."""
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    def below(kind: type) -> Iterator[type]:
        for one in kind.__subclasses__():
            yield one
            yield from below(one)

    return {kind.__name__ for kind in below(QDialog) if kind.__module__.startswith("ui.")}


def dress(application: QApplication, size: str = "standard") -> None:
    """The look in another size; what waits to be deleted is gone first, else its widgets are dressed too."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.apply(application, size)


def put_away(window: Window) -> None:
    """Close a window that a module shared; it is gone, since each new look would dress it again."""
    window.close()
    shiboken6.delete(window)


def wait_for_jobs() -> None:
    """What works in the background is done and its outcome told, and what that began; only the test's own limit ends the wait."""
    finished: list[tasks.Job] | None = None
    while finished != tasks._jobs:  # what a job told may have begun another one
        QTest.qWait(2)  # a loop without rest would take the interpreter from the worker
        jobs = list(tasks._jobs)
        finished = jobs if all(job.finished.is_set() for job in jobs) else None
        QApplication.processEvents()  # what a job told waits for this thread


def settle(window: Window) -> None:
    """What a page counts when it is opened is done, and what the page before has left is gone."""
    wait_for_jobs()
    page = window.list_shown()
    if page is not None:  # at once, so that nothing is built anew later
        page.panel._timer.stop()
        page.panel._build()
    elif isinstance(desk := window.stack.currentWidget(), DeskPage):
        desk._filling.stop()
        desk._fill()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    lay_out()


def lay_out() -> None:
    """A layout tells its parent in the turn after its own; a line that breaks anew does so once more on its way up."""
    for _ in range(8):
        QApplication.processEvents()


def open_panel(window: Window) -> None:
    """Show the panel of the page, where it has one: of the chosen row, or of the first card."""
    page = window.list_shown()
    if page is not None:
        page.table.opened.emit(page.table.currentIndex().row())
        return
    for card in window.stack.currentWidget().findChildren(ItemCard)[:1]:
        card.clicked.emit()


def cut_off(surface: QWidget) -> list[str]:
    """What is visible on a surface and cannot be read whole: shortened, cut, or outside of what holds it."""
    widgets = [*visible_within(surface)]
    return [
        f"{why}: {type(widget).__name__} {words[:40]!r} {widget.width()}x{widget.height()}"
        for widget in widgets
        if (words := words_of(widget)) and (why := _fault(widget, words))
    ] + [fault for widget in widgets if isinstance(widget, TableHead) for fault in _cut_headings(widget)]


def _cut_headings(head: TableHead) -> Iterator[str]:
    for column in (one for one in head.in_order() if not head.isSectionHidden(one)):
        words = str(head.model().headerData(column, Qt.Orientation.Horizontal))
        if head.fontMetrics().horizontalAdvance(words) + theme.dp(18) > head.sectionSize(column):
            yield f"heading shortened: {words!r} {head.sectionSize(column)}"


def visible_within(surface: QWidget) -> Iterator[QWidget]:
    """The visible widgets of a surface; pages that lie behind are not even looked into."""
    for child in surface.children():
        if isinstance(child, QWidget) and not child.isHidden():
            yield child
            yield from visible_within(child)


def words_of(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QLineEdit):
        return widget.placeholderText()
    is_picture = (
        isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    if isinstance(widget, QLabel | QAbstractButton) and not is_picture:
        return widget.text()
    return ""


def _fault(widget: QWidget, words: str) -> str:
    if _is_outside(widget):
        return "outside"
    if isinstance(widget, QComboBox | QLineEdit):
        room = widget.width() - 24
        return "cut" if widget.fontMetrics().horizontalAdvance(words) > room + 12 else ""
    hint = widget.sizeHint()
    if widget.hasHeightForWidth():
        return "cut in height" if widget.heightForWidth(widget.width()) > widget.height() + 1 else ""
    if isinstance(widget, QLabel | QPushButton | QToolButton) and hint.width() > widget.width() + 1:
        return "cut"
    return "cut in height" if hint.height() > widget.height() + 1 else ""


def _is_outside(widget: QWidget) -> bool:
    """Whether a widget leaves one of those that hold it, up to where it can be scrolled to."""
    place, holder = widget.rect().adjusted(1, 1, -1, -1), widget
    while not holder.isWindow() and (parent := holder.parentWidget()) is not None:
        place, holder = place.translated(holder.pos()), parent
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea):
            is_fixed = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return is_fixed and not (place.left() >= 0 and place.right() <= parent.width())
        if not parent.rect().contains(place):
            return True
    return False
