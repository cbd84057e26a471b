"""Where each part's designator is printed: beside its body where there is room, nearer to it than to any other, and otherwise nowhere.

Everything is a rectangle here: left, top, right, bottom in millimetres, y downwards.
"""
import copy

import pcbnew

# A letter's height, the pen, what a letter takes along the line, and the distance from whatever is not a body.
HEIGHT, PEN, ADVANCE, CLEAR = 0.8, 0.12, 0.78, 0.13
# From the board's edge and its slots, and from a body.
EDGE, BESIDE = 0.4, 0.05
# How far from its body it may be, and in what steps.
REACH, STEP = 1.2, 0.1

SILK = {'F': pcbnew.F_SilkS, 'B': pcbnew.B_SilkS}
FAB = {'F': pcbnew.F_Fab, 'B': pcbnew.B_Fab}
COPPER = {'F': pcbnew.F_Cu, 'B': pcbnew.B_Cu}


def box(shape):
    bounds = shape.GetBoundingBox()
    return tuple(pcbnew.ToMM(value) for value in (bounds.GetLeft(), bounds.GetTop(), bounds.GetRight(), bounds.GetBottom()))


def union(boxes):
    lefts, tops, rights, bottoms = zip(*boxes)
    return min(lefts), min(tops), max(rights), max(bottoms)


def apart(one, other):
    """Millimetres between two rectangles; 0 where they touch or overlap."""
    across = max(one[0] - other[2], other[0] - one[2], 0)
    down = max(one[1] - other[3], other[1] - one[3], 0)
    return (across ** 2 + down ** 2) ** 0.5


class Face:
    """One face of the board: what is mounted there and what nothing may be printed on."""

    def __init__(self, board, side):
        self.side = side
        self.bodies, self.taken = {}, []
        for part in board.GetFootprints():
            for pad in part.Pads():
                if pad.IsOnLayer(COPPER[side]) or pad.GetDrillSize().x:
                    self.taken.append((CLEAR, box(pad)))
            graphics = list(part.GraphicalItems())
            self.taken += [(CLEAR, box(item)) for item in graphics if item.GetLayer() == SILK[side]]
            fab = [box(item) for item in graphics if item.GetLayer() == FAB[side] and item.Type() == pcbnew.PCB_SHAPE_T]
            is_here = (part.GetLayer() == pcbnew.F_Cu) == (side == 'F')
            if is_here and fab:
                self.bodies[part.GetReference()] = union(fab + [box(pad) for pad in part.Pads()])
        for item in board.GetDrawings():
            if item.GetLayer() == SILK[side]:
                self.taken.append((CLEAR, box(item)))
            if item.GetLayer() == pcbnew.Edge_Cuts:
                self.taken.append((EDGE, box(item)))
        # A via's hole swallows what is printed on it, though the mask covers the via.
        self.taken += [(0, box(track)) for track in board.GetTracks() if track.Type() == pcbnew.PCB_VIA_T]
        self.edge = union([box(item) for item in board.GetDrawings() if item.GetLayer() == pcbnew.Edge_Cuts])

    def places(self, body, width, height):
        """Middles of a rectangle beside a body, the nearest first, in its middle before its ends."""
        left, top, right, bottom = body
        found = []
        for i in range(1, round(REACH / STEP) + 1):
            gap = i * STEP
            span = round((max(right - left, width) / 2 + gap) / STEP)
            for j in sorted(range(-span, span + 1), key=abs):
                x = (left + right) / 2 + j * STEP
                found += [(x, top - gap - height / 2), (x, bottom + gap + height / 2)]
            span = round((max(bottom - top, height) / 2 + gap) / STEP)
            for j in sorted(range(-span, span + 1), key=abs):
                y = (top + bottom) / 2 + j * STEP
                found += [(left - gap - width / 2, y), (right + gap + width / 2, y)]
        return found

    def near(self, reference, length):
        """A face with only what a designator of that length can meet."""
        body = self.bodies[reference]
        face = copy.copy(self)
        face.taken = [(room, other) for room, other in self.taken if apart(body, other) < 2 * REACH + length]
        face.bodies = {name: other for name, other in self.bodies.items() if apart(body, other) < 3 * REACH + length}
        return face

    def is_free(self, text, reference):
        if text[0] < self.edge[0] or text[1] < self.edge[1] or text[2] > self.edge[2] or text[3] > self.edge[3]:
            return False
        if any(apart(text, other) < max(room, 1e-6) for room, other in self.taken):
            return False
        own = apart(text, self.bodies[reference])
        return all(apart(text, body) >= max(own, BESIDE) for other, body in self.bodies.items() if other != reference)

    def find(self, reference):
        """Its middle and its turn; None where there is no room."""
        length = (len(reference) - 1) * ADVANCE + HEIGHT + PEN
        near = self.near(reference, length)
        for turn in (0, 90):
            width, height = (length, HEIGHT + PEN) if turn == 0 else (HEIGHT + PEN, length)
            for x, y in self.places(self.bodies[reference], width, height):
                text = x - width / 2, y - height / 2, x + width / 2, y + height / 2
                if near.is_free(text, reference):
                    self.taken.append((CLEAR, text))
                    return round(x, 3), round(y, 3), turn
        return None


def places(board):
    """Each part's designator that has a place: reference, x, y, turn, side."""
    for side in 'FB':
        face = Face(board, side)
        for reference in sorted(face.bodies):
            place = face.find(reference)
            if place:
                yield (reference, *place, side)
