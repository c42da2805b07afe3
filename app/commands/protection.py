"""Commands about the protection of private values: protect, unprotect, password, rekey, keys, reveal, disclosures."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from app.commands.surroundings import DONE, WORLD, BadInput, Surroundings, known_register, secret_in
from app.domain.registers import BY_KEY
from app.storage.files import complete_file, refuse_output, removed_patiently
from app.storage.ledger import Ledger
from app.storage.protection import disclosures as log
from app.storage.protection import protecting, unlocking
from app.storage.refusals import LedgerRefused

RECOVERY_WORDS = (
    "这是{town}人大台账的恢复码。忘记密码时用它解锁，请打印后锁进柜子，再删除这个文件。\n\n{code}\n"
)
BESIDE = "恢复码不能放在台账文件夹里，拿到文件夹的人就能解锁。没有作任何改动，请把“{page}”写到别的地方。"
USELESS = "磁盘现在读写不了，密码没有更换，台账没有改动。“{page}”里的恢复码没有启用，请不要打印，把它删除后再做一次。"
STILL_PLAIN = "以前的备份里仍是没有加密的内容，不再需要时请删除。"
STILL_OPENED = "以前的备份仍用原来的密码或恢复码打开，原来的人不该再看的，请另做一份备份，再把旧的删除。"
KINDS = {"password": "密码", "recovery": "恢复码"}


def protect(args: Namespace, around: Surroundings) -> int:
    """Encrypt private values under the password of ``--key-file``; the recovery code goes into a file of its own."""
    password = _needed(around)
    return _with_new_key(
        args, around, lambda ledger, code: protecting.protect(ledger, password, code), STILL_PLAIN
    )


def rekey(args: Namespace, around: Surroundings) -> int:
    """A new key, password and recovery code in place of those that are known now."""
    _needed(around)
    password = secret_in(args.new_key_file)
    return _with_new_key(
        args, around, lambda ledger, code: protecting.renew_key(ledger, password, code), STILL_OPENED
    )


def _with_new_key(
    args: Namespace, around: Surroundings, set_up: Callable[[Ledger, str], None], of_backups: str
) -> int:
    """The code lies in its file before the ledger needs it; nothing is left of it when that comes to nothing."""
    out = Path(args.recovery_out)
    refuse_output(out, folders=(around.folder,))
    if around.folder.resolve() in out.resolve().parents:
        raise BadInput(BESIDE.format(page=out.name))
    if out.exists():
        raise BadInput(f"“{out.name}”已经有了，没有作任何改动。恢复码请写到一个新文件。")
    with around.open() as ledger:
        code = protecting.new_recovery_code()
        with complete_file(out) as temporary:
            words = RECOVERY_WORDS.format(town=ledger.office.get("town") or "", code=code)
            temporary.write_text(words, encoding="utf-8")
        try:
            set_up(ledger, code)
        except BaseException as cause:
            if not removed_patiently(out):
                raise LedgerRefused(USELESS.format(page=out.name), WORLD) from cause
            raise
        around.promise(args.command)
    around.say(f"个人信息已加密。恢复码在“{out}”，请打印后锁进柜子，再删除那个文件。")
    around.say(of_backups)
    return DONE


def password(args: Namespace, around: Surroundings) -> int:
    """Another password in place of the one of ``--key-file`` (or by the recovery code in it)."""
    secret = _needed(around)
    new = secret_in(args.new_key_file)
    with around.open() as ledger:
        protecting.change_password(ledger, secret, new)
        around.promise("password")
    around.say("密码已经更换。以前的备份仍用做备份时的密码。")
    return DONE


def unprotect(args: Namespace, around: Surroundings) -> int:
    """Keep private values in plain again."""
    secret = _needed(around)
    with around.open() as ledger:
        protecting.lift(ledger, secret)
        around.promise("unprotect")
    around.say("已经关闭个人信息保护，内容都在，不再加密。")
    return DONE


def _needed(around: Surroundings) -> str:
    if not around.secret:
        raise BadInput("要用 --key-file 写明密码文件（- 为标准输入），密码不能写在命令里。没有作任何改动。")
    return around.secret


def keys(args: Namespace, around: Surroundings) -> int:
    """By what the ledger can be opened; no secret is told."""
    with around.open() as ledger:
        kinds = [str(slot["kind"]) for slot in unlocking.slots_of(ledger)]
    if args.json:
        around.answer({"protected": bool(kinds), "slots": kinds})
        return DONE
    words = "、".join(KINDS[kind] for kind in kinds)
    around.say(f"个人信息已加密，可以用{words}解锁。" if kinds else "这本台账没有用密码保护。")
    return DONE


def reveal(args: Namespace, around: Surroundings) -> int:
    """One private value, which the history then tells of."""
    register = known_register(args.register)
    field = register.by_key.get(args.field)
    if field is None or not field.private:
        names = "、".join(f.key for f in register.fields if f.private) or "没有"
        raise BadInput(f"“{args.field}”不是{register.label}的保密栏目。可以用：{names}。")
    with around.open() as ledger:
        if ledger.row(register.key, args.id) is None:
            raise BadInput(f"{register.label}里没有编号为 {args.id} 的记录。")
        value = log.reveal(ledger, register.key, args.id, field.key)
    if value is not None:
        around.promise(f"reveal {args.id}")  # that it was shown is written down
    if args.json:
        around.answer({"value": value})
        return DONE
    around.say(field.text(value) if value is not None else "没有录入。")
    return DONE


def disclosures(args: Namespace, around: Surroundings) -> int:
    """Which private values were shown or taken out, newest first."""
    with around.open() as ledger:
        entries = log.disclosures(ledger)
    if args.json:
        around.answer(
            [
                {"at": e.at, "action": e.action, "register": e.register, "row": e.row, "what": e.why}
                for e in entries
            ]
        )
        return DONE
    for entry in entries:
        around.say(f"{entry.at}\t{entry.action}\t{BY_KEY[entry.register].label} {entry.row}\t{entry.why}")
    around.say(f"共 {len(entries)} 次。" if entries else "还没有人查看或取出过保密内容。")
    return DONE
