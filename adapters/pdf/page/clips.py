"""What clip paths leave in sight of the objects of a page."""

import math

from adapters.pdf.page import engine
from adapters.pdf.page.boxes import intersection
from bot.model import Box

_UNCUT = Box(-math.inf, -math.inf, math.inf, math.inf)
_MOST_POINTS = 300  # of a clip path that are looked at: a map cut along its coast has 100,000


class Clips:
    """The clips of the objects of an open page, each asked once."""

    def __init__(self) -> None:
        self._point = engine.Numbers("f", 2)
        self._paths: dict[engine.Handle, Box] = {}
        self._windows: dict[tuple[engine.Handle, int], Box | None] = {}

    def cut(self, box: Box, handle: engine.Handle) -> Box | None:
        """What the clip paths of an object leave of `box`, taking each at its own box."""
        clip = engine.clip_of(engine.given(handle))
        count = engine.count_clips(clip) if clip else 0
        if count <= 0:
            return box
        # What is drawn under one clip shares its paths, and whichever has the last of them has those before it.
        key = engine.clip_segment(clip, count - 1, 0), count
        if key not in self._windows or not key[0]:
            self._windows[key] = self._window(clip, count)
        window = self._windows[key]
        return None if window is None else intersection(box, window)

    def _window(self, clip: engine.Handle, count: int) -> Box | None:
        """What the paths of a clip leave in sight."""
        left: Box | None = _UNCUT
        for path in range(count):
            segments = engine.count_segments(clip, path)
            if segments > 0 and left is not None:
                left = intersection(left, self._path_box(clip, path, segments))
        return left

    def _path_box(self, clip: engine.Handle, path: int, count: int) -> Box:
        """The box around a clip path, by some of its points where it has thousands; PDFium keeps a path once."""
        start = engine.clip_segment(clip, path, 0)
        known = self._paths.get(start)
        if known is None:
            points = []
            for segment in range(0, count, max(count // _MOST_POINTS, 1)):
                engine.segment_point(engine.given(engine.clip_segment(clip, path, segment)), *self._point.at)
                points.append(self._point.read())
            xs, ys = zip(*points, strict=True)
            known = self._paths[start] = Box(min(xs), min(ys), max(xs), max(ys))
        return known
