"""The bundled sample: real events of 2011-2016, told in this project's own words, as portal day pages."""

from pathlib import Path

SAMPLE_ORIGIN = "storytrail sample"
"""Where the documents of the sample say they come from: ``storytrail sample/FILE``."""


def sample_folder() -> Path:
    """Return the folder of the bundled day pages."""
    return Path(__file__).parent / "pages"
