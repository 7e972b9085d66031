"""The built-in kinds, held against tables that were written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from caseledger.domain.kind import KIND_FIELDS, UNIVERSAL_FIELDS, Effect, Kind, slots
from caseledger.store.catalogue import load_vocabulary

VOCABULARY = load_vocabulary()
TABLE = yaml.safe_load((Path(__file__).parent / "effects_table.yaml").read_text(encoding="utf-8"))
PROCEDURAL = (
    "protection",
    "extradition",
    "removal",
    "transfer",
    "detention",
    "complaint",
    "prosecution",
)

KINDS = {
    "protection": """intent-made lodged registered repeat-lodged certificate-issued
        certificate-extended certificate-withdrawn interview fingerprinted suspended refused
        appealed appeal-dismissed appeal-allowed complaint-decided remain-requested granted
        extended ceased revoked cancelled excluded withdrawn discontinued none mandate-recognised
        mandate-withdrawn residence-granted residence-refused residence-ended citizenship-granted
        citizenship-refused citizenship-deprived visa-granted visa-refused visa-ended
        resettlement-accepted""",
    "extradition": """wanted notice-issued notice-withdrawn requested arrested assurances-given
        undertaking-given ordered consented appealed upheld quashed suspended resumed refused
        withdrawn lapsed surrender-scheduled surrendered""",
    "removal": """offence-recorded ordered leave-by-set entry-ban appealed upheld suspended resumed
        annulled scheduled attempted carried-out deferred ruled-unlawful""",
    "transfer": """hit requested accepted deemed-accepted refused decided appealed upheld suspended
        resumed absconded scheduled carried-out lapsed annulled""",
    "detention": """arrested ordered extended moved house-arrest released rearrested maximum-reached
        visit-denied incommunicado ill-treatment-reported""",
    "complaint": """lodged measure-requested measure-granted measure-refused measure-extended
        measure-lifted measure-breached communicated decided final referred supervised""",
    "prosecution": "charged warrant convicted acquitted dropped sentence-changed sentence-served",
    "movement": "entered left abducted whereabouts-unknown hiding located",
    "repression": """threat attack surveillance relatives-pressured statement-of-intent
        consular-pressure""",
    "person": "died missing found",
    "document": "issued expired lost confiscated",
    "advocacy": "statement letter urgent-action submission",
    "case": "note task counsel-engaged counsel-ended verified closed reopened",
}


def written(effect: Effect) -> str:
    """Write an effect the way the table does."""
    condition = f"[{'='.join(effect.condition)}] " if effect.condition else ""
    value = effect.value if isinstance(effect.value, str) else " ".join(effect.value)
    return f"{condition}{effect.operation}" + ("" if value == "true" else f": {value}")


@pytest.mark.parametrize("track", KINDS)
def test_every_kind_of_the_format_is_there(track: str) -> None:
    missing = [v for v in KINDS[track].split() if VOCABULARY.kind(f"{track}.{v}") is None]

    assert missing == []


@pytest.mark.parametrize("track", PROCEDURAL)
def test_every_procedure_has_hearings_and_a_shorthand_for_service(track: str) -> None:
    verbs = {kind.verb: kind for kind in VOCABULARY.kinds if kind.track == track}

    assert {"hearing", "adjourned", "served"} <= verbs.keys()
    assert verbs["served"].input_only


def test_only_service_is_a_mere_shorthand() -> None:
    assert {kind.verb for kind in VOCABULARY.kinds if kind.input_only} == {"served"}


def test_effects_are_those_of_the_table() -> None:
    effects = {k.code: [written(e) for e in k.effects] for k in VOCABULARY.kinds if k.effects}

    assert effects == TABLE["effects"]


def test_the_order_of_kinds_is_that_of_the_table() -> None:
    follows = {kind.code: list(kind.follows) for kind in VOCABULARY.kinds if kind.follows}

    assert follows == TABLE["follows"]


@pytest.mark.parametrize("kind", VOCABULARY.kinds, ids=lambda kind: kind.code)
def test_a_kind_holds_together(kind: Kind) -> None:
    named = {name for lines in kind.phrases.values() for line in lines for name in slots(line)}

    assert all(kind.labels.get(language) for language in ("en", "ru"))
    assert named <= kind.allowed, "a phrase names a field that the kind cannot have"
    assert set(kind.required) <= kind.allowed <= KIND_FIELDS | UNIVERSAL_FIELDS
    assert 0 <= kind.stage <= 3


def test_labels_are_unlike_each_other() -> None:
    for language in ("en", "ru"):
        labels = [kind.label(language) for kind in VOCABULARY.kinds]
        assert sorted({label for label in labels if labels.count(label) > 1}) == []


def test_short_names_are_unlike_each_other_but_for_those_of_procedures() -> None:
    names = [name for kind in VOCABULARY.kinds for name in kind.names]

    assert {n for n in names if names.count(n) > 1} == {"заседание", "задержан"}


@pytest.mark.parametrize(
    ("code", "field", "text", "expected"),
    [
        pytest.param("protection.granted", "outcome", "refugee", "refugee", id="own-code"),
        pytest.param("protection.granted", "outcome", "GENCONV", "refugee", id="eurostat"),
        pytest.param("protection.granted", "outcome", "SUB_PROT", "subsidiary", id="subsidiary"),
        pytest.param("protection.granted", "outcome", "banana", None, id="unknown-outcome"),
        pytest.param("protection.refused", "grounds", "merits", "merits", id="merits"),
        pytest.param("protection.lodged", "outcome", "refugee", None, id="no-outcomes"),
        pytest.param("detention.released", "grounds", "maximum-term", "maximum-term", id="term"),
        pytest.param("detention.released", "grounds", "sentence-served", "sentence-served", id="s"),
        pytest.param(
            "detention.rearrested", "grounds", "migration-offence", "migration-offence", id="m"
        ),
        pytest.param("detention.arrested", "grounds", "border-crossing", "border-crossing", id="b"),
        pytest.param("detention.extended", "grounds", "extradition", "extradition", id="e"),
        pytest.param(
            "complaint.decided", "outcome", "potential-violation", "return-would-violate", id="c"
        ),
        pytest.param(
            "prosecution.convicted",
            "outcome",
            "one year in prison",
            "one year in prison",
            id="free",
        ),
        pytest.param("case.closed", "grounds", "lost-contact", "lost-contact", id="closed"),
    ],
)
def test_outcomes_and_grounds(code: str, field: str, text: str, expected: str | None) -> None:
    kind = VOCABULARY.kind(code)
    assert kind is not None

    assert (kind.outcome(text) if field == "outcome" else kind.ground(text)) == expected


def test_what_an_outcome_gives_is_a_shield() -> None:
    for code in ("protection.granted", "protection.extended"):
        kind = VOCABULARY.kind(code)
        assert kind is not None
        assert kind.outcomes is not None
        assert all(VOCABULARY.is_status(outcome) for outcome in kind.outcomes.values())


@pytest.mark.parametrize(
    ("code", "outside", "expected"),
    [
        pytest.param("removal.ordered", "HURI", ("4:330101",), id="huridocs"),
        pytest.param("protection.intent-made", "EUAA", ("making",), id="euaa"),
        pytest.param("protection.repeat-lodged", "UNHCR-stat", ("R",), id="unhcr"),
        pytest.param("movement.abducted", "FH", ("rendition",), id="freedom-house"),
        pytest.param("protection.refused", "EUR", ("REJECTED",), id="eurostat"),
    ],
)
def test_outside_codes(code: str, outside: str, expected: tuple[str, ...]) -> None:
    kind = VOCABULARY.kind(code)
    assert kind is not None

    assert kind.maps[outside] == expected


@pytest.mark.parametrize(
    ("code", "stage"),
    [
        pytest.param("protection.lodged", 0, id="nothing"),
        pytest.param("extradition.requested", 1, id="on-notice"),
        pytest.param("extradition.arrested", 2, id="arrested"),
        pytest.param("repression.attack", 3, id="attacked"),
        pytest.param("extradition.surrendered", 3, id="returned"),
    ],
)
def test_exile_stage(code: str, stage: int) -> None:
    kind = VOCABULARY.kind(code)
    assert kind is not None

    assert kind.stage == stage
