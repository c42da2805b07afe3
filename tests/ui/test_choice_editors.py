"""Choices take hanzi, aliases and pinyin."""

import pytest
from PySide6.QtWidgets import QApplication

from app.domain import registers
from app.domain.codes import ETHNIC_GROUPS
from ui.forms.choice_editors import matching, spelt_out
from ui.forms.kind_editors import editor_for

LABELS = [label for _, label, _ in ETHNIC_GROUPS]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("汉", "汉族"), ("han", "汉族"), ("hz", "汉族"), ("zhuang", "壮族"), ("wwez", "维吾尔族")],
)
def test_what_is_typed_finds_its_choices(typed, first) -> None:
    assert matching(LABELS, typed)[0] == first


def test_nothing_like_it_finds_nothing() -> None:
    assert matching(LABELS, "qqqq") == []
    assert matching(LABELS, "外星") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("han", "汉族"), ("hanzu", "汉族"), ("hani", "哈尼族"), ("zhuang", "壮族"), ("hz", ""), ("h", "")],
)
def test_pinyin_becomes_a_choice_only_when_it_can_mean_one(typed, meant) -> None:
    assert spelt_out(LABELS, typed) == meant


def test_pinyin_typed_into_the_box_is_kept_as_the_choice(workspace, qtbot) -> None:
    editor = editor_for(registers.BY_KEY["people"].field("ethnic_group"), workspace)
    qtbot.addWidget(editor.widget)
    editor.widget.show()
    qtbot.keyClicks(editor.combo.lineEdit(), "han")
    QApplication.activePopupWidget().hide()
    editor.combo.left.emit()
    assert editor.raw() == "汉族"


def test_the_list_that_drops_down_holds_every_choice(workspace, qtbot) -> None:
    editor = editor_for(registers.BY_KEY["people"].field("ethnic_group"), workspace)
    qtbot.addWidget(editor.widget)
    assert editor.combo.count() == len(LABELS) + 1
