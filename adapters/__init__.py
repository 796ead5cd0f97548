"""Every edge of paperthread: each adapter talks to one part of the world and imports no other adapter."""
