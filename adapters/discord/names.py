"""What Discord is called, and the numbers of its kinds of channels and messages, and of its ids."""

PLATFORM = "discord"

DM = 1
THREADS = frozenset({10, 11, 12})  # of an announcement channel, public, private
FORUMS = frozenset({15, 16})  # a forum, a media channel: messages stand in their threads only
REPLY = 19
TEXTS = frozenset({0, REPLY})  # messages that somebody wrote: alone, and in reply to another

EPOCH_MS = 1_420_070_400_000  # the first second of 2015: Discord's ids count from there
