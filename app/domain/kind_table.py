"""A table of a consumer: something for every kind of field, such as its editor or its cell format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from app.domain.fields import Kind

Answer = TypeVar("Answer")


class UnansweredKind(LookupError):
    """A kind of field is used for which a table holds nothing; the sentence names table and file."""


class KindTable(Generic[Answer]):
    """``answers`` by the name of the kind.  ``title`` says what is answered, ``module`` where the table stands."""

    def __init__(self, title: str, module: str, answers: Mapping[str, Answer]) -> None:
        self.title = title
        self.place = f"{module.replace('.', '/')}.py"
        self.answers = dict(answers)

    def __getitem__(self, kind: Kind) -> Answer:
        try:
            return self.answers[kind.name]
        except KeyError:
            raise UnansweredKind(
                f"no {self.title} for the kind {kind.name!r}: add it to the table in {self.place}"
            ) from None
