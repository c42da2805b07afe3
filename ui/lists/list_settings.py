"""Which columns of a list she wants, in which order and how wide: kept on this machine, never in the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.domain.fields import Field
from app.domain.register import Register
from app.storage.machine import remember_in, settings_in

KEY = "lists"  # in the settings of the machine: columns and widths by register


def chosen_columns(register: Register) -> tuple[Field, ...]:
    """The columns she chose, in her order; none where she never did.  What is no field any more is left out."""
    keys = _settings(register).get("columns", ())
    return tuple(register.by_key[key] for key in keys if key in register.by_key)


def chosen_widths(register: Register) -> dict[str, float]:
    """The widths that she set, in points by field; empty where the list shares its room by itself."""
    widths = _settings(register).get("widths", {})
    return {key: float(width) for key, width in widths.items() if key in register.by_key}


def remember_columns(register: Register, fields: Sequence[Field]) -> None:
    """Keep these columns in this order."""
    _remember(register, {**_settings(register), "columns": [field.key for field in fields]})


def remember_widths(register: Register, widths: Mapping[str, float]) -> None:
    """Keep these widths, in points by field."""
    _remember(register, {**_settings(register), "widths": dict(widths)})


def forget(register: Register) -> None:
    """Columns and widths as the register has them."""
    _remember(register, {})


def _settings(register: Register) -> dict[str, Any]:
    settings = settings_in(KEY).get(register.key, {})
    return settings if isinstance(settings, dict) else {}


def _remember(register: Register, settings: Mapping[str, Any]) -> None:
    remember_in(KEY, {register.key: settings or None})
