"""发文字号 as official papers write it: 迳规建函〔2022〕3号 (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

from typing import NamedTuple

from app.domain.patterns import pattern


class UnderNumber(NamedTuple):
    """What a row decides or announces goes out under the number in ``field``.

    ``announced_with``: fields in which rows agree that one document announces together; none where each has its own.
    """

    field: str
    announced_with: tuple[str, ...] = ()


_OPEN, _SHUT = "[\\[(\u3014\uff08\uff3b\u3010\\u3016<\u3008]", "[\\])\u3015\uff09\uff3d\u3011\\u3017>\u3009]"

_NUMBER = pattern(rf"\s*{_OPEN}\s*(\d{{4}})\s*年?\s*{_SHUT}\s*第?\s*0*(\d+)\s*号?")

_RUNNING = pattern("\u3015\\d+号$")


def document_number(text: str) -> str:
    """The number with its year in 〔〕 and without 第 and leading zeros; what is no such number stays as it is."""
    return _NUMBER.sub(lambda found: f"\u3014{found[1]}\u3015{found[2]}号", text.strip())


def serial_of_number(number: str) -> str:
    """What the running numbers of a code and year have in common: 迳人大〔2022〕; the whole where it is no such number."""
    return _RUNNING.sub("\u3015", document_number(number))


def number_to_fill_in(organ: str, year: int) -> str:
    """A number whose running part the office writes in: 迳人大〔2022〕  号; nothing where its letters are unknown."""
    return f"{organ}\u3014{year}\u3015\u3000号" if organ else ""
