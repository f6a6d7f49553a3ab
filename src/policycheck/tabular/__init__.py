"""Cases by the thousand: as columns of Apache Arrow, from files and from other programs."""

from policycheck.engine.native import version

# Loads the engine's library before those of numpy and pyarrow, with which it shares the library of
# C++: else some queries that this process makes later abort it ("free(): invalid pointer").
version()
