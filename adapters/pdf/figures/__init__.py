"""Captions, and where the figure or table of each stands."""
