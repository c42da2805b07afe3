"""For which congress a roster is read, where the file does not say it rightly: level and term."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from app.domain.numerals import chinese_number
from app.domain.register import Register
from app.excel.importing import ImportOptions
from ui.forms.choice_editors import CalmCombo
from ui.look.theme import dp

TERMS_OFFERED = range(1, 31)


class TermChoice(QWidget):
    """Two lists; ``chosen`` comes when the clerk picked something.  Hidden for registers without terms."""

    chosen = Signal()

    def __init__(self, register: Register) -> None:
        super().__init__()
        self.term = CalmCombo()
        self.term.addItem("按标题或本届", None)
        for number in TERMS_OFFERED:
            self.term.addItem(f"第{chinese_number(number)}届", number)
        self.level = CalmCombo()
        self.level.addItem("按表中所写", None)
        self._applies = bool(register.intake.term)
        if register.intake.level:
            for code, label in register.field(register.intake.level).kind.table.short:
                self.level.addItem(label, code)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(6))
        for words, combo in (("届次", self.term), ("级别", self.level)):
            beside = QLabel(words)
            beside.setProperty("role", "quiet")
            combo.setAccessibleName(words)
            combo.activated.connect(lambda _: self.chosen.emit())
            row.addWidget(beside)
            row.addWidget(combo)
        if not self._applies:
            self.hide()

    def into(self, options: ImportOptions) -> ImportOptions:
        """The options with what was chosen here."""
        return replace(options, term=self.term.currentData(), level=self.level.currentData())

    def show_options(self, options: ImportOptions) -> None:
        """Show what the options say."""
        for combo, value in ((self.term, options.term), (self.level, options.level)):
            _select(combo, value)


def _select(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(max(0, combo.findData(value)))
