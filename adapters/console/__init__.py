"""The conversation in a terminal: a chat platform that is a journal file, its adapter, and a screen over it."""
