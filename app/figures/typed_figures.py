"""A figure as somebody wrote it beside the one that was counted: whether they agree, else where the other may come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_UP, Decimal

from app.domain.patterns import pattern
from app.domain.texts import half_width, without_blanks
from app.figures.figure import Value
from app.figures.other_counts import OtherCount, other_counts
from app.storage.ledger import Ledger

MOST_NAMED = 3  # other ways of counting named in one sentence
_TENS = Decimal(10)
_WRITTEN = pattern(
    r"^(?P<about>达到?|约|近|超过|为)?(?P<number>\d{1,12}(?:\.\d{1,4})?)(?P<unit>%|[\u4e00-\u9fff]{0,3}?)"
    r"(?P<least>以上)?(?:左右)?(?:\((?P<numerator>\d{1,9})/(?P<denominator>\d{1,9})\))?$"
)
_FRACTION = pattern(r"^(\d{1,9})/(\d{1,9})$")
UNREADABLE = "请照报告里印的写数字，例如 25件、90%、89.3%（25/28）。"


@dataclass(frozen=True)
class WrittenFigure:
    """A number with as many ``decimals`` as were written; both counts of a rate where they were, too.

    ``is_least``: 90%以上.  ``is_bare``: a number and nothing that says of what.
    """

    number: Decimal
    decimals: int
    is_rate: bool
    counts: tuple[int, int] | None = None
    is_least: bool = False
    is_bare: bool = False

    def as_share(self) -> WrittenFigure:
        """The bare number as what it is beside a rate: 89.3 without its sign, or 0.893 as tables of shares have it."""
        if not self.decimals or self.number > 1:
            return replace(self, is_rate=True)
        decimals = max(0, self.decimals - 2)
        return replace(self, number=rounded(100 * self.number, decimals), decimals=decimals, is_rate=True)


def read_figure(words: str) -> WrittenFigure:
    """What a written figure says; ValueError with a sentence where it says no number."""
    plain = without_blanks(half_width(words)).replace(",", "")
    if fraction := _FRACTION.match(plain):
        numerator, denominator = int(fraction[1]), int(fraction[2])
        if denominator:
            return WrittenFigure(exact(numerator, denominator), 1, True, (numerator, denominator))
    match = _WRITTEN.match(plain)
    if match is None:
        raise ValueError(UNREADABLE)
    number, has_counts = Decimal(match["number"]), match["denominator"] is not None
    return WrittenFigure(
        number,
        max(0, -int(number.as_tuple().exponent)),
        match["unit"] == "%",
        (int(match["numerator"]), int(match["denominator"])) if has_counts else None,
        match["least"] is not None,
        not match["unit"] and not has_counts,
    )


def exact(numerator: int, denominator: int) -> Decimal:
    """The share in percent."""
    return Decimal(100 * numerator) / denominator


def rounded(share: Decimal, decimals: int, way: str = ROUND_HALF_UP) -> Decimal:
    """The share with that many decimals."""
    return share.quantize(Decimal(1).scaleb(-decimals), rounding=way)


def says_so(written: WrittenFigure, numerator: int, denominator: int | None) -> bool:
    """Whether a count, or a share at the precision that was written, is what was written."""
    if written.counts is not None:
        return written.counts == (numerator, denominator)
    if denominator is None:
        return written.number == numerator
    return bool(denominator) and rounded(exact(numerator, denominator), written.decimals) == written.number


@dataclass(frozen=True)
class Comparison:
    """Whether a written figure is the counted one, and a sentence that says so or says where it may come from."""

    agrees: bool
    sentence: str


def compare(ledger: Ledger, value: Value, words: str, year: int) -> Comparison:
    """The written figure ``words`` beside the counted ``value`` of a year; ValueError for words without a number."""
    written = read_figure(words)
    if value.figure.is_rate and written.is_bare:
        written = written.as_share()
    if written.is_rate != value.figure.is_rate:
        right = "百分数" if value.figure.is_rate else "个数"
        return Comparison(
            False, f"“{value.figure.label}”是{right}，报告里写的是“{words}”，请核对是不是写错了项目。"
        )
    if value.numerator is None:
        return Comparison(
            False, f"“{value.figure.label}”没有数据，得不出“{words}”。请先登记，或者把这一句去掉。"
        )
    if says_so(written, value.numerator, value.denominator):
        return Comparison(True, f"与记录一致：{_counted(value)}。")
    if written.is_least and _share_or_count(value) >= written.number:
        return Comparison(True, f"与记录一致：{_counted(value)}，在{written.number}以上。")
    ways = [
        way for way in other_counts(ledger, value, year) if says_so(written, way.numerator, way.denominator)
    ]
    reasons = [*_roundings(written, value), *(_way(way) for way in ways[:MOST_NAMED])]
    if not reasons:
        reasons = [f"按已知的口径、基数和截止日都得不出“{words}”", *_counts_that_would(written, value)]
    return Comparison(False, f"按记录是{_counted(value)}，报告里写的是“{words}”。{'；'.join(reasons)}。")


def _share_or_count(value: Value) -> Decimal:
    if value.denominator:
        return exact(value.numerator or 0, value.denominator)
    return Decimal(value.numerator or 0)


def _counted(value: Value) -> str:
    if value.denominator is None:
        return f" {value.words}"
    return f" {value.numerator}/{value.denominator} = {value.value}%"


def _way(way: OtherCount) -> str:
    if way.denominator is None:
        return f"{way.words}正好是 {way.numerator}"
    share = rounded(exact(way.numerator, way.denominator), 1)
    return f"{way.words}是 {way.numerator}/{way.denominator} = {share}%"


def _roundings(written: WrittenFigure, value: Value) -> Sequence[str]:
    """How the written share may come from the counted one by rounding otherwise."""
    if not value.denominator or written.counts is not None:
        return ()
    share = exact(value.numerator or 0, value.denominator)
    half_up = rounded(share, written.decimals)
    to = f"保留 {written.decimals} 位小数" if written.decimals else "取整数"
    if rounded(share, written.decimals, ROUND_CEILING) == written.number:
        return (f"往上进位{to}才是 {written.number}%，四舍五入是 {half_up}%",)
    if rounded(share, written.decimals, ROUND_DOWN) == written.number:
        return (f"舍去尾数{to}才是 {written.number}%，四舍五入是 {half_up}%",)
    if rounded(share / _TENS, 0) * _TENS == written.number:
        return (f"四舍五入到十位才是 {written.number}%，取整数是 {rounded(share, 0)}%",)
    return ()


def _counts_that_would(written: WrittenFigure, value: Value) -> Sequence[str]:
    """Which numerator of this base gives the written share, or that none does."""
    base, unit = value.denominator, _measure(value)
    if not base or written.counts is not None or written.number > 100:
        return ()
    near = int((written.number * base / 100).to_integral_value(rounding=ROUND_HALF_UP))
    fitting = next((count for count in (near, near - 1, near + 1) if says_so(written, count, base)), None)
    if fitting is not None:
        return (f"{base}{unit}里要有 {fitting}{unit}才是，记录里有 {value.numerator}{unit}",)
    low = int(written.number * base / 100)
    beside = "，".join(
        f"{count}{unit}是 {rounded(exact(count, base), 1)}%" for count in (low, low + 1) if count <= base
    )
    return (f"基数 {base}{unit}时没有哪个数得出来：{beside}",)


def _measure(value: Value) -> str:
    return " 件" if value.counted.register == "suggestions" else " "
