"""Numbers in Chinese writing, and money in fen."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from app.domain.patterns import pattern
from app.domain.texts import half_width, without_blanks

LONGEST = 40  # a longer text is no number
_DIGITS = "零一二三四五六七八九"
_VALUES = {character: value for value, character in enumerate(_DIGITS)} | {
    "〇": 0,
    "○": 0,
    "◯": 0,
    "Ｏ": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卄": "二十", "卅": "三十"}
CHINESE_DIGITS = "".join(_VALUES) + "".join(_POWERS) + "".join(_TENS) + "万"
_COUNTED = pattern(
    r"^第?([0-9]+|[" + CHINESE_DIGITS + r"]+)"
    r"(?:次会议|次全体会议|次|届|号|选区|代表团|团|组|小组|名|人次|人|件|个|年|月|日|条|项|期|批次?|位|周?岁|票|户|份|天|批)?$"
)
_MONEY = pattern(r"^[¥￥]?([-+]?)[¥￥]?(\d{1,3}(?:,\d{3})+|\d+)?(\.\d*)?(万|万元|元|圆|块)?(整|正)?$")
_INSIDE = pattern(r"\d+|(?<=第)[一二三四五六七八九十百千]+")
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_MONEY_SENTENCE = "这里要填金额,例如 1234.50(单位:元)。"


def chinese_number(n: int) -> str:
    """1–9999 as written in names of terms and sessions: 10 十, 19 十九, 103 一百零三."""
    if not 1 <= n <= 9999:
        raise ValueError(f"{n} 不在 1 到 9999 之间。")
    text, gap = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // power % 10
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + sign
            gap = False
        elif text:
            gap = True
    return text[1:] if 10 <= n <= 19 else text


def chinese_year(year: int) -> str:
    """2025 → 二〇二五."""
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(year))


def chinese_value(text: str) -> int | None:
    """The number that Chinese numerals alone spell: 十九, 廿三, 一百零三, 二〇二五; None when they spell none."""
    for sign, tens in _TENS.items():
        text = text.replace(sign, tens)
    if not text or text.count("万") > 1 or not set(text) <= {*_VALUES, *_POWERS, "万"}:
        return None
    if all(sign in _VALUES for sign in text):
        return int("".join(str(_VALUES[sign]) for sign in text))
    if "万" in text:
        high, _, low = text.partition("万")
        above, below = _below_ten_thousand(high), _below_ten_thousand(low)
        if not above or below is None:
            return None
        # 一万二 is spoken for 12,000.
        return above * 10_000 + below * (1000 if len(low) == 1 else 1)
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int | None:
    total, last_power, digit, zero = 0, 10_000, None, False
    for position, sign in enumerate(text):
        if sign in _POWERS:
            power = _POWERS[sign]
            if power >= last_power or (digit is None and not (power == 10 and position == 0)):
                return None
            total, last_power, digit, zero = total + (digit or 1) * power, power, None, False
        elif _VALUES[sign] == 0:
            if digit is not None:
                return None
            zero = True
        elif digit is not None:
            return None
        else:
            digit = _VALUES[sign]
    if digit is None:
        return total
    # 一百二 is spoken for 120; with 零 before it the last digit counts ones.
    ones = 1 if zero or last_power == 10_000 else last_power // 10
    return total + digit * ones


@lru_cache(maxsize=5_000)
def read_number(text: str) -> int | None:
    """The whole number a short text means: 第十九次, 十九, 19, １９, 二〇二五 → int; anything else → None."""
    match = _COUNTED.match(without_blanks(half_width(text))) if len(text) <= LONGEST else None
    if match is None:
        return None
    digits = match.group(1)
    return int(digits) if digits.isascii() else chinese_value(digits)


def whole_number(text: str) -> int | None:
    """A whole number in digits, below zero too, or as ``read_number`` reads it; None for anything else."""
    if len(text) <= LONGEST and text.isascii() and text.removeprefix("-").isdecimal():
        return int(text)
    return read_number(text)


def decimal_number(text: str) -> Decimal:
    """A number in digits; ValueError for anything else, and for one beyond every count (1e9999 would take minutes)."""
    try:
        number = Decimal(text if len(text) <= LONGEST else "")
    except InvalidOperation:
        raise ValueError("no number") from None
    if not number.is_finite() or abs(number.adjusted()) > LONGEST:
        raise ValueError("no number that is counted with")
    return number


@lru_cache(maxsize=20_000)
def natural(text: str) -> str:
    """Text whose numbers sort by value: 第二选区 before 第十选区."""
    return _INSIDE.sub(lambda match: f"{read_number(match[0]) or 0:09d}", text)


def with_decimals(value: int, decimals: int) -> str:
    """A whole number of last decimals with all of them: 1250 with two as 12.50."""
    return f"{Decimal(value).scaleb(-decimals):.{decimals}f}"


def yuan_to_fen(cell: object) -> int:
    """An amount in yuan (text, whole number or decimal) as fen; ValueError with a sentence otherwise."""
    amount = _amount(str(cell))
    if abs(amount) >= 10**16:
        raise ValueError("金额太大,请核对。")
    fen = (amount * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    # A spreadsheet's sum carries noise in its sixteenth digit; a third decimal is somebody's slip.
    if abs(amount * 100 - fen) > Decimal("0.0001"):
        raise ValueError("金额最多两位小数(到分)。")
    return int(fen)


def _amount(text: str) -> Decimal:
    if len(text) > LONGEST:
        raise ValueError(_MONEY_SENTENCE)
    bare = without_blanks(half_width(text)).removeprefix("人民币").removeprefix("RMB")
    minus = bare.startswith("(") and bare.endswith(")")
    match = _MONEY.match(bare.strip("()") if minus else bare)
    if match and (match.group(2) or (match.group(3) or ".") != "."):
        sign = "-" if minus != (match.group(1) == "-") else ""
        number = Decimal(f"{sign}{(match.group(2) or '0').replace(',', '')}{match.group(3) or ''}")
        return number * 10_000 if (match.group(4) or "").startswith("万") else number
    try:
        return decimal_number(bare)
    except ValueError:
        raise ValueError(_MONEY_SENTENCE) from None


def fen_to_text(fen: int) -> str:
    """123450 → 1,234.50."""
    whole, cents = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{cents:02d}"


def capital_yuan(fen: int) -> str:
    """The amount in the capital numerals of vouchers: 123450 → 壹仟贰佰叁拾肆元伍角整."""
    whole, cents = divmod(abs(fen), 100)
    jiao, odd = divmod(cents, 10)
    text = "负" if fen < 0 else ""
    if whole or not cents:
        text += _capital_whole(whole) + "元"
    if not cents:
        return text + "整"
    if jiao:
        text += _CAPITALS[jiao] + "角"
    elif whole:
        text += "零"
    return text + (_CAPITALS[odd] + "分" if odd else "整")


def _capital_whole(whole: int) -> str:
    if whole >= 10**16:
        raise ValueError("金额太大,无法写成大写。")
    if not whole:
        return "零"
    text, gap = "", False
    for power, sign in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = whole // power % 10_000
        if not part:
            gap = bool(text)
            continue
        lead = "零" if text and (gap or part < 1000) else ""
        # 万亿 is said once: 壹万贰仟亿, not 壹万亿贰仟亿.
        below = whole // 10**8 % 10_000
        text += lead + _capital_four(part) + ("万" if sign == "万亿" and below else sign)
        gap = False
    return text


def _capital_four(part: int) -> str:
    text, gap = "", False
    for power, sign in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = part // power % 10
        if digit:
            text += ("零" if gap else "") + _CAPITALS[digit] + sign
            gap = False
        else:
            gap = bool(text)
    return text


def percent(numerator: int, denominator: int) -> Decimal | None:
    """The share in percent with one decimal, half up; None for an empty base."""
    if not denominator:
        return None
    return (Decimal(numerator * 100) / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
