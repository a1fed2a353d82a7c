"""Judge: the only place that accepts or refuses a candidate, and says where it hangs."""

from speechtree.judge.confidence import confidence_of
from speechtree.judge.decisions import MAX_DEPTH, Choice, Decision, Evidence, Refusal
from speechtree.judge.plans import SpeechPlan, Verdict
from speechtree.judge.verdict import judge

__all__ = ["MAX_DEPTH", "Choice", "Decision", "Evidence", "Refusal", "SpeechPlan", "Verdict", "confidence_of", "judge"]
