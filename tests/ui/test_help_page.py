"""Every register has a help page, and F1 opens the one of what is on screen."""

import re

import pytest

from app.domain import registers
from app.resources import resource
from ui.pages.upkeep.help_page import topics


@pytest.mark.parametrize("key", [register.key for register in registers.SHOWN])
def test_every_register_has_a_help_page(key) -> None:
    words = (resource("help") / f"{key}.md").read_text(encoding="utf-8")
    assert words.startswith("# ")
    assert len(words) > 30


@pytest.mark.parametrize("key", [key for key, _ in topics()])
def test_help_is_plain_chinese(key) -> None:
    words = (resource("help") / f"{key}.md").read_text(encoding="utf-8")
    assert "错误" not in words
    bare = re.sub(
        r"`[^`]*`|Ctrl\+\w+|Ctrl|Alt|Shift|Enter|Esc|Excel|PDF|WPS|Word|U 盘|F1|Tab|A4|docx", "", words
    )
    assert not re.findall(r"[A-Za-z]{3,}", bare)


def test_help_opens_at_what_is_on_screen(window) -> None:
    window.open_page("electoral_districts")
    window.open_help()
    assert "选区" in window.help.text.toPlainText()[:20]
    window.open_page("deputies")
    window.open_help()
    assert "代表名册" in window.help.text.toPlainText()[:20]
    window.open_help()  # the same key puts it away
    assert not window.help.isVisible()


def test_an_unknown_topic_shows_how_to_begin(window) -> None:
    window.page("help").show_topic("nothing of that name")
    assert "开始使用" in window.page("help").page.toPlainText()[:20]
