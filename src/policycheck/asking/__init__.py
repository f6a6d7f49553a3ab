"""What is still to be asked: the facts that can change a decision, and their answers."""
