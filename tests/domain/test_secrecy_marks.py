"""What carries the mark of a state secret is told from what only speaks of secrecy."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.fields import Context
from app.domain.registers import BY_KEY
from app.domain.secrecy_marks import begins_with_mark, has_mark, name_has_mark


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("秘密★10年", True),
        ("机密 ★\n关于……", True),
        ("绝密☆长期", True),
        ("密级：秘密", True),
        ("密级: 机密", True),
        ("密级：内部", False),
        ("设秘密写票处一处", False),
        ("采用无记名（秘密）投票", False),
        ("来访人要求保密", False),
        ("本机严禁录入涉密内容", False),
        ("秘　密★10年", True),
        ("机密*长期", True),
        ("机密室的门锁坏了", False),
        ("设机密* 处", False),
        ("", False),
    ],
)
def test_marks_in_texts(text: str, marked: bool) -> None:
    assert has_mark(text) is marked


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("绝　密\n关于某事的通知", True),
        ("000012\n\n秘 密\n特急\n某府〔2022〕3号", True),
        ("机密级", True),
        ("秘密举报箱设置方案\n一、", False),
        ("一\n二\n三\n四\n五\n秘 密", False),  # not at the head of the paper
    ],
)
def test_marks_at_the_head_of_a_paper(text: str, marked: bool) -> None:
    assert begins_with_mark(text) is marked


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("【机密】名单.png", True),
        ("（秘密）会议纪要.pdf", True),
        ("机密文件清单.docx", True),
        ("会议纪要-秘密.pdf", True),
        ("关于整改的通知 秘密★1年.doc", True),
        ("秘密写票处布置图.png", False),
        ("（秘密）投票办法.docx", False),
        ("保密承诺书.pdf", False),
        ("学习《保守国家秘密》.pdf", False),
        ("保守国家秘密.pdf", False),
        ("名册.xlsx", False),
    ],
)
def test_marks_in_names_of_files(name: str, marked: bool) -> None:
    assert name_has_mark(name) is marked


@pytest.mark.parametrize("key", ["suggestions.content", "archival_items.title", "receptions.matter"])
def test_no_text_that_carries_one_is_kept(key: str) -> None:
    register, field = key.split(".")
    reading = BY_KEY[register].field(field).read("秘密★5年 关于某事", Context(today=date(2022, 11, 23)))
    assert reading.value is None
    (problem,) = reading.problems
    assert (problem.severity, problem.code) == ("error", "secrecy")
    assert "某事" not in problem.message
