"""What `ledger.yaml` says about the ledger as a whole."""

from dataclasses import dataclass
from typing import Any, ClassVar

from caseledger.domain.fields import (
    STRICT,
    Anything,
    Layout,
    Number,
    Text,
    Texts,
    Version,
    about,
    kept_as_is,
    needed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a ledger; every one has a default."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    format: Version = needed("the version of this format: 1")
    name: Text | None = about("what the ledger is called")
    timezone: Text = about("IANA name; decides today and the end of a day", default="UTC")
    languages: Texts = about("languages of labels", default=("en",))
    layout: Layout = about("flat, or one level of folders by year", default="flat")
    requires: Text | None = about("the oldest caseledger that may read it, such as >=0.1")
    vocabulary: Anything = about("additional kinds of event, in the form of the built-in ones")
    law: Anything = about("provisions of law, in the form of the built-in ones")
    fields: Anything = about("typed custom fields")
    rules: Text | None = about("the folder of the ledger's own rules for deadlines, such as rules")
    calendars: Anything = about("free and working days that the holidays of a state lack")
    checks: Anything = about("which checks to select or ignore")
    stale_after: Number = about("days without a word after which a case is stale", default=90)
    alerts: Anything = about("thresholds of alerts, in days")
    other: Anything = kept_as_is()
