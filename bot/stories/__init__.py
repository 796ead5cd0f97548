"""What the bot does in a chat, as plain async functions against ports, one recorded step each."""
