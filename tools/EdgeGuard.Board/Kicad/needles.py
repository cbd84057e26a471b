#!/usr/bin/python3
"""Finds where a test jig's needles reach the nets of a board that is routed: a pad on copper of its own net, for which nothing is laid.

    needles.py BOARD.kicad_pcb FOLDER

FOLDER/needles.csv says which nets (point, net, why); its columns x and y are filled in. Run it after the router, before layout.py. A net
without a place keeps empty columns and is named. All pads are on the lower face. Millimetres; y downwards.
"""
import csv
import math
import os
import sys

import pcbnew

# A pad's radius and its distances: from needle to needle, from foreign copper, from a part's courtyard or another pad, from the edge.
RADIUS, PITCH, CLEAR, AROUND, EDGE = 0.5, 2.54, 0.2, 0.4, 1.0
# From the middle of the pad to the middle of a hole: what is outside the pad is no trap for the needle's tip.
HOLE = 0.7
STEP = 0.1
LAYER = pcbnew.B_Cu


def mm(point):
    return pcbnew.ToMM(point.x), pcbnew.ToMM(point.y)


def far(place, start, end):
    (x, y), (x1, y1), (x2, y2) = place, start, end
    square = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = 0 if square == 0 else max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / square))
    return math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1))


def outline(shape):
    return [[mm(chain.CPoint(i)) for i in range(chain.PointCount())] for chain in (shape.Outline(i) for i in range(shape.OutlineCount()))]


def inside(place, corners):
    x, y = place
    sides = zip(corners, corners[1:] + corners[:1])
    return sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in sides) % 2 == 1


def to_area(place, corners):
    if inside(place, corners):
        return 0
    return min(far(place, start, end) for start, end in zip(corners, corners[1:] + corners[:1]))


class Search:
    def __init__(self, board, folder):
        self.domains = {row['net']: row['domain'] for row in rows(folder, 'domains.csv')}
        self.wires, self.areas, self.own, self.holes = [], [], {}, []
        for track in board.GetTracks():
            self.track(track)
        # The needles of the last search are none of the board's copper.
        table = {row['point'] for row in rows(folder, 'needles.csv')}
        for part in [part for part in board.GetFootprints() if part.GetReference() not in table]:
            for pad in part.Pads():
                self.pad(part, pad)
            courtyard = part.GetCourtyard(pcbnew.B_CrtYd)
            self.areas += [(None, RADIUS, corners) for corners in outline(courtyard)]
        zones = list(board.Zones()) + [zone for part in board.GetFootprints() for zone in part.Zones()]
        self.areas += [(None, RADIUS, corners) for zone in zones if zone.GetIsRuleArea() for corners in outline(zone.Outline())]
        for line in board.GetDrawings():
            if line.GetLayer() == pcbnew.Edge_Cuts:
                self.wires.append((None, EDGE, mm(line.GetStart()), mm(line.GetEnd())))

    def track(self, track):
        is_via = track.Type() == pcbnew.PCB_VIA_T
        net, start, end = track.GetNetname(), mm(track.GetStart()), mm(track.GetEnd())
        if is_via:
            self.holes.append(start)
        if is_via or track.GetLayer() == LAYER:
            width = pcbnew.ToMM(track.GetWidth(LAYER) if is_via else track.GetWidth())
            self.wires.append((net, width / 2, start, end))
            self.own.setdefault(net, []).append((start, end))

    def pad(self, part, pad):
        if pad.IsOnLayer(LAYER) or pad.GetDrillSize().x:
            around = AROUND if part.GetReference()[:3] != 'FID' else 0.6
            self.areas += [(pad.GetNetname(), around, corners) for corners in outline(pad.GetEffectivePolygon(LAYER))]
            if part.GetReference()[0] not in 'JK':
                at = mm(pad.GetPosition())
                self.own.setdefault(pad.GetNetname(), []).append((at, at))

    def domain(self, net):
        return self.domains.get(net, 'LOGIC')

    def apart(self, net, other):
        """What the rules want between two nets, as edgeguard.kicad_dru has it."""
        if other is None or net == other:
            return 0
        sides = {'LOGIC' if side == 'COIL' else side for side in (self.domain(net), self.domain(other))}
        if len(sides) == 1 or not other or other.startswith('unconnected-'):
            return CLEAR
        return 2.0 if sides & {'PE', 'SHIELD'} else 5.5

    def is_free(self, place, net):
        for other, room, start, end in self.wires:
            if other != net and far(place, start, end) < RADIUS + room + self.apart(net, other):
                return False
        for other, room, corners in self.areas:
            if to_area(place, corners) < RADIUS + max(room, self.apart(net, other)):
                return False
        return all(math.dist(place, hole) >= HOLE for hole in self.holes)

    def places(self, net):
        """On the middle of the net's own copper on that face, and beside its vias."""
        found = []
        for start, end in self.own.get(net, []):
            count = max(1, round(math.dist(start, end) / STEP))
            for i in range(count + 1):
                x, y = (start[k] + (end[k] - start[k]) * i / count for k in (0, 1))
                found.append((round(x, 3), round(y, 3)))
            # Beside a via the pad still lies on its ring.
            if start == end:
                found += [(round(x + 0.72 * math.cos(turn), 3), round(y + 0.72 * math.sin(turn), 3))
                          for turn in (i * math.pi / 8 for i in range(16))]
        return [place for place in dict.fromkeys(found) if self.is_free(place, net)]


def rows(folder, name):
    with open(os.path.join(folder, name), newline='') as file:
        return list(csv.DictReader(file))


def main(arguments):
    board, folder = arguments
    search = Search(pcbnew.LoadBoard(board), folder)
    table = rows(folder, 'needles.csv')
    places = [(search.places(row['net']), row) for row in table]
    taken = []
    # Who has the least choice chooses first.
    for choice, row in sorted(places, key=lambda pair: len(pair[0])):
        free = [place for place in choice if all(math.dist(place, other) >= PITCH for other in taken)]
        row['x'], row['y'] = max(free, key=lambda place: min([math.dist(place, other) for other in taken] + [20])) if free else ('', '')
        if free:
            taken.append((row['x'], row['y']))
        else:
            print(f"{row['point']} {row['net']}: no place ({len(choice)} before others took theirs)")
    with open(os.path.join(folder, 'needles.csv'), 'w', newline='') as file:
        writer = csv.DictWriter(file, ['point', 'net', 'x', 'y', 'why'], lineterminator='\n')
        writer.writeheader()
        writer.writerows(table)


if __name__ == '__main__':
    main(sys.argv[1:])
