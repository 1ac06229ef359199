"""How fast the heavy pages are, as ratios within one run (see README.md here). Never part of the tests."""
