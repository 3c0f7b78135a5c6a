"""Benchmarks: ratios measured in one run, printed by ``uv run python -m tests.benchmarks``; none is a test."""
