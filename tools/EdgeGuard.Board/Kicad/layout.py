#!/usr/bin/python3
"""Makes the board of hardware/board from its tables, by KiCad's own library: only that fills zones.

    layout.py NETLIST.xml FOLDER BOARD.kicad_pcb [GEOMETRY.json]

FOLDER holds the tables: placement.csv (where each part is), domains.csv (which net belongs to which isolated side), zones.csv (planes and
pours), tracks.csv (laid by hand), routes.csv (the router's result), outline.csv (the board's edge and slots), marks.csv (by which a machine
that places parts finds the board), needles.csv (where a test jig's needles reach it; by needles.py), labels.csv (what is printed on it),
stackup.txt. GEOMETRY.json is what the router wants to know. The same tables give the same file, byte for byte. Millimetres; y downwards.
"""
import csv
import json
import math
import os
import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET

import pcbnew

# Nothing is left beside the sources.
sys.dont_write_bytecode = True
import designators  # noqa: E402

LAYERS = {'F': pcbnew.F_Cu, 'G': pcbnew.In1_Cu, 'S': pcbnew.In2_Cu, 'B': pcbnew.B_Cu}
VIA, DRILL = 0.5, 0.3
# A mark's copper, and how far other copper keeps from its middle.
MARK, AROUND_MARK = 1, 1.1
# The diameter of what a needle meets.
NEEDLE = 1


def mm(value):
    return pcbnew.FromMM(round(float(value), 4))


def at(x, y):
    return pcbnew.VECTOR2I(mm(x), mm(y))


def escape(net):
    """As the editor of boards writes a net's name: a slash within it would be a sheet's."""
    return net if net.startswith('/') else net.replace('/', '{slash}')


def rows(folder, name):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return []
    with open(path, newline='') as file:
        return list(csv.DictReader(file))


def points(text):
    return [tuple(float(value) for value in word.split('/')) for word in text.split()]


