"""Locked requirements: one hashed line per distribution, good for all three platforms.

`requirements-run.in` and `requirements-dev.in` name what is wanted; `write_locks` turns them into
`requirements-run.txt` and `requirements-dev.txt` (the second holds only what the first does not).
Neither holds an index address, so that every machine uses the one it is set up for.
Markers are limited to the few in `MARKERS`, because pip judges a marker by the machine it runs on
and not by the platform asked about with `--platform`.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import HeaderParser
from pathlib import Path
from zipfile import ZipFile

BUILD = Path(__file__).resolve().parent
KINDS = ("run", "dev")

# pip accepts only the tags it is told, so every older glibc has to be listed too. The newest ones
# are those of the oldest systems the program must run on: UOS 20 has 2.28, Kylin V10 SP1 2.31.
TARGETS: dict[str, list[str]] = {
    "linux x86_64": [f"manylinux_2_{n}_x86_64" for n in range(28, 4, -1)]
    + ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"],
    "linux aarch64": [f"manylinux_2_{n}_aarch64" for n in range(31, 16, -1)] + ["manylinux2014_aarch64"],
    "windows amd64": ["win_amd64"],
}

# What a marker in a requirements file may say, and the platforms it means.
MARKERS: dict[str, frozenset[str]] = {
    "": frozenset(TARGETS),
    'platform_machine == "aarch64"': frozenset({"linux aarch64"}),
    'platform_machine != "aarch64"': frozenset({"linux x86_64", "windows amd64"}),
    'sys_platform == "win32"': frozenset({"windows amd64"}),
    'sys_platform != "win32"': frozenset({"linux x86_64", "linux aarch64"}),
    'sys_platform == "linux" and platform_machine != "aarch64"': frozenset({"linux x86_64"}),
}

# The environment that the requirements inside a wheel are judged by.
ENVIRONMENTS: dict[str, dict[str, str]] = {
    "linux x86_64": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "linux aarch64": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows amd64": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
MACHINES = {"linux x86_64": "x86_64", "linux aarch64": "aarch64", "windows amd64": "AMD64"}

# sqlite-utils names pip for its plugin command; the one inside the virtual environment does.
LEFT_TO_THE_ENVIRONMENT = {"pip"}


@dataclass(frozen=True, order=True)
class Line:
    """One distribution: normalised name, version, marker (a key of `MARKERS`), SHA-256 hashes."""

    name: str
    version: str
    marker: str = ""
    hashes: tuple[str, ...] = field(default=(), compare=False)

    @property
    def pin(self) -> str:
        return f"{self.name}=={self.version}"

    def applies_to(self, target: str) -> bool:
        return target in MARKERS[self.marker]

    def text(self) -> str:
        """The line as a requirements file holds it, one hash per row."""
        head = f"{self.pin} ; {self.marker}" if self.marker else self.pin
        return " \\\n".join([head, *(f"    --hash=sha256:{digest}" for digest in self.hashes)]) + "\n"


def normal(name: str) -> str:
    """The name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read(path: Path) -> list[Line]:
    """The lines of a requirements file, locked or not; raises ValueError on what it does not know."""
    lines = []
    for entry in path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        text = entry.partition("#")[0].strip()
        if not text:
            continue
        match = re.fullmatch(r"([\w.-]+)==([\w.]+)\s*(?:;\s*(.+?))?\s*((?:--hash=sha256:\w+\s*)*)", text)
        if match is None or (match[3] or "") not in MARKERS:
            raise ValueError(f"{path.name}: {text}")
        hashes = tuple(re.findall(r"sha256:(\w+)", match[4]))
        lines.append(Line(normal(match[1]), match[2], match[3] or "", hashes))
    return lines


def download(target: str, requirements: list[str], folder: Path, *more: str) -> None:
    """Ask pip for the wheels of one platform, without what they depend on; exits where one is missing."""
    tags = [word for tag in TARGETS[target] for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--only-binary=:all:"]
    command += ["--python-version", "3.11", "--implementation", "cp", "--abi", "cp311", "--abi", "abi3"]
    command += ["--abi", "none", *tags, "--dest", str(folder), *more, *requirements]
    if subprocess.run(command, check=False).returncode:
        raise SystemExit(f"{target}: not every wheel exists: {' '.join(requirements)}")


def check_wheels() -> None:
    """Prove that each locked line has a wheel with a locked hash, for each of the three platforms."""
    for target in TARGETS:
        lines = [line for kind in KINDS for line in read(BUILD / f"requirements-{kind}.txt")]
        lines = [line for line in lines if line.applies_to(target)]
        with tempfile.TemporaryDirectory() as scratch:
            # Markers are taken off: pip would judge them by this machine.
            bare = Path(scratch, "requirements.txt")
            bare.write_text("".join(Line(x.name, x.version, "", x.hashes).text() for x in lines), "utf-8")
            wheels = Path(scratch, "wheels")
            download(target, ["--requirement", str(bare)], wheels, "--require-hashes")
            count = len(list(wheels.glob("*.whl")))
            if count != len(lines):
                raise SystemExit(f"{target}: {len(lines)} lines, but {count} wheels")
            print(f"{target}: {count} wheels, every one with a locked hash")


def resolved() -> dict[str, str]:
    """Name and version of everything that pip itself would install on this machine."""
    requirements = [
        word for kind in KINDS for word in ("--requirement", str(BUILD / f"requirements-{kind}.in"))
    ]
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch, "report.json")
        command = [sys.executable, "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed"]
        command += ["--only-binary=:all:", "--report", str(report), *requirements]
        subprocess.run(command, check=True)
        installs = json.loads(report.read_text("utf-8"))["install"]
    return {normal(item["metadata"]["name"]): item["metadata"]["version"] for item in installs}


