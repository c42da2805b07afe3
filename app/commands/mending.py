"""Commands that settle what check found: names linked to rows, derived records renewed."""

from __future__ import annotations

from argparse import Namespace

from app.commands.surroundings import DONE, BadInput, Surroundings, known_register
from app.storage.checks.derived_rows import renew as renew_derived
from app.storage.checks.unresolved import Unresolved, same_names
from app.storage.checks.unresolved import resolve as link_names
from app.storage.refusals import Refused


def resolve(args: Namespace, around: Surroundings) -> int:
    """Link a name that was kept as written to the row that is meant."""
    register = known_register(args.register)
    field = register.by_key.get(args.field)
    if field is None or not field.kind.to:
        raise BadInput(f"{register.label}没有“{args.field}”这样一栏名称，没有改动。")
    with around.open() as ledger:
        one = Unresolved(register.key, args.id, args.field, args.name)
        try:
            count = link_names(ledger, same_names(ledger, one) if args.all else [one], args.to)
        except Refused as refusal:
            raise BadInput(str(refusal)) from refusal
        around.promise(args.id)
    if not around.ack:
        around.say(f"已对上，改动 {count} 条记录。")
    return DONE


def renew(args: Namespace, around: Surroundings) -> int:
    """Bring derived records in step with their sources, as one act."""
    with around.open() as ledger:
        count = renew_derived(ledger)
        around.promise(count)
    if not around.ack:
        around.say(f"已按来源重新生成 {count} 条记录。" if count else "没有要重新生成的记录。")
    return DONE
