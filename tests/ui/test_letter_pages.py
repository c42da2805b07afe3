"""Letters on pages: one sheet for ordinary matters, and slips that are never torn."""

from datetime import date

import pytest

from app.paper.letters.writing import letter_papers
from app.storage.ledger import Ledger
from app.work.course import hand_over
from ui.printing.pagination import laid_out

MATTER = "农贸市场排水沟淤塞多年,雨天积水漫进铺位,商户和买菜的群众出行不便,请安排清淤并加装雨水篦子。"


def pages_of(ledger: Ledger, content: str, proposal: str = "") -> list[str]:
    """The words on each page of the hand-over notice of a matter."""
    (handler,) = ledger.lookup.matches("handlers", "规划建设办公室", {})
    values = {
        "class": "opinion", "raised_on": date(2022, 8, 8), "source": "reception", "visitor": "欧阳建华",
        "title": "请安排清理农贸市场排水沟并加装雨水篦子", "content": content, "proposal": proposal,
    }  # fmt: skip
    with ledger.act("新增") as act:
        row_id = act.add("suggestions", values)
    hand_over(ledger, [row_id], handler, date(2022, 8, 15))
    pages = laid_out(letter_papers(ledger, "assignment", row_id)).pages
    return ["".join(words.text for words in page.words) for page in pages]


@pytest.mark.parametrize("times", [1, 3, 5])
def test_the_hand_over_notice_of_an_ordinary_matter_is_one_sheet(ledger, times) -> None:
    (page,) = pages_of(ledger, MATTER * times, "请规划建设办公室在汛期前组织清淤。")
    assert "沿此线剪下" in page


@pytest.mark.parametrize("times", range(6, 24))
def test_a_longer_matter_flows_on_and_the_slip_stays_whole(ledger, times) -> None:
    pages = pages_of(ledger, MATTER * times)
    (slip,) = (page for page in pages if "沿此线剪下" in page)
    for words in ("回  执", "承办单位", "联系电话"):
        assert words in slip
    assert "".join(pages).count("雨水篦子。") == times
