"""统计图: receptions, opinions and suggestions of a year by month, category and site, every number open to its rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.chart import Bar, Chart
from app.figures.charts import charts_of
from ui.look.cards import card
from ui.look.chart_view import ChartView
from ui.open_ledger.fresh_page import CardsPage
from ui.open_ledger.workspace import Workspace

WORDS = "和“统计数字”口径相同，截至当年 12 月 31 日；点数字看是哪些记录，更正以后跟着变。"
NOTHING = "这一年还没有接待和意见建议的记录，登记以后这里就有图。"


class ChartsPage(CardsPage):
    """The charts of the year looked at, a card each."""

    concerns = frozenset(
        {
            "suggestions",
            "receptions",
            "suggestion_categories",
            "liaison_sites",
            "clock_rules",
            "holidays",
            "office",
        }
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "统计图", WORDS)

    def reload(self) -> None:
        """Count again."""
        super().reload()
        ledger = self.workspace.ledger
        charts = charts_of(ledger, self.workspace.year or ledger.today.year)
        cards: list[QWidget] = [
            card(
                f"{chart.title}（单位：{chart.unit}）", "", [ChartView(chart, partial(self._open, chart))], 1
            )
            for chart in charts
        ]
        self.show_cards(cards or [card("没有数据", NOTHING, [], 0)])

    def _open(self, chart: Chart, bar: Bar, series: int) -> None:
        words = f"{chart.title}：{bar.name} {chart.series[series]} {bar.values[series]}"
        self.workspace.visit.emit(chart.register, None, {"words": words, "among": bar.rows[series]})
