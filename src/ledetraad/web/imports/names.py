"""What a part of a document may mean, in the reader's own language."""

from __future__ import annotations

from ledetraad.i18n import N_

MEANINGS: dict[str, str] = {
    "theme": N_("theme"),
    "subtheme": N_("subtheme"),
    "main_goal": N_("main goal"),
    "goal": N_("goal"),
    "subgoal": N_("subgoal"),
    "strategy": N_("strategy"),
    "measure": N_("measure"),
    "indicator": N_("indicator"),
    "reference": N_("reference to the UN's goals"),
    "responsible": N_("who is responsible"),
    "deadline": N_("deadline"),
    "start": N_("start"),
    "status": N_("status"),
    "cost": N_("cost"),
    "unit": N_("unit of measurement"),
    "start_value": N_("value to start from"),
    "target": N_("value to reach"),
    "lowest_accepted": N_("lowest accepted value"),
    "not_accepted": N_("value that is not accepted"),
    "result": N_("result"),
    "source": N_("source of the figures"),
    "frequency": N_("how often it is measured"),
    "comment": N_("comment"),
    "priority": N_("priority"),
    "number": N_("number"),
    "other": N_("something else, kept beside the text"),
    "ignored": N_("nothing: leave it out"),
}
FORMS: dict[str, str] = {
    "": N_("Let Ledetråd judge"),
    "labels": N_("Headings and labels say what is a goal and what is a strategy"),
    "numbers": N_("The numbers say it: 1, 1.1, 1.1.1"),
    "bullets": N_("Headings are goals, and the lists under them are what is to be done"),
}
