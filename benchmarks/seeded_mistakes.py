"""Seeds mistakes into a ledger of 1,000 generated cases, and sees which of them `check` finds.

Run it as ``.venv/bin/python benchmarks/seeded_mistakes.py [all] [SEED]``: ten mistakes of each of
twenty kinds, with ``all`` of nineteen more, each in a case of its own. What must be found, and on
which line, is written down in `mistakes` by hand. Printed are the mistakes that were found, those
on a wrong line, those missed, and false alarms: problems that no mistake explains and that were not
there before; then the seconds of the processor that `check` takes without and with
them.
"""

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from generated import DAY, write_ledger
from mistakes import MISTAKES, OTHERS, Mistake
from sheets import Seeded, Sheet

REPOSITORY = Path(__file__).parent.parent
PROGRAM = [sys.executable, "-c", "from caseledger.cli.main import run; run()"]
SIZE = 1000
EACH = 10
ROUNDS = 3
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seed:
    """A mistake in a file of the ledger."""

    kind: str
    file: str
    public: bool
    made: Seeded

    def explains(self, problem: Found) -> bool:
        """Whether a problem is what this mistake brings with it."""
        codes = (self.made.code, *self.made.also)
        return problem["file"] == self.file and problem["code"] in codes


def main() -> None:
    """Seed, check, and print what came of it."""
    words = sys.argv[1:]
    kinds = (*MISTAKES, *OTHERS) if "all" in words else MISTAKES
    seed = next((int(word) for word in words if word.isdigit()), 1)
    with tempfile.TemporaryDirectory() as folder:
        ledger = write_ledger(Path(folder) / "ledger", SIZE, seed)
        before, seconds_before = _checked(ledger)
        seeds = list(_seeded(ledger, kinds, random.Random(seed)))  # noqa: S311 - not a secret
        after, seconds = _checked(ledger)
    print(f"{SIZE} cases, {len(seeds)} mistakes of {len(kinds)} kinds; {len(before)} before\n")
    _print(seeds, after, _known(before))
    print(f"\ncheck: {seconds_before:.2f} s without, {seconds:.2f} s with mistakes (processor)")


def _seeded(ledger: Path, kinds: Sequence[Mistake], dice: random.Random) -> Iterator[Seed]:
    """Make each mistake in files of its own, drawn by lot from those in which it can be made."""
    left = sorted(path for path in (ledger / "cases").rglob("*.yaml"))
    dice.shuffle(left)
    for make in kinds:
        made = 0
        for path in list(left):
            if made == EACH:
                break
            sheet = Sheet(tuple(path.read_text(encoding="utf-8").split("\n")), dice)
            seeded = make(sheet)
            if seeded is None:
                continue
            left.remove(path)
            made += 1
            path.write_text("\n".join(seeded.lines), encoding="utf-8")
            file = path.relative_to(ledger).as_posix()
            yield Seed(make.__name__.strip("_"), file, sheet.is_public, seeded)


def _checked(ledger: Path) -> tuple[list[Found], float]:
    """Return what `check` says, and the median seconds of the processor of its runs."""
    taken = []
    said = ""
    for _ in range(ROUNDS):
        begun = _processor()
        done = subprocess.run(
            [*PROGRAM, "check", "--json"],
            cwd=ledger,
            env=_environment(),
            capture_output=True,
            check=False,
        )
        taken.append(_processor() - begun)
        said = done.stdout.decode()
        if done.returncode not in (0, 1):
            raise SystemExit(f"check ended with {done.returncode}: {done.stderr.decode()[:500]}")
    return json.loads(said)["data"], median(taken)


def _processor() -> float:
    """Seconds of the processor that processes have used which were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if name != "CASELEDGER_DIR"} | {
        "PYTHONPATH": str(REPOSITORY / "src"),
        "CASELEDGER_TODAY": DAY.isoformat(),
    }


def _known(before: Sequence[Found]) -> Counter[tuple[str, str, str]]:
    """What was there before, by what does not change when lines move."""
    return Counter((one["file"], one["code"], one["path"]) for one in before)


def _print(
    seeds: Sequence[Seed], after: Sequence[Found], known: Counter[tuple[str, str, str]]
) -> None:
    counted: dict[str, Counter[str]] = {}
    remarks: dict[str, str] = {}
    for seed in seeds:
        fate, remark = _fate(seed, [one for one in after if one["file"] == seed.file])
        counted.setdefault(f"{seed.made.code} {seed.kind}", Counter())[fate] += 1
        if remark:
            remarks.setdefault(f"{fate}: {seed.kind}", remark)
    fates = ("found", "wrong line", "no hint", "missed")
    print(f"{'':38}" + "".join(f"{fate:>12}" for fate in fates))
    for kind, fated in counted.items():
        print(f"{kind:38}" + "".join(f"{fated[fate] or '.':>12}" for fate in fates))
    total = sum(counted.values(), Counter())
    print(f"{'all':38}" + "".join(f"{total[fate]:>12}" for fate in fates))
    alarms = list(_alarms(seeds, after, known))
    print(f"\nfalse alarms: {len(alarms)}")
    print(*alarms, *(f"{what}, for one {remark}" for what, remark in remarks.items()), sep="\n")


def _fate(seed: Seed, said: Sequence[Found]) -> tuple[str, str]:
    """What became of a mistake, and what is to be said of it."""
    of_code = [one for one in said if one["code"] == seed.made.code]
    if not of_code:
        told = ", ".join(f"{one['code']} {one['line']}" for one in said)
        return "missed", f"{seed.file}:{seed.made.at[0]} (said: {told or 'nothing'})"
    right = [one for one in of_code if one["line"] in seed.made.at]
    if not right:
        lines = ", ".join(str(one["line"]) for one in of_code)
        return "wrong line", f"{seed.file}:{lines} instead of {seed.made.at}"
    hint = right[0]["hint"] or ""
    if seed.public and not all(word in f"{right[0]['message']} {hint}" for word in seed.made.hint):
        return "no hint", f"{seed.file}: {hint!r} lacks {seed.made.hint}"
    return "found", ""


def _alarms(
    seeds: Sequence[Seed], after: Sequence[Found], known: Counter[tuple[str, str, str]]
) -> Iterator[str]:
    """Problems that nobody made: neither seeded, nor there before."""
    by_file = {seed.file: seed for seed in seeds}
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in after:
        key = (one["file"], one["code"], one["path"])
        seen[key] += 1
        seed = by_file.get(one["file"])
        if seen[key] <= known[key] or (seed and seed.explains(one)):
            continue
        kind = seed.kind if seed else "no mistake"
        place = f"{one['file']}:{one['line']} {one['path']}"
        yield f"  {one['code']} {place} ({kind}): {one['message']}"


if __name__ == "__main__":
    main()
