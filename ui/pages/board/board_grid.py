"""The cards of the 八有 board: a site with its score, and a card an item; they wrap where room is short."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.fields import Row
from app.domain.site_standard.judgement import points_words
from ui.look.pill import Pill
from ui.look.theme import dp, show_state
from ui.pages.board.board_facts import BoardFacts, Cell

GAP = 10
ROOMY = 96  # width of an item's card from which its words have room in one line of cards


class Card(QFrame):
    """A card that can be clicked, and reached with Tab and opened with Enter."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "cell")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """One click opens."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus()
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the space bar open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class SiteCard(Card):
    """Name, place, head and score of a site."""

    def __init__(self, site: Row, points: int | None) -> None:
        super().__init__()
        name = QLabel(site["name"])
        name.setProperty("role", "section")
        name.setWordWrap(True)
        head = "室长" if site["kind"] == "room" else "站长"
        about = (site.get("address"), f"{head} {site['site_head']}" if site.get("site_head") else "")
        self._about = [part for part in about if part]
        self._place = QLabel("\n".join(self._about))
        self._place.setProperty("role", "quiet")
        self._place.setWordWrap(True)
        self.score = QLabel("" if points is None else f"{points_words(points)} 分")
        self.score.setProperty("role", "score")
        self.setAccessibleName(f"{site['name']} {self.score.text()}")
        texts = QVBoxLayout()
        texts.setSpacing(dp(5))
        texts.addWidget(name)
        texts.addWidget(self._place)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(dp(14), dp(12), dp(12), dp(10))
        self._box.setSpacing(dp(6))
        self._box.addLayout(texts)
        self._box.addWidget(self.score)
        self._box.addStretch()

    def height_for(self, width: int) -> int:
        """The height at which all of it can be read, as it was arranged last."""
        return max(self._box.totalHeightForWidth(width), self._box.totalMinimumSize().height())

    def arrange(self, width: int, height: int, *, flat: bool = False) -> None:
        """Score beside the name in a flat card; in a low one smaller, without the address or the whole line."""
        ways = QBoxLayout.Direction
        narrow, low = not flat and width < dp(150), not flat and height < dp(136)
        self._box.setDirection(ways.LeftToRight if flat else ways.TopToBottom)
        self._box.setStretch(0, int(flat))
        self._box.setSpacing(dp(2) if low else dp(6))
        self._place.setText(
            " · ".join(self._about) if flat else "\n".join(self._about[-1:] if low else self._about)
        )
        self._place.setVisible(not narrow)
        self.setToolTip("\n".join((*self._about, "打开这个站的登记资料")))
        show_state(self.score, role="score_small" if narrow or low else "score")


class ItemCard(Card):
    """State of one item and what was found."""

    def __init__(self, cell: Cell, site_name: str) -> None:
        super().__init__()
        self.cell = cell
        word, tone = cell.pill
        self.name = QLabel(cell.item_name)
        self.name.setProperty("role", "quiet")
        self.moved = QLabel(cell.moved)
        self.moved.setProperty("role", "problem" if cell.moved.startswith("↓") else "good")
        self.moved.setWordWrap(True)
        self.words = QLabel(cell.words)
        self.words.setProperty("role", "quiet")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.words.setToolTip(cell.words)
        self.setAccessibleName(f"{site_name} {cell.item_name}：{word}，{cell.words}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(dp(10), dp(10), dp(8), dp(6))
        self._column.setSpacing(dp(5))
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        self._pill = Pill(word, tone)
        head.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignLeft)
        head.addStretch()
        self._column.addLayout(head)
        self._column.addWidget(self.moved)
        self._column.addWidget(self.words, 1)
        self._column.addStretch()

    def arrange(self, with_name: bool, with_change: bool) -> None:
        """Show the name where no heading tells it, and how it moved where that is wanted."""
        self.name.setVisible(with_name)
        self.moved.setVisible(with_change and bool(self.cell.moved))

    def height_for(self, width: int, compared: bool) -> int:
        """The height at which the words can all be read."""
        room = width - dp(20)
        self._keep_together(room)
        lines = self.words.heightForWidth(room)
        if compared and self.cell.moved:
            lines += self.moved.heightForWidth(room) + dp(5)
        return dp(10) + self._pill.sizeHint().height() + dp(5) + lines + dp(8)

    def _keep_together(self, room: int) -> None:
        metrics = self.words.fontMetrics()
        words = kept_together(self.cell.words, lambda piece: metrics.horizontalAdvance(piece) <= room)
        if words != self.words.text():
            self.words.setText(words)


def kept_together(words: str, fits: Callable[[str], bool]) -> str:
    """The facts of a sentence with invisible joiners, so that a line breaks between them and not inside.

    A fact that does not fit into a line breaks where it must.
    """
    facts = (re.split("(?<=[，、：（])", fact) for fact in words.split(" · "))
    return "\u00a0· ".join("".join(_unbroken(piece, fits) for piece in pieces) for pieces in facts)


def _unbroken(piece: str, fits: Callable[[str], bool]) -> str:
    return "\u2060".join(piece.replace(" ", "\u00a0")) if len(piece) <= 8 and fits(piece) else piece


