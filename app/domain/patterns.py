"""Regular expressions compiled when they are first used."""

import re
from typing import Any, cast


class _Waiting:
    """Stands for a pattern; the first use of a method compiles it and keeps the compiled one's method."""

    def __init__(self, words: str, flags: int) -> None:
        self._words = words
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Called only for what is not kept yet, so a method used often costs no more than the pattern's own.
        attribute = getattr(re.compile(self._words, self._flags), name)
        setattr(self, name, attribute)
        return attribute


def pattern(words: str, flags: int = 0) -> re.Pattern[str]:
    """``re.compile`` put off: reading what people write takes many patterns, showing a list takes none.

    A pattern that is wrong raises ``re.error`` at its first use.
    """
    return cast("re.Pattern[str]", _Waiting(words, flags))
