"""What git said, made safe to show and turned into errors of ours with what mends them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from caseledger.errors import CaseledgerError, Conflict, OutsideFailure

MOST_LINES = 20
LONGEST_LINE = 300

# Controls, bidirectional overrides and what is not seen; a line break and a tab may stay.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\xad\U000e0000-\U000e007f]"
)

FAILURES: tuple[tuple[str, type[CaseledgerError], str, str], ...] = (
    (
        r"dubious ownership",
        OutsideFailure,
        "git does not trust this repository, because it belongs to another account",
        "if you know whose it is, list its folder under safe.directory: git help config",
    ),
    (
        r"unknown (option|switch) .?format",
        OutsideFailure,
        "this git is older than 2.38",
        "install git 2.38 or newer",
    ),
    (
        r"lazy fetching disabled|promisor remote",
        OutsideFailure,
        "this clone was made without all files of its history (git clone --filter)",
        "git fetch --refetch --no-filter brings the rest",
    ),
    (
        r"tell me who you are|auto-detection is disabled|empty ident|unable to auto-detect",
        OutsideFailure,
        "git does not know in whose name to commit",
        'git config --global user.name "..." and git config --global user.email "..."',
    ),
    (
        r"failed to sign|signing failed|gpg failed|couldn't load public key|user\.signingkey",
        OutsideFailure,
        "git could not sign the commit",
        "see commit.gpgSign and user.signingKey in git config; is the key there and unlocked?",
    ),
    (
        r"No space left on device|Disk quota exceeded|Out of diskspace",
        OutsideFailure,
        "the disk is full",
        "make room and run the command again",
    ),
    (
        r"Read-only file system|Permission denied|insufficient permission",
        OutsideFailure,
        "git may not write into its folder",
        "see the owner and the mode of the folder .git",
    ),
    (
        r"Unable to create '[^\n]*\.lock': File exists|cannot lock ref",
        Conflict,
        "another git process holds the repository, or one that was stopped left a lock file",
        "wait for it and run the command again; caseledger doctor says more",
    ),
)


def safe_words(said: str) -> str:
    """Return a program's own words cut to a bearable length, with nothing a terminal obeys."""
    lines = [line for line in HIDDEN.sub(_shown, said.replace("\r\n", "\n")).split("\n") if line]
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], "..."]
    return "\n".join(line[:LONGEST_LINE] for line in lines)


def _shown(found: re.Match[str]) -> str:
    return f"<U+{ord(found[0]):04X}>"


def failure(what: str, said: str, hooks: Sequence[str] = ()) -> CaseledgerError:
    """Make an error of what git said when it refused; ``what`` says what came of it for us.

    ``hooks`` are those that may have refused. Where git gave no reason itself, it was one of them.
    """
    words = safe_words(said)
    told = f"\n{words}" if words else ""
    for pattern, sort, message, hint in FAILURES:
        if re.search(pattern, said, re.IGNORECASE):
            return sort(f"{message}; {what}{told}", hint)
    if hooks and not re.search(r"^fatal: (?!.*hook)|^error: (?!.*hook)", said, re.MULTILINE):
        names = " or ".join(hooks)
        return OutsideFailure(
            f"a hook of the repository refused the commit ({names}); {what}{told}",
            "mend what the hook complains of and run the command again",
        )
    return OutsideFailure(f"git refused; {what}{told}", "")
