"""The verdicts of an import in words and tones."""

from __future__ import annotations

from app.domain import registers
from app.domain.register import Register
from app.excel.judging.asking import SURE_ENOUGH
from app.excel.judging.preview import Preview
from app.excel.questions import COLUMN, NO_FIELD, Question

# Verdict, word, tone, and what it means for the clerk.
VERDICTS = (
    ("new", "新增", "good", "台账里没有，会写入"),
    ("changed", "有变化", "info", "台账里已有，内容不同"),
    ("flagged", "待确认", "warn", "读得出，但有一处要您核对；勾选后才写入"),
    ("wrong", "不能导入", "bad", "缺少必要内容或不能保存"),
    ("double", "重复", "plain", "同一个文件里前面已经有了"),
    ("same", "相同", "plain", "台账里已有，没有不同，不必再写"),
)
WORDS = {key: word for key, word, _, _ in VERDICTS}
TONES = {key: tone for key, _, tone, _ in VERDICTS}


def summary(preview: Preview) -> str:
    """``共读出 60 行:新增 55、待确认 3``."""
    counts = preview.counts
    parts = "、".join(f"{word} {counts[key]}" for key, word, _, _ in VERDICTS if counts[key])
    total = sum(counts.values())
    return f"共读出 {total} {preview.register.measure}：{parts}" if total else "没有读出记录"


def creations(preview: Preview) -> str:
    """Which rows of other registers the file brings; empty when none."""
    by_register: dict[str, list[str]] = {}
    for creation in preview.creations:
        by_register.setdefault(creation.register, []).append(creation.name)
    parts = []
    for key, names in by_register.items():
        register = registers.BY_KEY[key]
        different = list(dict.fromkeys(names))  # 第一选区 of the town and of the county
        shown = "、".join(different[:6]) + ("等" if len(different) > 6 else "")
        parts.append(f"{register.label} {len(names)} {register.measure}（{shown}）")
    return f"会同时新建：{'；'.join(parts)}" if parts else ""


def not_recognised(register: Register, meant_for: Register | None) -> str:
    """What to do with a file in which no headings were known; ``meant_for``: whose file it seems to be."""
    cure = "请在下面指出表头在第几行、每一列是什么，再重新读取。"
    if meant_for is None:
        return f"没有认出表头。{cure}"
    return f"这个文件看起来是“{meant_for.label}”，可以导入到那里。如果确实是“{register.label}”，{cure}"


def is_likely(question: Question) -> bool:
    """Whether what was assumed is more likely than not, and something was assumed at all."""
    return question.sure >= SURE_ENOUGH and (question.code != COLUMN or question.assumed != NO_FIELD)


def what_is_asked(preview: Preview) -> str:
    """``有 7 处要您先确认,其中 2 处程序拿不准``."""
    asked = preview.open_questions
    open_ones = sum(not is_likely(question) for question in asked)
    unsure = f"，其中 {open_ones} 处程序拿不准，写在前面" if 0 < open_ones < len(asked) else ""
    return f"有 {len(asked)} 处要您先确认{unsure}。确认之后再看每一行。"
