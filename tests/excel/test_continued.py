"""A text too tall for a row goes on in further rows, and put together again it is the text."""

import pytest

from app.excel.writing.continued import MOST_LINES, continued_texts, line_count

LONG = "请核对田头水利渠道清淤和村道路灯维修的进展情况，\n" * 90


@pytest.mark.parametrize("text", [LONG, "字" * 5_000, "a b" * 3_000, "\n" * 200, "短", ""])
@pytest.mark.parametrize("width", [6.0, 20.0, 61.5])
@pytest.mark.parametrize("lines", [3, MOST_LINES])
def test_a_text_in_pieces_is_the_whole_text(text: str, width: float, lines: int) -> None:
    pieces = [piece for (piece,) in continued_texts([text], [width], lambda: lines)]
    assert "".join(pieces) == text
    most = lines if len(pieces) > 1 else MOST_LINES
    assert all(line_count(piece.removesuffix("\n"), width) <= most + 1 for piece in pieces)


def test_texts_side_by_side_go_on_in_the_same_rows() -> None:
    rows = list(continued_texts(["字" * 1_000, "短", ""], [22.0, 10.0, 10.0]))
    assert [row[1:] for row in rows] == [("短", ""), *[("", "")] * (len(rows) - 1)]
    assert "".join(row[0] for row in rows) == "字" * 1_000
