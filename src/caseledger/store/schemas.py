"""The schema files of a ledger, for editors."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from caseledger.domain.editor_schema import VERSION_KEY, is_newer
from caseledger.errors import OutsideFailure

FOLDER = "schemas"


WIDTH = 100
"""What fits into so many columns stands in one line."""


def as_text(schema: dict[str, Any]) -> str:
    """Write a schema so that it is short and a change of it reads well as a diff."""
    return _laid_out(schema, "") + "\n"


def _laid_out(tree: Any, indent: str) -> str:  # noqa: ANN401 - whatever JSON holds
    """Write a part of a schema in one line where it fits, else member by member."""
    line = json.dumps(tree, ensure_ascii=False)
    if not isinstance(tree, dict | list) or len(indent) + len(line) <= WIDTH:
        return line
    inner = indent + " "
    if isinstance(tree, dict):
        named = ((f"{json.dumps(key, ensure_ascii=False)}: ", one) for key, one in tree.items())
    else:
        named = (("", one) for one in tree)
    members = ",\n".join(f"{inner}{name}{_laid_out(one, inner)}" for name, one in named)
    first, last = "{}" if isinstance(tree, dict) else "[]"
    return f"{first}\n{members}\n{indent}{last}"


def kept_text(root: Path, name: str) -> str | None:
    """Return the schema file as it stands, or ``None`` where there is none."""
    try:
        return (root / FOLDER / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def is_from_newer(text: str, version: str) -> bool:
    """Whether a newer program wrote this schema."""
    try:
        found = json.loads(text)
    except ValueError:
        return False
    return isinstance(found, dict) and is_newer(str(found.get(VERSION_KEY, "0")), version)


def write_schema(root: Path, name: str, text: str) -> None:
    """Replace a schema file as a whole. Raises `OutsideFailure`."""
    folder = root / FOLDER
    try:
        if folder.is_symlink():
            raise OutsideFailure("schemas/ is a link and is not written through")
        folder.mkdir(exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=".schema-")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(folder / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutsideFailure(f"schemas/{name} cannot be written: {error.strerror}") from error
