"""Tests of getting documents in."""
