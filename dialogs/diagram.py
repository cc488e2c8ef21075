"""An interview as a Mermaid diagram: every step in its order, with the condition under which it is asked."""

from __future__ import annotations

from itertools import pairwise

from dialogs.interview import Interview, Step


def diagram(interview: Interview) -> str:
    """The diagram; optional steps have round corners, conditions stand under the fact."""
    lines = ["flowchart TD"]
    for chapter in interview.chapters:
        lines.append(f"  subgraph {chapter.name}")
        lines += [f"    {_node(step)}" for step in chapter.steps]
        lines.append("  end")
    facts = [step.fact for step in interview.steps]
    lines += [f"  {before} --> {after}" for before, after in pairwise(facts)]
    return "\n".join(lines)


def _node(step: Step) -> str:
    condition = f"<br/>if {step.when}" if step.when else ""
    left, right = ('("', '")') if step.optional else ('["', '"]')
    return f"{step.fact}{left}{step.fact}{condition}{right}"
