"""Judge: the only place that accepts or refuses a candidate, and says where it hangs."""

from speechtree.judge.verdict import Decision, SpeechPlan, Verdict, judge

__all__ = ["Decision", "SpeechPlan", "Verdict", "judge"]
