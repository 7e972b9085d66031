"""One part of the look at a machine or a ledger: what goes wrong in it is a finding too."""

from collections.abc import Callable, Iterable, Iterator

from caseledger.domain.finding import Finding
from caseledger.errors import CaseledgerError


def each(subject: str, *looks: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    """Yield what each look finds; one that cannot go on is an error, and the next one begins."""
    for look in looks:
        try:
            yield from look()
        except CaseledgerError as error:
            yield Finding("error", subject, error.message, error.hint)
        except OSError as error:
            words = f"the system refused to tell: {error.strerror or 'unknown reason'}"
            yield Finding("error", subject, words)
