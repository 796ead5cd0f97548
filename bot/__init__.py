"""paperthread's core: it decides, and knows no platform, socket or database."""
