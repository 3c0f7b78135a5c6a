"""Tests of Storytrail."""