class Layout:
    def __init__(self, netlist, folder):
        self.folder = folder
        self.root = ET.parse(netlist).getroot()
        self.board = pcbnew.CreateEmptyBoard()
        self.board.SetCopperLayerCount(4)
        self.board.GetDesignSettings().SetBoardThickness(mm(1.6))
        self.parts = {}
        self.nets = {}
        for net in self.root.find('nets'):
            item = pcbnew.NETINFO_ITEM(self.board, escape(net.get('name')))
            self.board.Add(item)
            for node in net:
                self.nets[node.get('ref'), node.get('pin')] = item

    def place(self):
        places = {row['part']: row for row in rows(self.folder, 'placement.csv')}
        for part in self.root.find('components'):
            reference = part.get('ref')
            library, name = part.find('footprint').text.split(':')
            item = pcbnew.FootprintLoad(os.path.join(self.folder, 'lib', 'edgeguard.pretty'), name)
            item.SetFPID(pcbnew.LIB_ID(library, name))
            self.name(item, part)
            place = places.pop(reference)
            self.board.Add(item)
            item.SetOrientationDegrees(float(place['rotation']))
            item.SetPosition(at(place['x'], place['y']))
            if place['side'] == 'B':
                item.Flip(at(place['x'], place['y']), pcbnew.FLIP_DIRECTION_LEFT_RIGHT)
            for pad in item.Pads():
                net = self.nets.get((reference, pad.GetNumber()))
                if net:
                    pad.SetNet(net)
            self.parts[reference] = item
        if places:
            raise SystemExit('placement.csv places what the netlist has not: ' + ' '.join(places))

    def name(self, item, part):
        sheet = part.find('sheetpath')
        item.SetReference(part.get('ref'))
        item.SetValue(part.find('value').text)
        item.Value().SetVisible(False)
        # For the assembly drawing; what is printed on the board is beside it.
        item.Reference().SetLayer(pcbnew.F_Fab)
        item.SetPath(pcbnew.KIID_PATH(sheet.get('tstamps') + part.find('tstamps').text.split()[0]))
        item.SetSheetname(sheet.get('names'))
        for field in part.find('fields'):
            if field.get('name') not in ('Footprint', 'Datasheet', 'Description') and field.text:
                item.SetField(field.get('name'), field.text)
                item.GetFieldByName(field.get('name')).SetVisible(False)

    def outline(self):
        for row in rows(self.folder, 'outline.csv'):
            corners = points(row['corners'])
            for start, end in zip(corners, corners[1:] + corners[:1]):
                self.shape(start, end, pcbnew.Edge_Cuts, 0.1)

    def shape(self, start, end, layer, width):
        line = pcbnew.PCB_SHAPE(self.board, pcbnew.SHAPE_T_SEGMENT)
        line.SetStart(at(*start))
        line.SetEnd(at(*end))
        line.SetLayer(layer)
        line.SetWidth(mm(width))
        self.board.Add(line)

    def marks(self):
        for row in rows(self.folder, 'marks.csv'):
            pad = self.target(row['mark'], row['x'], row['y'], row['side'], MARK)
            pad.SetLocalSolderMaskMargin(mm(0.5))
            pad.SetLocalClearance(mm(AROUND_MARK - MARK / 2))

    def needles(self):
        """On copper that is there: the router knows nothing of them, and needles.py finds them again after it."""
        for row in rows(self.folder, 'needles.csv'):
            net = self.board.FindNet(escape(row['net']))
            if not net or not row['x']:
                raise SystemExit('needles.csv: no net or no place for ' + row['point'])
            self.target(row['point'], row['x'], row['y'], 'B', NEEDLE).SetNet(net)

    def target(self, name, x, y, side, diameter):
        """A round pad without a part and without paste."""
        item = pcbnew.FOOTPRINT(self.board)
        item.SetReference(name)
        item.Reference().SetVisible(False)
        item.Value().SetVisible(False)
        item.SetAttributes(pcbnew.FP_BOARD_ONLY | pcbnew.FP_EXCLUDE_FROM_BOM | pcbnew.FP_EXCLUDE_FROM_POS_FILES)
        pad = pcbnew.PAD(item)
        pad.SetAttribute(pcbnew.PAD_ATTRIB_SMD)
        pad.SetShape(pcbnew.PAD_SHAPE_CIRCLE)
        pad.SetSize(pcbnew.VECTOR2I(mm(diameter), mm(diameter)))
        layers = pcbnew.LSET()
        layers.AddLayer(pcbnew.F_Cu)
        layers.AddLayer(pcbnew.F_Mask)
        pad.SetLayerSet(layers)
        item.Add(pad)
        self.board.Add(item)
        item.SetPosition(at(x, y))
        if side == 'B':
            item.Flip(at(x, y), pcbnew.FLIP_DIRECTION_LEFT_RIGHT)
        return pad

    def labels(self):
        for row in rows(self.folder, 'labels.csv'):
            self.text(row['text'], row['x'], row['y'], float(row['size']), row['turn'], row['side'])

    def designators(self):
        """The last thing that is printed: where there is room."""
        for reference, x, y, turn, side in list(designators.places(self.board)):
            self.text(reference, x, y, designators.HEIGHT, turn, side)

    def text(self, words, x, y, size, turn, side):
        text = pcbnew.PCB_TEXT(self.board)
        text.SetText(words)
        text.SetTextSize(pcbnew.VECTOR2I(mm(size), mm(size)))
        text.SetTextThickness(mm(0.15 * size))
        text.SetLayer(pcbnew.B_SilkS if side == 'B' else pcbnew.F_SilkS)
        text.SetMirrored(side == 'B')
        text.SetTextAngleDegrees(float(turn))
        text.SetPosition(at(x, y))
        self.board.Add(text)

    def zones(self):
        for priority, row in enumerate(rows(self.folder, 'zones.csv')):
            zone = pcbnew.ZONE(self.board)
            zone.SetNet(self.board.FindNet(escape(row['net'])))
            layers = pcbnew.LSET()
            for letter in row['layers']:
                layers.AddLayer(LAYERS[letter])
            zone.SetLayerSet(layers)
            outline = zone.Outline()
            outline.NewOutline()
            for x, y in points(row['corners']):
                outline.Append(mm(x), mm(y))
            zone.SetMinThickness(mm(0.2))
            zone.SetLocalClearance(mm(0.2))
            zone.SetAssignedPriority(priority)
            zone.SetZoneName(row['net'] + ' ' + row['layers'])
            is_solid = row['pads'] == 'solid'
            zone.SetPadConnection(pcbnew.ZONE_CONNECTION_FULL if is_solid else pcbnew.ZONE_CONNECTION_THERMAL)
            zone.SetThermalReliefSpokeWidth(mm(0.3))
            zone.SetThermalReliefGap(mm(0.2))
            self.board.Add(zone)

    def pad(self, word):
        reference, number = word.rsplit('.', 1)
        pads = [pad for pad in self.parts[reference].Pads() if pad.GetNumber() == number]
        if not pads:
            raise SystemExit('tracks.csv: there is no pad ' + word)
        return pads[0]

    def hand_laid(self):
        for row in rows(self.folder, 'tracks.csv'):
            self.path(row)

    def path(self, row):
        """A path is a layer, then pads and points in turn; a v is a via to the other side."""
        words = row['path'].split()
        layer = words.pop(0)
        net = self.board.FindNet(escape(row['net'])) if row['net'] else None
        last = None
        for word in words:
            if word == 'v':
                self.via(net, *last)
                layer = 'B' if layer == 'F' else 'F'
                continue
            if '/' in word:
                here = tuple(float(value) for value in word.split('/'))
            else:
                pad = self.pad(word)
                net = net or pad.GetNet()
                here = (pcbnew.ToMM(pad.GetPosition().x), pcbnew.ToMM(pad.GetPosition().y))
            if last and last != here:
                self.track(net, layer, row['width'], last, here)
            last = here

    def track(self, net, layer, width, start, end):
        track = pcbnew.PCB_TRACK(self.board)
        track.SetStart(at(*start))
        track.SetEnd(at(*end))
        track.SetWidth(mm(width))
        track.SetLayer(LAYERS[layer])
        track.SetNet(net)
        self.board.Add(track)

    def via(self, net, x, y):
        via = pcbnew.PCB_VIA(self.board)
        via.SetPosition(at(x, y))
        via.SetWidth(mm(VIA))
        via.SetDrill(mm(DRILL))
        via.SetNet(net)
        self.board.Add(via)

    def routed(self):
        for row in rows(self.folder, 'routes.csv'):
            net = self.board.FindNet(escape(row['net']))
            if row['layer'] == 'via':
                self.via(net, row['x'], row['y'])
            else:
                self.track(net, row['layer'], row['width'], (row['x'], row['y']), (row['x2'], row['y2']))

    def geometry(self, path):
        """What a router has to know, before it has routed anything."""
        pads = []
        for reference in sorted(self.parts):
            pads += [self.describe(reference, pad) for pad in self.parts[reference].Pads() if pad.IsOnCopperLayer() or pad.GetDrillSize().x]
        keepouts = [corners(zone.Outline()) for part in self.parts.values() for zone in part.Zones() if zone.GetIsRuleArea()]
        keepouts += [circle(float(row['x']), float(row['y']), AROUND_MARK) for row in rows(self.folder, 'marks.csv')]
        tracks = [describe_track(item) for item in self.board.GetTracks()]
        with open(path, 'w') as file:
            json.dump({'pads': pads, 'keepouts': keepouts, 'tracks': tracks}, file, indent=0)

    def describe(self, reference, pad):
        layers = [letter for letter in 'FB' if pad.IsOnLayer(LAYERS[letter])]
        shape = pad.GetEffectivePolygon(LAYERS['F' if 'F' in layers or not layers else 'B'])
        position = pad.GetPosition()
        net = pad.GetNetname()
        return {
            'part': reference, 'pad': pad.GetNumber(), 'net': '' if net.startswith('unconnected-') else net,
            'layers': ''.join(layers) if pad.GetAttribute() != pcbnew.PAD_ATTRIB_NPTH else '', 'corners': corners(shape),
            'x': pcbnew.ToMM(position.x), 'y': pcbnew.ToMM(position.y), 'hole': pcbnew.ToMM(max(pad.GetDrillSize())),
        }


