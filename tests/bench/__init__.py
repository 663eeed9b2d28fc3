"""The benchmark: `python -m tests.bench`, one run, one report; see `__main__.py`."""
