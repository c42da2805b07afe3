"""A long line gives way in the middle, keeps its whole text, and shows it as a tip."""

from PySide6.QtGui import QPixmap

from ui.look.elided_label import ElidedLabel

LONG = "导入履职登记：2025年度全镇人大代表履职情况登记汇总表（最终版）.xlsx"


def test_a_line_without_room_shows_its_beginning_and_its_end(qtbot) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    whole, half = label.sizeHint().width(), label.sizeHint().width() // 2
    label.resize(half, label.sizeHint().height())
    label.grab()
    assert (label.text(), label.toolTip()) == (LONG, LONG)
    label.resize(whole + 4, label.sizeHint().height())
    picture: QPixmap = label.grab()
    assert label.toolTip() == ""
    assert picture.width() >= whole
    assert label.minimumSizeHint().width() == 0