def needed_by(wheel: Path, target: str) -> Iterator[tuple[str, str]]:
    """Name and version range of each distribution that a wheel needs on a platform."""
    from packaging.requirements import Requirement

    with ZipFile(wheel) as archive:
        path = next(n for n in archive.namelist() if n.count("/") == 1 and n.endswith(".dist-info/METADATA"))
        head = HeaderParser().parsestr(archive.read(path).decode("utf-8"))
    place = {**ENVIRONMENTS[target], "platform_machine": MACHINES[target], "extra": ""}
    place |= {"python_version": "3.11", "python_full_version": "3.11.9"}
    place |= {"platform_python_implementation": "CPython", "implementation_name": "cpython"}
    for text in head.get_all("Requires-Dist") or []:
        need = Requirement(text)
        if need.marker is None or need.marker.evaluate(place):
            yield normal(need.name), str(need.specifier)


def closure(target: str, lines: list[Line], pins: dict[str, str], folder: Path) -> dict[str, tuple[str, str]]:
    """Everything the wanted lines need on one platform: name → (version, SHA-256 of its wheel)."""
    from packaging.specifiers import SpecifierSet

    wheels: dict[str, tuple[str, str]] = {}
    queue = [(line.name, f"=={line.version}") for line in lines if line.applies_to(target)]
    while queue:
        name, range_ = queue.pop()
        if name in LEFT_TO_THE_ENVIRONMENT:
            continue
        if name in wheels:
            if not SpecifierSet(range_).contains(wheels[name][0]):
                raise SystemExit(f"{target}: {name} {wheels[name][0]} is locked, but {range_} is needed")
            continue
        if name in pins and SpecifierSet(range_).contains(pins[name]):
            range_ = f"=={pins[name]}"
        own = folder / name
        download(target, [name + range_], own)
        wheel = next(own.glob("*.whl"))
        wheels[name] = (wheel.name.split("-")[1], hashlib.sha256(wheel.read_bytes()).hexdigest())
        queue.extend(needed_by(wheel, target))
    return wheels


def merged(wheels_by_target: dict[str, dict[str, tuple[str, str]]]) -> list[Line]:
    """Lines for all platforms: one where the version is the same, else one per version with a marker."""
    by_pin: dict[tuple[str, str], dict[str, str]] = {}
    for target, distributions in wheels_by_target.items():
        for name, (version, digest) in distributions.items():
            by_pin.setdefault((name, version), {})[target] = digest
    lines = []
    for (name, version), digests in by_pin.items():
        marker = next(text for text, targets in MARKERS.items() if targets == frozenset(digests))
        lines.append(Line(name, version, marker, tuple(sorted(set(digests.values())))))
    return sorted(lines)


def write_locks() -> None:
    """Write both lock files anew from the `.in` files."""
    pins = resolved()
    own_wheels: set[tuple[str, str]] = set()
    for kind in KINDS:
        requirements = [
            line for k in KINDS[: KINDS.index(kind) + 1] for line in read(BUILD / f"requirements-{k}.in")
        ]
        with tempfile.TemporaryDirectory() as scratch:
            wheels_by_target = {
                t: closure(t, requirements, pins, Path(scratch, t.replace(" ", "-"))) for t in TARGETS
            }
        lines = [line for line in merged(wheels_by_target) if (line.name, line.version) not in own_wheels]
        own_wheels |= {(line.name, line.version) for line in lines}
        head = f"# Written by `python3 build/dev.py lock` from requirements-{kind}.in; not edited by hand.\n"
        path = BUILD / f"requirements-{kind}.txt"
        path.write_text(head + "".join(line.text() for line in lines), "utf-8", newline="\n")
        print(f"{path.name}: {len(lines)} lines")


if __name__ == "__main__":
    {"lock": write_locks, "wheels": check_wheels}[sys.argv[1]]()
