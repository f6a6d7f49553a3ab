"""What differs between two states of the rules, and for whom."""
