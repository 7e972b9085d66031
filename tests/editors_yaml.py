"""YAML as an editor reads it: YAML 1.2, where only true and false are truth values."""

from __future__ import annotations

import re
from pathlib import Path

import yaml


class _Words(yaml.SafeLoader):
    """Has no dates, and yes and no are words."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as the class it inherits
        first: [(tag, form) for tag, form in forms if not tag.endswith((":timestamp", ":bool"))]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


_Words.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), list("tTfF")
)


def read_as_editors(path: Path) -> object:
    """Read a file into numbers, truth values, text, lists and mappings."""
    return yaml.load(path.read_text(encoding="utf-8"), _Words)  # noqa: S506 - a SafeLoader
