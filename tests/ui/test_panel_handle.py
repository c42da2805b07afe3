"""The way back to a detail panel that was put away."""

from PySide6.QtCore import Qt

from tests.ui.conftest import enter_deputy
from ui.look.theme import dp


def test_a_panel_that_slid_away_in_a_narrow_window_comes_back_by_its_handle(window, ledger, qtbot) -> None:
    enter_deputy(ledger, "王芳")
    window.open_page("deputies")
    page = window.list_shown()
    qtbot.waitUntil(page.panel.isVisible)
    assert not page.panel.handle.isVisible()
    window.resize(911, 512)
    qtbot.waitUntil(lambda: not page.panel.isVisible())
    handle = page.panel.handle
    qtbot.waitUntil(lambda: handle.visibleRegion().boundingRect() == handle.rect())
    assert handle.geometry().right() < page.width()
    assert handle.geometry().left() >= page.width() - dp(20)  # in the margin: it covers no row
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()
    assert not handle.isVisible()


def test_a_panel_put_away_in_a_wide_window_comes_back_for_one_row_or_many(window, ledger, qtbot) -> None:
    for name in ("王芳", "李明"):
        enter_deputy(ledger, name)
    window.open_page("deputies")
    page = window.list_shown()
    qtbot.waitUntil(page.panel.isVisible)
    page.panel.closed.emit()
    assert page.panel.handle.isVisible()
    page.table.selectAll()
    qtbot.mouseClick(page.panel.handle, Qt.MouseButton.LeftButton)
    assert page.panel.isVisible()
    qtbot.waitUntil(lambda: "2" in page.panel._title.text())
