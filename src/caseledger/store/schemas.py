"""The schema files of a ledger, for editors."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from caseledger.domain.editor_schema import VERSION_KEY, is_newer
from caseledger.errors import OutsideFailure

FOLDER = "schemas"


def as_text(schema: dict[str, Any]) -> str:
    """Write a schema so that a change of it reads well as a diff."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


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
