"""Scenarios, Rego tests, how they run, and what they see."""
