"""What checks of rules found."""

from policycheck.model import Text

TEXTS = {
    "check.none": Text("geen bevindingen", "no findings"),
    "check.fixed": Text("Opmaak hersteld: {file}", "Layout put right: {file}"),
    "check.id": Text("Controle", "Check"),
    "check.severity": Text("Ernst", "Severity"),
    "check.title": Text("Wat zij zoekt", "What it looks for"),
    "severity.error": Text("fout", "error"),
    "severity.warning": Text("waarschuwing", "warning"),
    "count.error.one": Text("{n} fout", "{n} error"),
    "count.error.many": Text("{n} fouten", "{n} errors"),
    "count.warning.one": Text("{n} waarschuwing", "{n} warning"),
    "count.warning.many": Text("{n} waarschuwingen", "{n} warnings"),
    "check.checked": Text("Gecontroleerd: {names}", "Checked: {names}"),
}
