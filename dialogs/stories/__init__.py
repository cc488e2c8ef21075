"""A story instead of forty taps: an applicant writes everything in one message, and the facts in it are read."""

from dialogs.stories.story import Story, read

__all__ = ["Story", "read"]