class BoardGrid(QWidget):
    """Header and rows; ``chosen`` carries (site, item) of the card clicked, ``site_chosen`` a site."""

    chosen = Signal(int, int)
    site_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.compared = False
        self.foot: QWidget | None = None  # what follows the last row and scrolls with it
        self.head = QWidget()
        self.head.setFixedHeight(dp(26))
        self._names: list[QLabel] = []
        self.body = QWidget()
        self.body.setProperty("role", "body")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.body)
        self.area.viewport().installEventFilter(self)
        self.cards: dict[tuple[int, int], ItemCard] = {}
        self.sites: dict[int, SiteCard] = {}
        self._items: list[Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(dp(4))
        column.addWidget(self.head)
        column.addWidget(self.area, 1)

    def show_facts(self, facts: BoardFacts) -> None:
        """Build the cards of a round anew."""
        for old in (*self.cards.values(), *self.sites.values(), *self._names):
            old.hide()
            old.deleteLater()
        self.cards, self.sites, self._items, self._names = {}, {}, facts.items, []
        for item in facts.items:
            label = QLabel(item["name"], self.head)
            label.setProperty("role", "quiet")
            label.setToolTip(item.get("criteria") or "")
            self._names.append(label)
        for site in facts.sites:
            row = site["id"]
            self.sites[row] = SiteCard(site, facts.points.get(row))
            self.sites[row].clicked.connect(lambda row=row: self.site_chosen.emit(row))
            for item in facts.items:
                cell = facts.cells.get((row, item["id"])) or Cell(
                    row, item["id"], item["name"], "", "这一轮没有查"
                )
                card = ItemCard(cell, site["name"])
                card.clicked.connect(lambda cell=cell: self.chosen.emit(cell.site, cell.item))
                self.cards[(row, item["id"])] = card
        for old_card in self._cards():
            old_card.setParent(self.body)
        self.place()
        for widget in (*self._names, *self._cards()):
            widget.show()
        self.place()

    def _cards(self) -> list[Card]:
        return [*self.sites.values(), *self.cards.values()]

    def mark(self, key: tuple[int, int] | None) -> None:
        """Show which card is open at the right."""
        for place, card in self.cards.items():
            show_state(card, chosen=place == key)
        if key in self.cards:
            self.area.ensureWidgetVisible(self.cards[key], 0, dp(20))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Place the cards anew when the room changes."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The head follows the rows."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Give every card its place: a line a site, or wrapped below the site's name."""
        count = len(self._items)
        if not self.sites or not count:
            self.body.setMinimumHeight(0)
            self.head.hide()
            return
        width, gap = self.area.viewport().width(), dp(GAP)
        site_width = min(dp(190), max(dp(132), width * 16 // 100))
        card_width = (width - site_width - gap * count) / count
        if card_width >= dp(ROOMY):
            self._in_lines(width, site_width, card_width)
        else:
            self._wrapped(width)

    def _in_lines(self, width: int, site_width: int, card_width: float) -> None:
        gap = dp(GAP)
        room = min(dp(172), self.area.viewport().height() // len(self.sites) - gap)
        self.head.show()
        lefts = [round(site_width + gap + number * (card_width + gap)) for number in range(len(self._items))]
        for label, left in zip(self._names, lefts, strict=True):
            label.setGeometry(left + dp(2), 0, int(card_width) - dp(2), self.head.height())
        top = 0
        for row, site in self.sites.items():
            height = max(dp(100), room, self._height(row, card_width))
            site.arrange(site_width, height)
            height = max(height, site.height_for(site_width))
            site.setGeometry(0, top, site_width, height)
            for item, left in zip(self._items, lefts, strict=True):
                card = self.cards[(row, item["id"])]
                card.arrange(False, self.compared)
                card.setGeometry(left, top, round(card_width), height)
            top += height + gap
        self._end(top, width)

    def _height(self, row: int, card_width: float) -> int:
        cards = (self.cards[(row, item["id"])] for item in self._items)
        return max(card.height_for(int(card_width), self.compared) for card in cards)

    def _end(self, top: int, width: int) -> None:
        if self.foot is not None:
            height = self.foot.sizeHint().height()
            self.foot.setGeometry(0, top, width, height)
            top += height + dp(GAP)
        self.body.setMinimumHeight(top - dp(GAP))

    def _wrapped(self, width: int) -> None:
        gap, count = dp(GAP), len(self._items)
        across = next((n for n in (count, (count + 1) // 2, 3, 2) if width >= n * dp(128)), 1)
        card_width = (width - gap * (across - 1)) / across
        self.head.hide()
        top = 0
        for row, site in self.sites.items():
            height = max(dp(76), self._height(row, card_width))
            site.arrange(width, dp(64), flat=True)
            site_height = max(dp(64), site.height_for(width))
            site.setGeometry(0, top, width, site_height)
            top += site_height + dp(6)
            for number, item in enumerate(self._items):
                line, place = divmod(number, across)
                card = self.cards[(row, item["id"])]
                card.arrange(True, self.compared)
                left = round(place * (card_width + gap))
                card.setGeometry(left, top + line * (height + dp(6)), round(card_width), height)
            top += -(-count // across) * (height + dp(6)) + dp(8)
        self._end(top, width)