def corners(shape):
    outline = shape.Outline(0)
    return [[pcbnew.ToMM(outline.CPoint(i).x), pcbnew.ToMM(outline.CPoint(i).y)] for i in range(outline.PointCount())]


def circle(x, y, radius):
    turns = [i * math.pi / 12 for i in range(24)]
    return [[x + radius * math.cos(turn), y + radius * math.sin(turn)] for turn in turns]


def describe_track(item):
    start, end = item.GetStart(), item.GetEnd()
    is_via = item.Type() == pcbnew.PCB_VIA_T
    width = item.GetWidth(pcbnew.F_Cu) if is_via else item.GetWidth()
    layers = 'FB' if is_via else 'F' if item.GetLayer() == pcbnew.F_Cu else 'B'
    return {'net': item.GetNetname(), 'layers': layers, 'width': pcbnew.ToMM(width), 'x': pcbnew.ToMM(start.x), 'y': pcbnew.ToMM(start.y),
            'x2': pcbnew.ToMM(end.x), 'y2': pcbnew.ToMM(end.y)}


def fill_and_save(board, folder, output):
    """Zones keep the distances of the project's rules, which are read with a board that lies beside them."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ('edgeguard.kicad_pro', 'edgeguard.kicad_dru'):
            shutil.copy(os.path.join(folder, name), scratch)
        path = os.path.join(scratch, 'edgeguard.kicad_pcb')
        pcbnew.SaveBoard(path, board, True)
        with open(path) as file:
            text = file.read()
        with open(os.path.join(folder, 'stackup.txt')) as file:
            text = text.replace('\t(setup\n', '\t(setup\n' + file.read(), 1)
        with open(path, 'w') as file:
            file.write(text)
        board = pcbnew.LoadBoard(path)
        pcbnew.ZONE_FILLER(board).Fill(board.Zones())
        pcbnew.SaveBoard(path, board, True)
        shutil.copy(path, output)


def main(arguments):
    netlist, folder, output = arguments[:3]
    # So that the numbers by which KiCad knows things are the same every time.
    pcbnew.KIID.SeedGenerator(1)
    layout = Layout(netlist, folder)
    layout.place()
    layout.outline()
    layout.marks()
    layout.labels()
    layout.zones()
    layout.hand_laid()
    if len(arguments) > 3:
        layout.geometry(arguments[3])
    layout.routed()
    layout.needles()
    layout.designators()
    fill_and_save(layout.board, folder, output)


if __name__ == '__main__':
    main(sys.argv[1:])
