"""Several writers at once, alone and next to a human who commits and edits by hand."""

from __future__ import annotations

import fcntl
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from tests.faults.commands import Diary, add, all_words, begin, ended, event_words, warm, writer
from tests.faults.ledgers import Broken
from tests.faults.tally import Tally

NOTES = "notes.txt"
EDITED = "An invented case"
CONFLICT = "5"
PATIENCE = 200
PAUSE = 0.02


def racing(
    folder: Path, *, writers: int, writes: int, cases: int, human: bool = False, cold: bool = False
) -> Tally:
    """Let writers write so many events each, into so many cases between them."""
    tally = Tally()
    names = tuple(f"case{number}" for number in range(cases))
    ledger = Broken.begun(folder / "ledger", names)
    warm(ledger, folder / "warm")
    diary = Diary(folder)
    works: list[Callable[[], int]] = []
    for number in range(writers):
        case, start = names[number % cases], f"w{number}"
        add_all = _cold_writer if cold else writer
        works.append(partial(add_all, ledger, case, diary, start, writes))
    if human:
        ledger.human = (NOTES,)
        works += [partial(_commits_notes, ledger, diary), partial(_edits_title, ledger, diary)]
    logs = [folder / f"said{number}" for number in range(len(works))]
    children = [begin(log, work) for log, work in zip(logs, works, strict=True)]
    ends = [ended(child, log) for child, log in zip(children[:writers], logs, strict=False)]
    diary.note("over", "yes")
    ends += [
        ended(child, log) for child, log in zip(children[writers:], logs[writers:], strict=True)
    ]
    tally.counts["acknowledged"] += diary.into(ledger)
    refused = diary.words("refused")
    tally.counts["refused"] += len(refused)
    tally.blame("a writer", [str(one) for one in ends if one.code])
    tally.blame("a refusal", [f"exit {code}" for code in refused if code != CONFLICT])
    dirty = [ledger.path(names[0])] if human else []
    tally.blame("at the end", ledger.broken(dirty=dirty) + ledger.fsck())
    if human:
        tally.blame("the human", _human_lost(ledger, diary))
    done = add(ledger, folder / "next", names[-1])
    tally.blame("the next command", [str(done)] if done.code else ledger.broken(dirty=dirty))
    tally.counts["lost"] += sum("lost" in one for one in tally.wrong)
    return tally


def _cold_writer(ledger: Broken, case: str, diary: Diary, start: str, most: int) -> int:
    """Add events by the real command line."""
    for number in range(most):
        key = f"{start}n{number}"
        diary.note("tried", key)
        words = all_words(ledger, *event_words(case, key))
        done = subprocess.run([sys.executable, "-m", "caseledger", *words], check=False)
        if done.returncode == 0:
            diary.note("acknowledged", key)
        else:
            diary.note("refused", str(done.returncode))
    return 0


def _commits_notes(ledger: Broken, diary: Diary) -> int:
    """Commit another file with plain git until the writers are done, however busy git is."""
    git = ["git", "-C", str(ledger.folder)]
    for number in count(1):
        if diary.words("over"):
            break
        line = f"line {number}"
        with (ledger.folder / NOTES).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
        for words in (["add", NOTES], ["commit", "--quiet", f"--message={line}"]):
            if not _persisting([*git, *words]):
                return 1
        diary.note("lines", str(number))
        time.sleep(PAUSE)
    return 0


def _persisting(words: list[str]) -> bool:
    for _ in range(PATIENCE):
        if subprocess.run(words, check=False).returncode == 0:
            return True
        time.sleep(PAUSE)
    return False


def _edits_title(ledger: Broken, diary: Diary) -> int:
    """Change one line of a case file again and again, as an editor that saves does.

    An editor that shows a file which changed underneath asks before it saves; so the title is
    changed between two writes of ours and not in the middle of one.
    """
    path = ledger.folder / ledger.path(ledger.cases[0])
    with (ledger.folder / ".git" / "caseledger" / "lock").open("rb") as lock:
        for number in count(1):
            if diary.words("over"):
                break
            fcntl.flock(lock, fcntl.LOCK_EX)
            lines = path.read_text(encoding="utf-8").split("\n")
            place = next(at for at, line in enumerate(lines) if line.startswith("title:"))
            lines[place] = f"title: {EDITED} {number}"
            fresh = path.with_name("saved.part")
            fresh.write_text("\n".join(lines), encoding="utf-8")
            fresh.replace(path)
            diary.note("titles", str(number))
            fcntl.flock(lock, fcntl.LOCK_UN)
            time.sleep(PAUSE)
    return 0


def _human_lost(ledger: Broken, diary: Diary) -> list[str]:
    """See that all the human committed is in history, and what was typed last in the file."""
    wrong = []
    lines = diary.words("lines")
    notes = ledger.git("cat-file", "blob", f"HEAD:{NOTES}").splitlines()
    if notes[: len(lines)] != [f"line {number}" for number in lines] or not lines:
        wrong.append(f"{len(lines)} lines were committed, {len(notes)} are there; lost")
    path = ledger.path(ledger.cases[0])
    titles = diary.words("titles")
    if f"title: {EDITED} {titles[-1]}\n" not in (ledger.folder / path).read_text("utf-8"):
        wrong.append("the last edit by hand is lost")
    if f"{EDITED} " in ledger.git("cat-file", "blob", f"HEAD:{path}"):
        wrong.append("an edit by hand was carried into a commit")
    return wrong
