"""``python -m policycheck``, the same as ``policycheck``."""

from policycheck.cli import main

main()
