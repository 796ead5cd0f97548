"""arXiv: papers by id, with their metadata, at the pace that arXiv asks for."""
