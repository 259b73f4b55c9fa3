"""From what one account may see of a program to the facts of a session's agenda."""

from __future__ import annotations

from collections.abc import Iterator

from codesign_cli.documents.agenda.steps import steps
from codesign_cli.documents.customer.agenda.facts import After, ChangedPoint, OpenPoint, SessionFacts
from codesign_cli.documents.customer.plan_rows import room
from codesign_cli.documents.customer.times import elsewhere
from codesign_cli.documents.customer.unready import Gap, NotForReader, Unready
from codesign_cli.documents.reader import Cut, OwnRecord, OwnSession
from codesign_cli.say import listed


def build(cut: Cut, number: int) -> SessionFacts | Unready:
    """The facts of session `number` for the reader, or what is missing for them.

    Raises `NotForReader` where the reader has no such session.
    """
    session = next((each for each in cut.sessions if each.number == number), None)
    if session is None:
        raise _no_such_session(cut, number)
    gaps = tuple(_gaps(cut, session))
    if gaps:
        return Unready("customer", "agenda", cut.account, cut.feature, False, gaps)
    decider = tuple(host.name for host in cut.product if host.name) or session.leads
    states_model = number == 1 or session.purpose == "problem-validation"
    running, _ = steps(
        purpose=session.purpose,
        minimum=cut.scale == "minimum",
        model=states_model,
        minutes=session.minutes,
        start=session.start,
        guests=(),
        joint=session.joint,
        records=(),
        owners={"facilitator": session.facilitates, "presenter": session.leads, "decider": decider},
    )
    return SessionFacts(
        audience="customer",
        account=cut.account,
        name=cut.name,
        people=tuple(person.name for person in cut.people),
        ready=True,
        feature=cut.feature,
        problem=cut.problem.strip(),
        session=number,
        purpose=session.purpose,
        joint=session.with_others,
        start=session.start,
        own_time=session.own_time,
        minutes=session.minutes,
        timezone=cut.timezone,
        elsewhere=elsewhere(session.start, session.minutes, cut.timezone, cut.people),
        facilitator=session.facilitates,
        presenter=session.leads,
        decider=decider,
        observers=session.observes,
        room=room(cut, (session,)),
        states_model=states_model,
        in_scope=cut.in_scope,
        out_of_scope=cut.out_of_scope,
        constraints=cut.constraints,
        influence=cut.influence,
        shows=session.shows,
        steps=running,
        changed=_changed(cut, session),
        open=_open(cut, session),
        unresolved=session.unresolved,
        corrections=tuple(each for each in cut.corrections if each.session < number),
        after=_after(cut, number),
        debrief=cut.debrief,
    )


def _no_such_session(cut: Cut, number: int) -> NotForReader:
    whom = cut.name or "every account together"
    if not cut.sessions:
        return NotForReader(f"No session is planned for {whom}.", "Write it under `sessions`.")
    known = listed([str(session.number) for session in cut.sessions])
    word = "session" if len(cut.sessions) == 1 else "sessions"
    return NotForReader(
        f"There is no session {number} for {whom}, only {word} {known}.", "Ask for one of these."
    )


def _gaps(cut: Cut, session: OwnSession) -> Iterator[Gap]:
    subject = f"Session {session.number}"
    if cut.state == "cancelled" and not session.over:
        yield Gap(
            subject, "The program is cancelled, and it will not take place.", "Hold the debrief instead."
        )
    elif session.minutes_assumed or session.minutes < 1:
        yield Gap(subject, "It names no length.", "Write `minutes`.")


def _changed(cut: Cut, session: OwnSession) -> tuple[ChangedPoint, ...]:
    """The reader's points that this version answers, the gravest first."""
    changes = dict(session.changes)
    return tuple(
        ChangedPoint(record.id, record.friction, changes[record.id])
        for record in cut.records
        if record.id in changes
    )


def _open(cut: Cut, session: OwnSession) -> tuple[OpenPoint, ...]:
    """The reader's points of earlier sessions that are unsettled and not answered here, the gravest first."""
    answered = dict(session.changes)
    return tuple(
        OpenPoint(record.id, record.step, record.friction, record.severity, _tried(record, session))
        for record in cut.records
        if record.session < session.number and record.id not in answered and _is_open(record, session)
    )


def _is_open(record: OwnRecord, session: OwnSession) -> bool:
    """Whether a point was open when the session began: not answered and not decided, or answered and not confirmed.

    A decision without a day counts; one after the session's day does not.
    """
    if _tried(record, session):
        return record.confirmed is not True
    day = session.start.date() if session.start else None
    decided = record.final is not None and (record.decided is None or day is None or record.decided <= day)
    return not decided


def _tried(record: OwnRecord, session: OwnSession) -> str | None:
    """What an earlier session changed for a point."""
    earlier = record.answered_in is not None and record.answered_in < session.number
    return record.change if earlier else None


def _after(cut: Cut, number: int) -> After:
    """The reader's next session in a running program, else the debrief."""
    later = [session for session in cut.sessions if session.number > number]
    if later and cut.state == "active":
        return After("session", later[0].number, later[0].start, None)
    return After("debrief", None, cut.debrief, cut.debrief_minutes)
