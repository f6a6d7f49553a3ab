"""Back end for one case: plain Python, written for one decision.

``source`` writes a function from the input document to the answer of the rules; ``runtime`` is all
that this function needs to run.
"""
