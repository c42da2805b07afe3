"""How safely the ledger is kept, in words: when it was backed up last, and what the second places lack."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.storage.acts.corrections import is_copied
from app.storage.backups import catalogue
from app.storage.backups.making import home_of
from app.storage.ledger import Ledger
from app.storage.second_places import SecondPlace, second_places

# Days with changes that no second place has: then she is reminded, then it is urgent.
REMINDED_AFTER, URGENT_AFTER = 7, 30
CALM, REMINDED, URGENT = "calm", "reminded", "urgent"
A_DAY = timedelta(days=1)  # what the clocks of two days may differ by
WRONG_DATE = "U 盘备份日期不对"  # later than today: the clock was wrong then, or is now
NONE_YET, NONE_AT_HOME = "还没有备份", "电脑上还没有备份"
NO_SECOND = (
    "没有第二份"  # no second place was ever chosen: the computer and its backups would be lost together
)


@dataclass(frozen=True)
class State:
    """The newest backup beside the ledger (``None``: there is none) and the second places.

    ``last_id``: up to which entry of the history that backup goes.
    """

    backed_up_at: datetime | None
    last_id: int | None
    places: tuple[SecondPlace, ...]

    def words(self, now: datetime, last_change: int) -> str:
        """One line: 今天 11:30 已备份，U 盘 12 天没有备份了."""
        second, newest = self.second_words(now, last_change), self._newest_second(now)
        home = f"{moment_words(self.backed_up_at, now)} 已备份" if self.backed_up_at else NONE_YET
        if not self.backed_up_at and newest:
            home, second = NONE_AT_HOME, second or f"U 盘{moment_words(newest, now)} 已备份"
        return f"{home}，{second}" if second else home

    def in_short(self, now: datetime, last_change: int) -> str:
        """The half of the line that matters more, where there is no room for both: what a stick lacks, if anything."""
        second = self.second_words(now, last_change) if self.places else ""
        return second if self.backed_up_at and second else self.words(now, last_change).partition("，")[0]

    def second_words(self, now: datetime, last_change: int) -> str:
        """What the second places lack; empty while one has everything, and while it lacks less than a day."""
        if not self.places:
            return NO_SECOND if self.backed_up_at else ""
        if any(place.last_id == last_change for place in self.places):
            return ""
        newest = self._newest_second(now)
        if newest is None:
            return WRONG_DATE if self._has_second else "U 盘还没有备份"
        days = (now - newest).days
        return f"U 盘 {days} 天没有备份了" if days > 0 else ""

    def urgency(self, now: datetime, last_change: int) -> str:
        """``CALM``, ``REMINDED`` or ``URGENT``: by the days that entries have been in one place only."""
        newest = self._newest_second(now)
        if any(place.last_id == last_change for place in self.places):
            return CALM
        if newest is None:
            return REMINDED if self._has_second else CALM
        days = (now - newest).days
        return URGENT if days >= URGENT_AFTER else REMINDED if days >= REMINDED_AFTER else CALM

    @property
    def _has_second(self) -> bool:
        return any(place.made_at for place in self.places)

    def _newest_second(self, now: datetime) -> datetime | None:
        """The newest that can be: a clock that was ahead then would put the reminder off for years."""
        moments = (place.made_at for place in self.places if place.made_at)
        return max((moment for moment in moments if moment - now < A_DAY), default=None)


def state_of(ledger: Ledger) -> State:
    """Look at the backups beside the ledger and at what this machine remembers of the second places.

    Raises ``OSError`` when the folder of backups cannot be read.
    """
    backups = catalogue.of_ledger(catalogue.backups_in(home_of(ledger)), ledger.ledger_id)
    places = tuple(second_places(ledger.ledger_id))
    if not backups:
        return State(None, None, places)
    return State(backups[0].made_at, backups[0].label.get("last_id"), places)


def is_in_second_place(ledger: Ledger) -> bool:
    """Whether a second place holds a verified backup of everything; without it no year is signed for."""
    return is_copied(ledger.core)


def moment_words(moment: datetime, now: datetime) -> str:
    """今天 11:30, 昨天 11:30, 11 月 16 日 11:30; with its year where that is another one."""
    days = (now.date() - moment.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {moment:%H:%M}"
    year = "" if moment.year == now.year else f"{moment.year} 年 "
    return f"{year}{moment.month} 月 {moment.day} 日 {moment:%H:%M}"
