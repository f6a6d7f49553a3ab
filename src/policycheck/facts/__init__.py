"""The facts of a case: their dictionary, and cases that are read, checked and normalised."""

from policycheck.facts.case import Case, case_from_json, case_from_mapping, events_after, read_case
from policycheck.facts.dictionary import Change, FactDefinition, FactDictionary, Supplier
from policycheck.facts.documents import Unreadable
from policycheck.facts.schemas import CaseSchemas, load_schemas

__all__ = [
    "Case",
    "CaseSchemas",
    "Change",
    "FactDefinition",
    "FactDictionary",
    "Supplier",
    "Unreadable",
    "case_from_json",
    "case_from_mapping",
    "events_after",
    "load_schemas",
    "read_case",
]
