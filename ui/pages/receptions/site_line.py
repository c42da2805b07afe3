"""One site in the planner of the rota: whether it is planned, in which months and on which day, and with whom."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget

from app.domain.law.reception_calendar import ALL_MONTHS, SECOND_MONTHS, DayRule
from app.work import rota
from ui.look.calm_boxes import CalmBox, CalmSpinBox

MONTHS = (("每月", ALL_MONTHS), ("每季度第二个月", SECOND_MONTHS))


_ACROSS = 18  # characters of a name in a line: a box to tick does not break its words itself


def _in_lines(name: str) -> str:
    return "\n".join(name[start : start + _ACROSS] for start in range(0, len(name), _ACROSS))


class SiteLine(QObject):
    """The editors of one site's rule; ``changed`` comes with every change."""

    changed = Signal()

    def __init__(self, rule: rota.SiteRule, name: str) -> None:
        super().__init__()
        self.site = rule.site
        self.ticked, self.months, self.own_only = (
            QCheckBox(_in_lines(name)),
            CalmBox(),
            QCheckBox("只排驻站代表"),
        )
        self.months.addItems([words for words, _ in MONTHS])
        self.day = _box(31, " 日")
        self.count = _box(20, " 名代表")
        self.ticked.setChecked(True)
        self.months.setCurrentIndex([months for _, months in MONTHS].index(rule.days.months))
        self.day.setValue(rule.days.day)
        self.count.setValue(rule.deputy_count)
        self.own_only.setChecked(rule.own_only)
        for box, what in ((self.months, "接待月份"), (self.day, "接待日"), (self.count, "代表人数")):
            box.setAccessibleName(f"{name}：{what}")
        for signal in (
            self.ticked.toggled,
            self.months.currentIndexChanged,
            self.day.valueChanged,
            self.count.valueChanged,
            self.own_only.toggled,
        ):
            signal.connect(lambda *_: self.changed.emit())

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """The editors from left to right."""
        return (self.ticked, self.months, self.day, self.count, self.own_only)

    def rule(self) -> rota.SiteRule:
        """What the editors say."""
        days = DayRule(MONTHS[self.months.currentIndex()][1], self.day.value())
        return rota.SiteRule(self.site, days, self.count.value(), self.own_only.isChecked())

    def entries(self) -> list[int]:
        """What stands in the editors, ready for JSON."""
        return [
            int(self.ticked.isChecked()),
            self.months.currentIndex(),
            self.day.value(),
            self.count.value(),
            int(self.own_only.isChecked()),
        ]

    def restore(self, entries: list[int]) -> None:
        """Show again what ``entries`` gave."""
        ticked, months, day, count, own_only = entries
        self.ticked.setChecked(bool(ticked))
        self.months.setCurrentIndex(months)
        self.day.setValue(day)
        self.count.setValue(count)
        self.own_only.setChecked(bool(own_only))


def _box(most: int, unit: str) -> QSpinBox:
    box = CalmSpinBox()
    box.setRange(1, most)
    box.setSuffix(unit)
    return box
