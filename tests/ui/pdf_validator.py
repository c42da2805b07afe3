"""Apache PDFBox Preflight (Debian: libpdfbox2-java), which judges PDF/A-1b files that other programs wrote."""

import re
import shutil
import subprocess
from pathlib import Path

_JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
_PLACES = [Path("/usr/share/java") / f"{name}.jar" for name in _JARS]
IS_THERE = shutil.which("java") is not None and all(place.exists() for place in _PLACES)


def faults_of(folder: Path) -> dict[str, list[str]]:
    """By the name of each file in the folder what keeps it from being PDF/A-1b; nothing for a valid one."""
    path = ":".join(map(str, _PLACES))
    # One thread and no compiler, one start for all files: it takes half the time.
    words = ["java", "-Dstdout.encoding=UTF-8", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", path]
    words += ["org.apache.pdfbox.preflight.Validator_A1b", "group", str(folder)]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60)
    assert not done.stderr, done.stderr.decode("utf-8", "replace")
    faults: dict[str, list[str]] = {}
    name = ""
    for line in done.stdout.decode("utf-8").splitlines():
        verdict = re.fullmatch(r"The file (.+) is (?:not )?a valid PDF/A-1b file(?:, error\(s\) :)?", line)
        if verdict:
            name = verdict[1]
            faults[name] = []
        elif line:
            faults[name].append(line)
    return faults
