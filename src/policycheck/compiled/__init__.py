"""Back ends: what a graph of terms comes to, for one case and for many at once."""
