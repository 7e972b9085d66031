"""What of a file may leave the terminal: nothing from a closed case, or from a closed part of one.

In a public case an event, a source or a person may still be closed: by its ``visibility``, by an
``embargo`` whatever its day, by ``sealed``. A place is closed wherever it stands (DESIGN 2, 9, 10).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from caseledger.domain.changes import is_restricted
from caseledger.domain.problem import Path, Problem, dotted, named_path
from caseledger.store.cases import CaseFile
from caseledger.store.yaml_guard import place
from caseledger.store.yaml_nodes import Branch, Node, read_nodes

UNKNOWN_KEY = "CL202"
"""The code of a key that is none of the format: whatever somebody typed stands there."""

OF_NAMES = "CL85"
"""How codes begin of problems that stand under a protected name."""

PLACE = "place"


@dataclass(frozen=True)
class Discretion:
    """Decides for one file what may be told of its problems where anybody may read it."""

    file: CaseFile

    @property
    def is_open(self) -> bool:
        """Whether what stands in the file may be shown: it says so itself, or holds no case.

        A file too damaged to be a case may still say that it is public; one whose YAML cannot be
        read says nothing and stays closed.
        """
        file = self.file
        if file.is_public or file.is_own or file.document is None:
            return True
        return (file.document.data or {}).get("visibility") == "public"

    def may_tell(self, problem: Problem) -> bool:
        """Whether a problem may be told in its own words, and not only in those of its code."""
        if not self.is_open or problem.code.startswith(OF_NAMES):
            return False
        if PLACE in problem.path or any(map(is_closed, self._parts(problem.path))):
            return False
        return bool(problem.path) or problem.line not in self._closed_lines

    def may_quote(self, problem: Problem) -> bool:
        """Whether the line of a problem may be shown: nothing closed begins, goes on or ends in it.

        Several entries may stand in one line.
        """
        return self.may_tell(problem) and problem.line not in self._closed_lines

    def path(self, problem: Problem) -> str:
        """Write the path to a problem; a key of somebody's own invention is a value like others."""
        return dotted(self._told(problem))

    def entry(self, problem: Problem) -> str:
        """Write the path by ids, which holds when entries move; by positions in a closed part."""
        if not self.may_tell(problem):
            return self.path(problem)
        return ".".join(named_path(problem.path, self.file.tree))

    def _told(self, problem: Problem) -> Path:
        hidden = problem.code == UNKNOWN_KEY and not self.may_tell(problem)
        return problem.path[:-1] if hidden else problem.path

    def _parts(self, path: Path) -> Iterator[object]:
        """Yield the whole file, and every part of it that a path leads through."""
        part: object = self.file.tree
        yield part
        for step in path:
            part = below(part, step)
            yield part

    @cached_property
    def _closed_lines(self) -> frozenset[int]:
        """The lines in which closed parts stand, with the comments between them."""
        document, tree = self.file.document, self.file.tree
        if document is None or tree is None or self.file.is_own:
            return frozenset()
        spans = _closed_spans(read_nodes(document.text), tree)
        return frozenset(
            line
            for node in spans
            for line in range(
                place(document.text, node.start)[0], place(document.text, node.end)[0] + 1
            )
        )


def is_closed(part: object) -> bool:
    """Whether a part says that it is not for everybody. What cannot be understood says so too."""
    sealed = isinstance(part, Mapping) and part.get("sealed", "false") != "false"
    return sealed or is_restricted(part)


def holds_closed_parts(tree: object) -> bool:
    """Whether something in a file is closed, so that its lines are not for everybody."""
    if isinstance(tree, Mapping):
        return is_closed(tree) or PLACE in tree or any(map(holds_closed_parts, tree.values()))
    return isinstance(tree, list) and any(map(holds_closed_parts, tree))


def _closed_spans(node: Node, value: object) -> Iterator[Node]:
    """Yield the nodes of closed parts, and of places."""
    if not isinstance(node, Branch):
        return
    if is_closed(value):
        yield node
    elif isinstance(value, Mapping):
        for (key, inner), member in zip(value.items(), node.members, strict=True):
            yield from [member] if key == PLACE else _closed_spans(member, inner)
    elif isinstance(value, list):
        for inner, member in zip(value, node.members, strict=True):
            yield from _closed_spans(member, inner)


def below(part: object, step: str | int) -> object:
    """Return what stands one step further in a tree, or nothing."""
    if isinstance(part, dict):
        return part.get(step)
    if isinstance(part, list) and isinstance(step, int) and step < len(part):
        return part[step]
    return None
