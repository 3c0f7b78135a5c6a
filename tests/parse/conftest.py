"""Property tests here have no deadline: the first example fills tables, and machines are slow now and then."""

from hypothesis import settings

settings.register_profile("storytrail", deadline=None)
settings.load_profile("storytrail")
