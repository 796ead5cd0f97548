"""What a page holds: text with its fonts, graphics, links, and what of it no reader sees."""
