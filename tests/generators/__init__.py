"""Cases made from the schemas of facts, for the tests of every policy."""
