"""The benchmarks: `python -m tests.bench [NAME...]`, or `python3 dev.py bench`.

Every figure is measured on the program as it runs; docs/benchmarks.md says how and what came out.
It needs a POSIX system: processes are stopped and continued by signals.
"""
