"""What one row of a register is called on buttons and in sentences."""

from __future__ import annotations

from app.domain.register import Register


def noun_of(register: Register) -> str:
    """代表 for 代表名册, 接待 for 接待登记; the label where it names one row already."""
    return register.label.removesuffix("名册").removesuffix("登记")
