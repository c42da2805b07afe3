"""What an import asks once for a column or a sheet, what was answered, and which rows gave nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

COLUMN = "column"  # which field a column holds
SHEET = "sheet"  # whether a sheet is read
DATE = "date"  # which day the records of a sheet have
UNDATED = "undated"  # which day a state has that a sheet does not date
YEAR = "year"  # of which year the days are that a sheet writes without one
LINK = "link"  # which row of another register the records of a sheet belong to
DAYS = (DATE, UNDATED, YEAR)  # questions that may be answered with a day or a year, which is the file's own
OF_THE_FILE = (*DAYS, LINK)  # another file of the same headings has others
NO_DAY = ""  # the answer that leaves such a day open
IN_REMARKS = "note"  # the answer that keeps what is written among the remarks
YES, NO = "yes", "no"
NO_FIELD = ""  # the column is not read
WHY_REJECTED = "不能导入的原因"  # our own column beside rejected rows: it is not read, and nobody is asked


class Option(NamedTuple):
    """One of the answers that a question offers."""

    value: str
    label: str


@dataclass(frozen=True)
class Question:
    """What holds for a whole column or sheet and was assumed: asked once, no problem on each row.

    ``column``: its letter, with the row of its heading (F23) where that is a further one of the sheet and another than the
    first; None for the whole sheet.  ``assumed``: the value of the option that was taken.
    ``sure``: how sure the reading is, from 0 to 1.  ``cells``: the first cells, as written.  ``word``: the
    word that is asked for, where the question is about one.  ``same_as``: an earlier sheet of the same headings
    of which the same is asked; its answer counts here too.
    """

    code: str
    sheet: str
    column: str | None
    field: str
    message: str
    assumed: str
    sure: float
    options: tuple[Option, ...] = ()
    cells: tuple[str, ...] = ()
    word: str = ""
    same_as: str = ""

    def described(self) -> dict[str, Any]:
        """As the report tells it."""
        parts = asdict(self)
        parts["options"] = [option._asdict() for option in self.options]
        parts["cells"] = list(self.cells)
        for key in ("word", "same_as"):
            if not parts[key]:
                del parts[key]
        return parts


class Answer(NamedTuple):
    """What a clerk answered: ``value`` is that of an option."""

    sheet: str
    column: str | None
    code: str
    value: str
    word: str = ""


class LeftOut(NamedTuple):
    """A filled row that is no entry: ``row`` from 1, ``why`` a word of the report's contract."""

    sheet: str
    row: int
    text: str
    why: str


WHY_WORDS = {
    "title": "标题",
    "heading": "表头",
    "total": "合计",
    "section": "分段",
    "signature": "签名",
    "note": "说明",
    "sample": "示例",
    "vacancy": "空缺",
    "not_held": "没有开展",
    "blank": "没有内容",
    "repeated": "接上一行",
    "not_understood": "没有看懂",
}


def _is_answer(one: Any) -> bool:
    """Whether one part of a list of answers names a sheet, and a column by its letters (and a row) where it names one."""
    if not isinstance(one, dict) or "sheet" not in one or not isinstance(one.get("code") or "", str):
        return False
    column = one.get("column")
    return column is None or (
        isinstance(column, str) and re.fullmatch(r"(?:[A-Za-z]{1,3}\d{0,7})?", column) is not None
    )


def _unchanged(one: dict[str, Any]) -> Any:
    """What an answer without a value means: the field of a column, or what a question assumed that is handed back."""
    is_of_column = (one.get("code") or COLUMN) == COLUMN
    return one.get("field") if is_of_column else one.get("assumed", one.get("field"))


def by_value(answers: Sequence[Answer], questions: Sequence[Question]) -> tuple[Answer, ...]:
    """The answers, those that are what an option is called as people read it (县) with the option's value (county)."""
    return tuple(next(_values_called(answer, questions), answer) for answer in answers)


def _values_called(answer: Answer, questions: Iterable[Question]) -> Iterator[Answer]:
    for asked in questions:
        its = (asked.code, asked.sheet, asked.word) == (answer.code, answer.sheet, answer.word)
        if its and answer.column in (None, "", asked.column):
            called = {option.label: option.value for option in asked.options}
            if answer.value in called and answer.value not in called.values():
                yield answer._replace(value=called[answer.value])


def read_answers(document: Any) -> tuple[Answer, ...]:
    """The answers of a JSON list.  Raises ValueError with a sentence when it is no such list."""
    if not isinstance(document, list) or not all(map(_is_answer, document)):
        raise ValueError("回答文件应是一个列表，每一项写明工作表、列和字段。")
    return tuple(
        Answer(
            str(one["sheet"]),
            one.get("column"),
            one.get("code") or COLUMN,
            str(one.get("value", _unchanged(one)) or ""),
            str(one.get("word") or ""),
        )
        for one in document
    )
