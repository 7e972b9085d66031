"""One change to the program or to its catalogue, made in memory and undone; no file is touched."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from types import CodeType, FunctionType
from typing import Any, cast

from tests.plain_catalogue import catalogue

from caseledger.domain.alerts import ALERTS, Alert
from caseledger.domain.alerts.now import Now
from caseledger.domain.kind import mapping
from caseledger.domain.vocabulary import Vocabulary
from caseledger.store.catalogue import load_vocabulary

OF_CODE = frozenset(
    {"alerts", "rows", "fine points", "deadlines", "history", "rules", "problems", "guards"}
)
"""Groups that change the program, or what is no copy of the catalogue."""

BESIDE = ("store.", "actions.")
"""How places begin that do not lie in the domain."""

Change = Callable[[], AbstractContextManager[None]]
"""Makes the change for the time of a ``with``."""


@dataclass(frozen=True)
class Mutant:
    """One change. ``subject`` is what it changes; tests that name it are asked first.

    ``by`` are the only tests that are asked, by their names below ``tests``: those that need a
    repository, or another thing that pytest has to make for them.
    """

    group: str
    subject: str
    name: str
    change: Change
    by: str = ""

    @property
    def of_catalogue(self) -> bool:
        """Whether it changes data of which tests of the catalogue are only a copy."""
        return self.group not in OF_CODE


# The catalogue


def in_catalogue(path: tuple[str, ...], value: object) -> Change:
    """Put another value at a place of the catalogue, or take it out: None."""

    @contextmanager
    def made() -> Iterator[None]:
        # Every test has the one vocabulary of the process, so it is that which is told otherwise.
        vocabulary = load_vocabulary()
        before = dict(vars(vocabulary))
        Vocabulary.__init__(vocabulary, mapping(_changed(catalogue(), path, value)))
        try:
            yield
        finally:
            vars(vocabulary).update(before)

    return made


def _changed(tree: object, path: tuple[str, ...], value: object) -> object:
    if not path:
        return value
    key, *rest = path
    old = dict(mapping(tree))
    new = _changed(old.get(key), tuple(rest), value)
    if new is None:
        old.pop(key, None)
        return old
    return old | {key: new}


# The code


@dataclass(frozen=True)
class Text:
    """A piece of the text of a function, as `ast.unparse` writes it, and what stands there instead.

    ``place`` is the function by its module and name, below ``caseledger.domain``:
    ``decision:settled``, ``ordering:Ordering._named``; of the store and the actions below
    ``caseledger``: ``store.history:known_by``. For ``by`` see `Mutant`.
    """

    place: str
    old: str
    new: str
    by: str = ""

    def compiled(self) -> tuple[FunctionType, CodeType]:
        """Return the function and its changed code. Raises `LookupError` where the text is gone."""
        function = _found(self.place)
        # Written anew from its tree, so that line breaks, brackets and quotes are always the same.
        source = ast.unparse(ast.parse(textwrap.dedent(inspect.getsource(function))))
        if source.count(self.old) != 1:
            message = f"{self.place} does not hold once: {self.old}"
            raise LookupError(message)
        made: dict[str, Any] = {}
        changed = compile(source.replace(self.old, self.new), f"<{self.place}>", "exec")
        exec(changed, function.__globals__, made)  # noqa: S102 - the text is ours
        return function, _plain(made[function.__name__]).__code__


def in_code(*texts: Text) -> Change:
    """Change the text of functions; whoever has imported them runs the changed ones."""

    @contextmanager
    def made() -> Iterator[None]:
        changes = [text.compiled() for text in texts]
        before = [(function, function.__code__) for function, _ in changes]
        try:
            for function, code in changes:
                function.__code__ = code
            yield
        finally:
            for function, code in before:
                function.__code__ = code

    return made


def _found(place: str) -> FunctionType:
    module, _, name = place.partition(":")
    below = "caseledger" if module.startswith(BESIDE) else "caseledger.domain"
    found: Any = import_module(f"{below}.{module}")
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    return _plain(found)


def _plain(found: Any) -> FunctionType:
    """The function behind a property."""
    return cast("FunctionType", getattr(found, "fget", None) or getattr(found, "func", found))


# Alerts


def without_alert(name: str) -> Change:
    """Let an alert never be raised."""
    return _alert(name, lambda _raised: ())


def inverted_alert(name: str) -> Change:
    """Let an alert be certain where it is not, and the other way round."""
    return _alert(name, lambda raised: [replace(one, certain=not one.certain) for one in raised])


def _alert(name: str, other: Callable[[Iterator[Alert]], Any]) -> Change:
    @contextmanager
    def made() -> Iterator[None]:
        alerts = cast("dict[str, Callable[[Now], Iterator[Alert]]]", ALERTS)
        before = alerts[name]
        alerts[name] = lambda now: iter(other(before(now)))
        try:
            yield
        finally:
            alerts[name] = before

    return made
