"""An action is taken back, and what was done since stays."""

from tests.actions.test_inverting import BASE, PATH, done

from caseledger.actions.inverting import Part, inverse


def test_what_was_done_goes_and_what_was_done_since_stays() -> None:
    after = done(BASE, ["a title"])
    part = Part(PATH, BASE, after, ())

    assert inverse(part, after).raw == BASE
    assert inverse(part, done(after, ["a field"])).raw == done(BASE, ["a field"])
