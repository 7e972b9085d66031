"""Small file systems of our own, in a mount namespace that ends with the process.

The process was started by ``unshare``, see `machine.py`; no mount is seen or left outside.
"""

from __future__ import annotations

import subprocess
from pathlib import Path


class CannotMount(Exception):
    """The machine does not let us, and says why."""


def mount(*words: str) -> None:
    """Mount something. Raises `CannotMount`."""
    _run("mount", *words)


def unmount(folder: Path) -> None:
    """Take a mount away. Raises `CannotMount`."""
    _run("umount", str(folder))


def small_disk(folder: Path, kilobytes: int) -> None:
    """Mount a file system of so many kilobytes."""
    folder.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder))


def read_only(folder: Path) -> None:
    """Make a folder a read-only file system, until it is unmounted."""
    mount("--bind", str(folder), str(folder))
    mount("-o", "remount,ro,bind", str(folder))


def disk_image(image: Path, megabytes: int) -> None:
    """Make a file that holds an empty ext4 file system."""
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    _run("mkfs.ext4", "-q", "-F", "-m", "0", str(image))


def mount_image(image: Path, folder: Path, options: str = "") -> None:
    """Mount a file system that lies in a file; the journal is replayed if it must be."""
    folder.mkdir(exist_ok=True)
    mount("-t", "ext4", "-o", f"loop{options}", str(image), str(folder))


def _run(*words: str) -> None:
    try:
        done = subprocess.run(words, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise CannotMount(f"{words[0]} is missing") from error
    if done.returncode:
        raise CannotMount(f"{words[0]}: {done.stderr.decode(errors='replace').strip()}")
