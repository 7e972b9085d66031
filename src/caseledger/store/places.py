"""Folders in which a ledger is not safe: shares of a network, and folders that sync to a cloud."""

import os
from pathlib import Path

from caseledger.store.files import LEDGER

CLOUD = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "yandex.disk",
    "mega",
)
MOUNT_FIELDS = 3
REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afpfs"})
MOUNTS = Path("/proc/mounts")


def doubtful_place(folder: Path) -> str:
    """Name what makes a folder doubtful, or return nothing."""
    for part in folder.parts:
        if any(part.lower().startswith(name) for name in CLOUD):
            return "a folder that syncs to a cloud"
    return "a network share" if _file_system(folder) in REMOTE else ""


def folds_case(root: Path) -> bool:
    """Whether the file system takes names that differ in capital letters for one.

    Nothing is written for it: the settings of the ledger are asked for by their name in capitals.
    """
    try:
        found = (root / LEDGER.upper()).lstat()
        return os.path.samestat(found, (root / LEDGER).lstat())
    except OSError:
        return False


def _file_system(folder: Path) -> str:
    """The type of the file system that holds a folder, where the system tells it."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    fields = [line.split() for line in lines]
    mounts = [(one[1].replace("\\040", " "), one[2]) for one in fields if len(one) >= MOUNT_FIELDS]
    holding = [(len(point), kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(holding, default=(0, ""))[1]
