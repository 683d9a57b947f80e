"""What each role may do, in one place: everything that asks whether somebody may, asks here.

A right reaches the whole municipality, or only the person's own units and those under them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from ledetraad.i18n import N_


class Role(StrEnum):
    """What a person is in a municipality."""

    READER = "reader"
    CONTRIBUTOR = "contributor"
    LEADER = "leader"
    CONTROLLER = "controller"
    PLANNER = "planner"
    ADMINISTRATOR = "administrator"


ROLE_NAMES: Mapping[Role, str] = {
    Role.READER: N_("reader"),
    Role.CONTRIBUTOR: N_("contributor"),
    Role.LEADER: N_("unit leader"),
    Role.CONTROLLER: N_("controller"),
    Role.PLANNER: N_("planner"),
    Role.ADMINISTRATOR: N_("administrator"),
}
OF_A_UNIT = frozenset({Role.CONTRIBUTOR, Role.LEADER})
"""Roles that are held in a unit, and reach it and those under it."""


class Action(StrEnum):
    """What somebody may do."""

    READ = "read"
    COMMENT = "comment"
    EDIT_PLAN = "edit-plan"
    PUBLISH = "publish"
    WRITE_REPORT = "write-report"
    SUBMIT_REPORT = "submit-report"
    RETURN_REPORT = "return-report"
    ENTER_VALUE = "enter-value"
    EDIT_MEASURE = "edit-measure"
    EDIT_INDICATOR = "edit-indicator"
    SHARE_VIEW = "share-view"
    """Let everyone in the municipality have a view of a list."""
    JUDGE = "judge"
    """Set an element's state otherwise than the rule does."""
    CHOOSE_RULES = "choose-rules"
    """Turn rules of the follow-up off and on."""
    RUN_HEARING = "run-hearing"
    """Open a hearing, and read, release and answer what is said in it."""
    EDIT_CLIMATE = "edit-climate"
    """Take in climate accounts, and write targets, activities and the climate budget."""
    EDIT_EFFECT = "edit-effect"
    """Write what a measure does to emissions: units hand in those of their own measures."""
    EDIT_ECONOMY = "edit-economy"
    """Take ledgers in, and write financial rules, ties and scenarios."""
    MANAGE_PERIODS = "manage-periods"
    MANAGE_UNITS = "manage-units"
    MANAGE_PEOPLE = "manage-people"


class Reach(StrEnum):
    """How far a right goes."""

    OWN_UNITS = "own-units"
    MUNICIPALITY = "municipality"


_READ = {Action.READ: Reach.MUNICIPALITY}
_WORK = {
    **_READ,
    Action.COMMENT: Reach.MUNICIPALITY,
    Action.WRITE_REPORT: Reach.OWN_UNITS,
    Action.ENTER_VALUE: Reach.OWN_UNITS,
}
_LEAD = {
    **_WORK,
    Action.SUBMIT_REPORT: Reach.OWN_UNITS,
    Action.EDIT_MEASURE: Reach.OWN_UNITS,
    Action.EDIT_EFFECT: Reach.OWN_UNITS,
}
_FOLLOW_UP = dict.fromkeys(
    (
        *_LEAD,
        Action.RETURN_REPORT,
        Action.EDIT_INDICATOR,
        Action.JUDGE,
        Action.CHOOSE_RULES,
        Action.SHARE_VIEW,
        Action.EDIT_CLIMATE,
    ),
    Reach.MUNICIPALITY,
)

RIGHTS: Mapping[Role, Mapping[Action, Reach]] = {
    Role.READER: _READ,
    Role.CONTRIBUTOR: _WORK,
    Role.LEADER: _LEAD,
    Role.CONTROLLER: {
        **_FOLLOW_UP,
        Action.EDIT_ECONOMY: Reach.MUNICIPALITY,
        Action.MANAGE_PERIODS: Reach.MUNICIPALITY,
        Action.MANAGE_UNITS: Reach.MUNICIPALITY,
    },
    Role.PLANNER: {
        **_FOLLOW_UP,
        Action.EDIT_PLAN: Reach.MUNICIPALITY,
        Action.PUBLISH: Reach.MUNICIPALITY,
        Action.RUN_HEARING: Reach.MUNICIPALITY,
    },
    Role.ADMINISTRATOR: dict.fromkeys(Action, Reach.MUNICIPALITY),
}
"""Whoever isn't named here may not."""
