"""Discord: a chat platform, by the client library `discord`, whose name this package shares and does not shadow."""
