"""Makes a bare machine ready: system libraries, the virtual environment, the locked distributions.

Standard library only, because nothing else is there yet when it runs. Everything that is in place
already is left alone, so a second start costs a fraction of a second.
"""

import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

BUILD = Path(__file__).resolve().parent
PROJECT = BUILD.parent
VENV = PROJECT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / ("python.exe" if sys.platform == "win32" else "python")
STAMP = VENV / "presidium-stamp.json"

# Found out on a bare Debian 12: what Qt needs without a screen, and a font with Chinese letters.
OFFSCREEN = ["libglib2.0-0", "libgl1", "libegl1", "libfontconfig1", "libxkbcommon0", "libdbus-1-3"]
FONTS = ["fonts-noto-cjk"]
SCREEN = ["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxkbcommon-x11-0", "libxcb-image0"]
SCREEN += ["libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1", "libx11-xcb1"]

# Apache PDFBox Preflight, which judges PDF/A-1b, and what it needs beside Java.
PDF_VALIDATOR = ("libpdfbox2-java", "libactivation-java", "libjaxb-api-java")


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere by the session's variables."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def set_up(*kinds: str, tools: tuple[str, ...] = ()) -> None:
    """Make everything ready that the given kinds of requirements (`run`, `dev`) need.

    `tools`: further Debian packages that only one command needs.
    """
    if sys.version_info[:2] != (3, 11):
        raise SystemExit(
            f"需要 Python 3.11，现在运行的是 {sys.version_info[0]}.{sys.version_info[1]}。"
            "请安装 Python 3.11 后，用它重新运行本命令。"
        )
    if sys.platform.startswith("linux"):
        _install_system_libraries(list(tools))
    _make_environment()
    _install_locked(kinds)


def _install_system_libraries(tools: list[str]) -> None:
    packages = OFFSCREEN + FONTS + tools + (SCREEN if has_screen() else [])
    if importlib.util.find_spec("ensurepip") is None:
        packages.append("python3-venv")
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return  # not a Debian: Qt itself says what it lacks
    missing = [name for name in packages if not _is_installed(name)]
    if not missing:
        return
    print("安装系统组件：", " ".join(missing), flush=True)
    rights = [] if os.geteuid() == 0 else ["sudo"]
    if rights and shutil.which("sudo") is None:
        raise SystemExit(f"请用管理员身份运行：apt-get install {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # The variable is given once more on the command line, because sudo drops it.
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    install = [*apt, "install", "--no-install-recommends", *missing]
    # Old package lists name versions that are gone, no lists name none: always refresh them first.
    subprocess.run([*apt, "update"], env=environment, check=False)
    if subprocess.run(install, env=environment, check=False).returncode:
        raise SystemExit("系统组件没有装上，原因见上面的文字。本机其他内容未作改动；排除后请重新运行。")


def _is_installed(package: str) -> bool:
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True, check=False).stdout.strip() == "installed"


def _make_environment() -> None:
    sound = "import pip, sys; sys.exit(sys.version_info[:2] != (3, 11))"
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", sound], capture_output=True, check=False).returncode == 0
    ):
        return
    print("建立运行环境 .venv", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def _install_locked(kinds: tuple[str, ...]) -> None:
    stamp = _read_stamp()
    missing = [kind for kind in kinds if stamp.get(kind) != _digest(kind)]
    if missing:
        print("安装依赖：", " ".join(missing), flush=True)
        files = [
            word for kind in missing for word in ("--requirement", str(BUILD / f"requirements-{kind}.txt"))
        ]
        _pip("install", "-qq", "--require-hashes", "--no-deps", "--only-binary=:all:", *files)
        stamp |= {kind: _digest(kind) for kind in missing}
    if stamp.get("project") != _digest("project"):
        _install_project()
        stamp["project"] = _digest("project")
        missing.append("project")
    if missing:
        STAMP.write_text(json.dumps(stamp, indent=1), "utf-8")


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _digest(kind: str) -> str:
    """What a stamp must say for this kind: the lock (or the project's own data), this Python, this place."""
    path = BUILD / f"requirements-{kind}.txt"
    content = json.dumps(_project()).encode() if kind == "project" else path.read_bytes()
    # The folder counts, because a moved or copied tree needs its path written anew.
    content += platform.python_version().encode() + os.fsencode(PROJECT)
    return hashlib.sha256(content).hexdigest()


def _project() -> dict[str, Any]:
    """Name, version and console scripts from pyproject.toml."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    return {key: project[key] for key in ("name", "version", "scripts")}


def _pip(*arguments: str) -> None:
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    if subprocess.run([PYTHON, "-m", "pip", *arguments], env=environment, check=False).returncode:
        raise SystemExit("依赖没有装上，原因见上面的文字。检查网络或本机 pip 的设置后，请重新运行。")


def _install_project() -> None:
    """Let the environment import the project where it lies, with its console script.

    A wheel that holds nothing but a path and an entry point: pip makes the right launcher on every
    system from it, without a build backend and so without the network.
    """
    project = _project()
    name, version = project["name"].replace("-", "_"), project["version"]
    scripts = "".join(f"{script} = {target}\n" for script, target in project["scripts"].items())
    info = f"{name}-{version}.dist-info"
    members = {
        f"{name}.pth": f"{PROJECT}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: dev.py\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": f"[console_scripts]\n{scripts}",
    }
    record = "".join(f"{path},{_hash(text)},{len(text.encode())}\n" for path, text in members.items())
    members[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n"
    wheel = VENV / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in members.items():
            archive.writestr(path, text)
    _pip("install", "-qq", "--no-index", "--no-deps", "--force-reinstall", str(wheel))
    wheel.unlink()


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256=" + urlsafe_b64encode(digest).rstrip(b"=").decode()
