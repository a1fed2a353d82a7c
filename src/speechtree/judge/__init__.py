"""Judge: the only place that accepts or refuses a candidate, and says where it hangs."""

from speechtree.judge.decisions import Decision
from speechtree.judge.plans import SpeechPlan, Verdict
from speechtree.judge.verdict import judge

__all__ = ["Decision", "SpeechPlan", "Verdict", "judge"]
