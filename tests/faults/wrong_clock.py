"""The program on a computer whose clock is wrong: ``python3 -m tests.faults.wrong_clock 1980-01-01T08:00 WORDS…``."""

from __future__ import annotations

import datetime
import sys
import time


def set_clock(moment: datetime.datetime) -> None:
    """Let this process believe that it is ``moment`` now; call it before the program is imported."""
    real, real_day, shift = datetime.datetime, datetime.date, moment - datetime.datetime.now()

    class Moment(type):
        """What others made is a moment or a day as well: libraries ask what a value is."""

        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, real if issubclass(cls, real) else real_day)

    class WrongMoment(real, metaclass=Moment):  # type: ignore[misc, valid-type]
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
            return real.now(tz) + shift

        @classmethod
        def today(cls) -> datetime.datetime:
            return real.now() + shift

    class WrongDay(real_day, metaclass=Moment):  # type: ignore[misc, valid-type]
        @classmethod
        def today(cls) -> datetime.date:
            return (real.now() + shift).date()

    seconds, real_time = shift.total_seconds(), time.time
    datetime.datetime, datetime.date = WrongMoment, WrongDay  # type: ignore[misc, assignment]
    time.time = lambda: real_time() + seconds  # type: ignore[assignment]


if __name__ == "__main__":
    set_clock(datetime.datetime.fromisoformat(sys.argv[1]))
    from ui.__main__ import main

    sys.exit(main(sys.argv[2:]))
