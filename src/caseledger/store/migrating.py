"""Files of an older format brought to the present one, a step for each number.

There is one format so far, and so no step. A new one adds a function here, by the number that it
starts from, and a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseledger.domain.edits import Bare, EditRefused, Put
from caseledger.domain.key_orders import CASE_KEYS
from caseledger.domain.revisions import Revision
from caseledger.store.yaml_edit import edited
from caseledger.store.yaml_reader import read_document

MIGRATIONS: Mapping[int, Revision] = {}
"""The edits that lead from the format of a number to the next; the number itself is seen to."""

Step = Callable[[bytes], bytes]


def migrated(raw: bytes, migrations: Mapping[int, Revision] = MIGRATIONS) -> bytes:
    """Return a file in the newest format that the migrations lead to.

    A file that has it, or has none that they start from, comes back as it is. Comments and layout
    stay, as for every edit. Raises `EditRefused` where a file cannot be read, or a step fails.
    """
    data = read_document(raw).data
    if data is None:
        raise EditRefused("the file cannot be read")
    number = str(data.get("format"))
    while number.isdecimal() and int(number) in migrations:
        edits = migrations[int(number)](data)
        number = str(int(number) + 1)
        raw = edited(raw, [*edits, Put(("format",), Bare(number), CASE_KEYS)])
        data = read_document(raw).data or {}
    return raw
