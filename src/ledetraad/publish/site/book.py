"""What all languages of a site share: the plan looked up and traced, made once per snapshot."""

from __future__ import annotations

from functools import cached_property

from ledetraad.checks.run import run_checks
from ledetraad.checks.settings import CheckSettings
from ledetraad.frameworks.un_sdg import Framework, un_sdg
from ledetraad.plan.finding import Finding
from ledetraad.plan.index import PlanIndex
from ledetraad.plan.trace import Trace, trace
from ledetraad.publish.site.going import Going
from ledetraad.publish.snapshot import Snapshot


class Book:
    """One snapshot with everything about it that does not depend on language.

    Args:
        snapshot: what is published.
        findings: what a check said of it, where it has been made already.
    """

    def __init__(self, snapshot: Snapshot, findings: list[Finding] | None = None) -> None:
        self.snapshot = snapshot
        self.index = PlanIndex(snapshot.plan)
        self.framework: Framework = un_sdg()
        self.trace: Trace = trace(self.index, self.framework.parents())
        if findings is not None:
            self.__dict__["findings"] = findings

    @cached_property
    def place_among_siblings(self) -> dict[str, int]:
        """Each element's place among its parent's children, from 0, by id."""
        families = [self.snapshot.plan.elements]
        families += [element.children for element in self.index.ordered]
        return {child.id: place for family in families for place, child in enumerate(family)}

    @cached_property
    def going(self) -> Going | None:
        """How the plan goes; None where nothing of it is published."""
        follow_up = self.snapshot.follow_up
        if follow_up is None:
            return None
        return Going(follow_up, self.index, self.snapshot.municipality)

    @cached_property
    def findings(self) -> list[Finding]:
        """What the checks say of the published plan."""
        return run_checks(self.snapshot.plan, CheckSettings())

    @cached_property
    def sha256(self) -> str:
        """The snapshot's hash."""
        return self.snapshot.sha256()
