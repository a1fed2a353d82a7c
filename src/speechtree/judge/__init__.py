"""Judge: the only place that accepts or refuses a candidate, and says where it hangs."""

from speechtree.judge.plans import Decision, SpeechPlan, Verdict
from speechtree.judge.verdict import judge

__all__ = ["Decision", "SpeechPlan", "Verdict", "judge"]
