"""Cases by the thousand: as columns of Apache Arrow, from files and from other programs."""
