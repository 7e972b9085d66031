"""One option for each field of an entry, from a table: a new field is a line here.

Written out as parameters they would make functions of fifty lines that say nothing else.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from caseledger.cli import completing

Complete = Callable[..., Any] | None
Command = Callable[..., Any]
Given = dict[str, list[str]]
"""What was typed for each field, by the keys of a file."""


@dataclass(frozen=True, slots=True)
class Flag:
    """An option: the key of the field, its help, a short form, and what the shell offers."""

    key: str
    help: str
    short: str = ""
    complete: Complete = None

    @property
    def name(self) -> str:
        """The option as typed."""
        return f"--{self.key.replace('_', '-')}"

    @property
    def parameter(self) -> str:
        """The name of the parameter of the command."""
        return f"field_{self.key}"


PERSON = Flag("people", "Whom it concerns: an id or a name.", "-p", completing.people)

EVENT_FLAGS = (
    Flag("date", "When; also as the word behind the kind."),
    Flag("time", 'The hour with its offset: "23:00+06:00".'),
    Flag("state", "happened, scheduled, alleged, refuted or cancelled.", "", completing.words),
    PERSON,
    Flag("country", "The acting state; else where the person is.", "", completing.states),
    Flag("by", "The requesting or other state.", "", completing.states),
    Flag("from", "The state of departure.", "", completing.states),
    Flag("to", "The destination.", "", completing.states),
    Flag("body", "ECtHR, CAT, HRC ...", "", completing.bodies),
    Flag("authority", "The court or office."),
    Flag("level", "first, appeal, cassation or supreme.", "", completing.words),
    Flag("outcome", "The outcome, from the list of the kind.", "", completing.outcomes),
    Flag("grounds", "The grounds; may be repeated.", "", completing.outcomes),
    Flag("charges", "The articles of a prosecution; may be repeated."),
    Flag("in_absentia", "Convicted without being there: yes or no.", "", completing.words),
    Flag("procedure", "Of a transfer: take-charge or take-back.", "", completing.words),
    Flag("until", "The end of validity, or of a term."),
    Flag("for", "The day that it is fixed for."),
    Flag("reference", "Docket or application number."),
    Flag("suspensive", "Whether it holds off execution: yes, no or unknown.", "", completing.words),
    Flag("final", "Whether nothing more can be done against it.", "", completing.words),
    Flag("against", "The tracks that a measure bars; may be repeated.", "", completing.tracks),
    Flag("of", "The request or decision that this answers: its id.", "", completing.events),
    Flag("circumstances", "Of a death."),
    Flag("assignee", "Of a task: who does it."),
    Flag("count", "How many people of a group: 28 or 28-29."),
    Flag("served", "When it was served; also person=DATE, counsel=DATE."),
    Flag("known", "When it became known."),
    Flag("published", "When the decision was published."),
    Flag("after", "An event that certainly came before: its id.", "", completing.events),
    Flag("place", "Where, in words."),
    Flag("note", "Free text."),
    Flag("visibility", "public or restricted.", "", completing.words),
    Flag("embargo", "Not to be published before this day."),
    Flag("credibility", "How far the entry is believed.", "", completing.words),
    Flag("links", "CASE, CASE/EVENT or an address; may be repeated."),
)
PERSON_FLAGS = (
    Flag("name", "The name, if it may be known."),
    Flag("pseudonym", "What the person is called here instead of a name."),
    Flag("kind", "person or group.", "", completing.words),
    Flag("count", "How many people a group has: 28 or 28-29."),
    Flag("aliases", "Another name or spelling; may be repeated."),
    Flag("citizenship", "A state, or stateless; may be repeated.", "", completing.states),
    Flag("fears", "A state where return would mean persecution.", "", completing.states),
    Flag("born", "Date of birth."),
    Flag("sex", "female, male, other or unknown.", "", completing.words),
    Flag("groups", "Why sought: activist, journalist ...; may be repeated."),
    Flag("same_as", "CASE/PERSON: the same person in another case."),
    Flag("note", "Free text about the person."),
)
SOURCE_FLAGS = (
    Flag("kind", "media, court-decision, phone ...", "-k", completing.source_kinds),
    Flag("title", "Its title or subject."),
    Flag("publisher", "Who published it."),
    Flag("author", "Who wrote it."),
    Flag("published", "When it was published, or said."),
    Flag("url", "Its address."),
    Flag("archive_url", "The address of an archived copy."),
    Flag("retrieved", "When it was fetched."),
    Flag("lang", "Its language."),
    Flag("reliability", "How far it is trusted.", "", completing.words),
    Flag("mirror_of", "The source that this one reprints.", "", completing.sources),
    Flag("sha256", "The digest of the file."),
    Flag("file", "The copy under files/."),
    Flag("note", "Free text."),
    Flag("visibility", "public or restricted.", "", completing.words),
    Flag("embargo", "Not to be published before this day."),
)
CASE_FLAGS = (
    Flag("title", "A title; no name unless the case is public."),
    Flag("visibility", "public or restricted, the default.", "", completing.words),
    Flag("opened", "When it was taken up; else today."),
    Flag("owner", "Who handles it."),
    Flag("treaty", "The treaty relied on in a request."),
    Flag("tags", "A free word to find it by; may be repeated."),
    Flag("summary", "Free text."),
)
CITATION_FLAGS = (
    Flag("quote", "Its words."),
    Flag("locator", "Page, paragraph, minute."),
    Flag("credibility", "How far this statement is believed.", "", completing.words),
)


def with_flags(flags: Sequence[Flag], part: str) -> Callable[[Command], Command]:
    """Give a command an option for each flag; it receives what was typed as one `Given`.

    ``part`` is the part of the format whose fields they are: Event, Person, Source, Case ...
    """

    def decorate(command: Command) -> Command:
        def run(**values: Any) -> Any:  # noqa: ANN401 - as the command
            typed = {flag.key: values.pop(flag.parameter) for flag in flags}
            given = {key: list(many) for key, many in typed.items() if many}
            return command(given=given, **values)

        return with_parameters(command, run, [_parameter(flag, part) for flag in flags], "given")

    return decorate


def with_parameters(
    command: Command, run: Command, extra: Sequence[inspect.Parameter], instead_of: str
) -> Command:
    """Make ``run`` look like a command with more parameters, in the place of one of its own."""
    signature = inspect.signature(command)
    kept = [one for one in signature.parameters.values() if one.name != instead_of]
    # Typer reads both: the signature for the order, the annotations for the types.
    both = [*kept, *extra]
    run.__signature__ = signature.replace(parameters=both)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in both}
    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    return run


def option(name: str, annotation: Any, default: object) -> inspect.Parameter:  # noqa: ANN401
    """Describe one more option of a command, by its parameter, its type and its default."""
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=default, annotation=annotation)


def _parameter(flag: Flag, part: str) -> inspect.Parameter:
    names = [flag.name, *([flag.short] if flag.short else [])]
    if flag.key == "people":
        names = ["--person", "-p"]
    offer = flag.complete
    if offer is completing.words:
        offer = completing.words(part, flag.key)
    shown = typer.Option(*names, help=flag.help, autocompletion=offer, metavar="...")
    return option(flag.parameter, Annotated[list[str] | None, shown], None)
