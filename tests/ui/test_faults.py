"""What the clerk reads when something goes wrong."""

import pytest
from PySide6.QtWidgets import QLabel

from app.storage.refusals import LedgerRefused, Refused
from ui.dialogs import faults
from ui.dialogs.questions import Question


def told(answers, error: BaseException, answer: str = "知道了") -> str:
    words: list[str] = []

    def reply(dialog) -> None:
        from PySide6.QtWidgets import QLabel, QPlainTextEdit

        words.extend(label.text() for label in dialog.findChildren(QLabel))
        words.extend(page.toPlainText() for page in dialog.findChildren(QPlainTextEdit))
        dialog._answered(answer)

    answers.give("QDialog.exec", reply)
    faults.tell(None, error)
    return "\n".join(words)


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (Refused("还有 3 条记录用到它。"), "还有 3 条记录用到它。"),
        (LedgerRefused("磁盘空间不够。", 3), "磁盘空间不够。"),
        (PermissionError(13, "denied", "名册.xlsx"), "名册.xlsx"),
        (OSError(28, "no space"), "磁盘空间不够"),
        (OSError(30, "read-only", "/U盘/.移交-1a8f.part/x"), "“/U盘”所在的存储设备是只读的"),
        (FileNotFoundError(2, "gone", "/U盘/移交"), "找不到“/U盘/移交”"),
    ],
)
def test_the_world_and_the_values_are_told_in_plain_words(error, part, answers, qapp) -> None:
    words = told(answers, error)
    assert part in words
    assert "错误" not in words


def test_a_bug_says_that_records_are_safe_and_shows_no_row_contents(answers, qapp, caplog) -> None:
    def broken() -> None:
        raise KeyError("王芳 19900001234")

    with pytest.raises(KeyError) as caught:
        broken()
    words = told(answers, caught.value, "复制内容")
    assert "程序出错，这一步可能没有做完" in words
    assert "broken" in words
    assert "19900001234" not in words + qapp.clipboard().text() + caplog.text
    assert "KeyError" in qapp.clipboard().text()


def test_long_words_are_not_cut_off_by_the_height_of_the_dialog(qtbot) -> None:
    question = Question(None, "标题", "这句话要能看完。" * 160, ("知道了",))
    qtbot.addWidget(question)
    question.show()
    label = next(label for label in question.findChildren(QLabel) if label.text().startswith("这句话"))
    assert question.height() > question.screen().availableSize().height() * 2 // 3  # where Qt stops by itself
    assert label.height() >= label.heightForWidth(label.width())
