"""People's names: reading them, their pinyin, their order by strokes."""

from app.domain.names import NameReading, is_plausible_name, is_vacancy, printed_name, read_name
from app.domain.pinyin import pinyin_full, pinyin_initials, pinyin_search
from app.domain.strokes import stroke_key

__all__ = [
    "NameReading",
    "is_plausible_name",
    "is_vacancy",
    "pinyin_full",
    "pinyin_initials",
    "pinyin_search",
    "printed_name",
    "read_name",
    "stroke_key",
]
