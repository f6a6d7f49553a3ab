"""What the commands share: options, output, names, progress, and the one error boundary."""
