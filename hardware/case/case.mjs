// The case of the module: node hardware/case/case.mjs FOLDER writes base, cover, foot and pipes as STL, all as one STEP, and a drawing.
// Needs replicad and replicad-opencascadejs 1.1.0, found through NODE_PATH or beside this file. All lengths are millimetres.
// The frame is the board's: x from its rear edge to the front, y from its upper edge down, z from its upper face towards the cover.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const pending = [];
const cad = await load();

const board = { x: 115, y: 100, thick: 1.6 };
const wall = 2.2;
const inner = { rear: -2.2, front: 115.8, top: -2.2, bottom: 102.2, floor: -6.6, roof: 34 };
const outer = {
    rear: inner.rear - wall, front: inner.front + wall, top: inner.top - wall, bottom: inner.bottom + wall,
    floor: inner.floor - wall, roof: inner.roof + wall,
};
const seam = 0;             // where base and cover meet: the board's upper face
const play = 0.3;           // between the board's edges and the case
const grip = 1;             // how far ledges and ribs reach over the board
const margin = { top: 2.2, bottom: 2.2, rear: 2.2, front: 0.8 };  // between the board's edges and the walls
const rail = { middle: 50, half: 17.5, front: -6.1, thick: 1, slot: 1.5 };

const openings = fs.readFileSync(path.join(here, "openings.csv"), "utf8").trim().split("\n").slice(1).map(line => {
    const [what, face, ...numbers] = line.split(",");
    return [what, face, ...numbers.map(Number)];
});

// Ribs of the cover press on the board where no part is: along which edge, from where to where.
const ribs = [["top", 2, 6], ["top", 67.4, 69.6], ["top", 99, 107], ["bottom", 1, 5], ["bottom", 46, 62], ["bottom", 108, 113],
    ["rear", 12, 28], ["rear", 72, 88], ["front", 66, 69], ["front", 92, 95]];
const tongues = [["top", 12, 20], ["top", 80, 88], ["bottom", 35, 43], ["bottom", 66, 74]];

const parts = { base: base(), cover: cover(), foot: foot(), pipes: pipes() };
write(process.argv[2] ?? ".");
await Promise.all(pending);

// A box between two corners. The board's y goes down, a solid's up.
function box(x0, x1, y0, y1, z0, z1) {
    return cad.makeBox([x0, board.y - y1, z0], [x1, board.y - y0, z1]);
}

// A hole through the cover's roof, above a place of the board.
function bore(x, y, diameter) {
    return cad.makeCylinder(diameter / 2, wall + 2, [x, board.y - y, inner.roof - 1], [0, 0, 1]);
}

// A box at an edge of the board: how far from the edge it begins and ends, inwards counted up.
function along(edge, from, to, out, into, z0, z1) {
    switch (edge) {
        case "top": return box(from, to, out, into, z0, z1);
        case "bottom": return box(from, to, board.y - into, board.y - out, z0, z1);
        case "rear": return box(out, into, from, to, z0, z1);
        case "front": return box(board.x - into, board.x - out, from, to, z0, z1);
    }
}

// Half of the shell: rounded edges along z, hollow.
function half(z0, z1, hollow0, hollow1) {
    const solid = box(outer.rear, outer.front, outer.top, outer.bottom, z0, z1).fillet(1.5, edge => edge.inDirection("Z"));
    return solid.cut(box(inner.rear, inner.front, inner.top, inner.bottom, hollow0, hollow1)).fuse(hook(z0, z1));
}

// Takes the rail's upper flange; the face that lies on the rail goes down to the lower one.
function hook(z0, z1) {
    const block = box(rail.front - 4.5, outer.rear + 0.1, 20, rail.middle - rail.half + 1.6, z0, z1)
        .cut(box(rail.front - rail.slot, rail.front, rail.middle - rail.half - 0.3, 40, z0, z1));
    return block.fuse(box(rail.front, outer.rear + 0.1, 34, rail.middle + rail.half, z0, z1));
}

function cutOpenings(solid) {
    for (const [, face, from, to, low, high] of openings) {
        if (face === "front") solid = solid.cut(box(board.x + 0.1, outer.front + 1, from, to, low, high));
        if (face === "top") solid = solid.cut(box(from, to, outer.top - 1, -play, low, high));
        if (face === "bottom") solid = solid.cut(box(from, to, board.y + play, outer.bottom + 1, low, high));
    }
    return solid;
}

function base() {
    let solid = half(outer.floor, seam, inner.floor, seam + 1);
    const under = -board.thick;
    for (const [edge, length] of [["top", board.x], ["bottom", board.x], ["rear", board.y], ["front", board.y]]) {
        const side = -margin[edge];
        solid = solid.fuse(along(edge, 0, length, side - 0.1, grip, inner.floor - 0.1, under - 0.05));
        solid = solid.fuse(along(edge, 0, length, side - 0.1, -play, under - 0.1, seam));
    }
    for (const [edge, from, to] of tongues) {
        solid = solid.cut(along(edge, from - 0.5, to + 0.5, inner.top, -play, inner.floor, seam + 1));
        solid = solid.cut(along(edge, from - 0.5, to + 0.5, outer.top - 1, inner.top + 0.1, -5.2, -3.6));
    }
    return cutOpenings(solid);
}

function cover() {
    let solid = half(seam, outer.roof, seam - 1, inner.roof);
    for (const [edge, from, to] of ribs) solid = solid.fuse(along(edge, from, to, -margin[edge] - 0.1, grip, seam + 0.1, seam + 16));
    for (const [edge, from, to] of tongues) {
        solid = solid.fuse(along(edge, from, to, inner.top - 0.1, -0.7, 14, 18)).fuse(along(edge, from, to, -1.9, -0.7, -5.6, 15));
        solid = solid.fuse(along(edge, from, to, -2.7, -1.8, -5, -3.8));
    }
    for (let x = 50; x <= 108; x += 4) {
        const low = x > 78 ? 19 : 8;
        solid = solid.cut(box(x, x + 2, outer.top - 1, inner.top + 0.5, low, 31));
        solid = solid.cut(box(x, x + 2, inner.bottom - 0.5, outer.bottom + 1, 19, 31));
    }
    solid = solid.cut(bore(51.75, 55, 4)).cut(bore(68.25, 55, 2.5));                                // button, reset
    solid = solid.cut(cad.makeCylinder(6.1, wall + 2, [inner.front - 1, board.y - 78, 18], [1, 0, 0])); // key switch
    solid = solid.cut(box(outer.front - 0.4, outer.front + 1, 6, 62, 16, 34));                       // label
    return cutOpenings(solid.fuse(guides()));
}

// What the foot slides in, and the stops that its leaves bend against.
function guides() {
    let solid = box(rail.front - 1, outer.rear + 0.1, 70, 103, 1, 31);
    for (const [y0, y1] of [[80, 88], [94, 103]]) {
        for (const side of [-1, 1]) {
            const [z0, z1] = side < 0 ? [11.5, 13.2] : [18.8, 20.5];
            const [lip0, lip1] = side < 0 ? [13.1, 14.4] : [17.6, 18.9];
            solid = solid.fuse(box(rail.front - 5.6, rail.front, y0, y1, z0, z1));
            solid = solid.fuse(box(rail.front - 5.6, rail.front - 4.2, y0, y1, lip0, lip1));
        }
    }
    return solid.fuse(box(rail.front - 4, rail.front, 75.1, 78, 1, 3)).fuse(box(rail.front - 4, rail.front, 75.1, 78, 29, 31));
}

// Goes behind the rail's lower flange; two leaves hold it there, and a screwdriver in its eye pulls it down. It is pushed in from where
// the rail will be, tail first, until its tooth is past the guides.
function foot() {
    const [x0, x1] = [rail.front - 4, rail.front - 1.2];
    const lower = rail.middle + rail.half;
    const body = box(x0, x1, lower - 1.6, 113, 13.5, 18.5).cut(box(x0 - 1, x1 + 1, 107, 110, 14.5, 17.5));
    const nose = box(x0, x1, lower - 1.6, lower + 1.8, 9, 23).fuse(body);
    const leaves = box(x0 + 0.2, x1 - 0.2, 74, 74.9, 1.6, 30.4);
    const tooth = box(x0 - 0.35, x0 + 0.1, 103.6, 104.6, 13.5, 18.5);
    return nose.fuse(leaves).fuse(tooth).cut(slope(x0, lower - 1.6));
}

// The nose's slope, on which the rail pushes it down.
function slope(x, y) {
    return cad.draw([x - 0.1, board.y - y + 0.1]).lineTo([x + 1.6, board.y - y + 0.1]).lineTo([x - 0.1, board.y - y - 1.6]).close()
        .sketchOnPlane("XY", 0).extrude(40);
}

// One clear part: three pipes up from the lights, a mirror of 45 degrees, and out through the front; a bar holds them.
function pipes() {
    let solid = box(114, 115.4, 1.1, 6.9, 4.2, 5.4);
    for (const [what, , from, to, low, high] of openings.filter(([what]) => what.startsWith("D"))) {
        const [y0, y1, z1] = [from + 0.1, to - 0.1, high - 0.1];
        const pipe = box(111.9, 113.3, y0, y1, 1.2, z1).fuse(box(111.9, outer.front + 0.3, y0, y1, low + 0.1, z1));
        const mirror = cad.draw([111.8, z1 + 0.1]).lineTo([113.2, z1 + 0.1]).lineTo([111.8, z1 - 1.3]).close()
            .sketchOnPlane("XZ", -(board.y - y1)).extrude(-(y1 - y0));
        solid = solid.fuse(pipe.cut(mirror));
    }
    return solid;
}

function write(folder) {
    fs.mkdirSync(folder, { recursive: true });
    const named = Object.entries(parts);
    for (const [name, solid] of named) save(`${name}.stl`, solid.blobSTL({ tolerance: 0.05, angularTolerance: 0.3, binary: true }));
    save("case.step", cad.exportSTEP(named.map(([name, shape]) => ({ name, shape }))));
    fs.writeFileSync(path.join(folder, "case.svg"), drawing());

    function save(name, blob) {
        pending.push(blob.arrayBuffer().then(bytes => fs.writeFileSync(path.join(folder, name), Buffer.from(bytes))));
    }
}

// Front and side, four dots of a screen to a millimetre, with the dimensions that decide where the module fits.
function drawing() {
    const all = cad.makeCompound(Object.values(parts));
    const front = view(all, [1, 0, 0], [0, 0, -1]), side = view(all, [0, 0, 1], [1, 0, 0]);
    const { rear, front: face, top, bottom, floor, roof } = outer;
    const up = y => -(board.y - y);
    const dimensions = [
        across(-roof, -floor, up(top) - 6, roof - floor), down(up(top), up(bottom), -roof - 5, bottom - top),
    ];
    const dimensionsOfSide = [
        across(rail.front, face, up(top) - 6, face - rail.front), down(up(top), up(rail.middle), rail.front - 14, rail.middle - top),
        down(up(rail.middle), up(bottom), rail.front - 14, bottom - rail.middle),
        down(up(rail.middle - rail.half), up(rail.middle + rail.half), rail.front - 8, 2 * rail.half),
    ];
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-60 -125 260 155" width="1040" height="620">
<title>The case from the front and from the side, in millimetres</title>
<style>path{fill:none;stroke:#222;stroke-width:.25}.d{stroke:#06c;stroke-width:.2}
text{font:3.2px sans-serif;fill:#06c;text-anchor:middle}</style>
<rect x="-60" y="-125" width="260" height="155" fill="#fff"/>
<g>${front}${dimensions.join("")}<text x="${-(roof + floor) / 2}" y="22">front</text></g>
<g transform="translate(55 0)">${side}${dimensionsOfSide.join("")}
<text x="57" y="22">side, with the cover towards you; rail TH35-7.5 at the left</text></g>
</svg>
`;
}

function view(shape, direction, right) {
    const camera = new cad.ProjectionCamera([0, 0, 0], direction, right);
    const paths = cad.drawProjection(shape, camera).visible.toSVGPaths().flat(9);
    return paths.map(d => `<path d="${d.replace(/-?\d+\.\d+(e-?\d+)?/g, round)}"/>`).join("\n");
}

function round(number) {
    return String(+(+number).toFixed(2));
}

function across(from, to, y, length) {
    return `<path class="d" d="M${from} ${y - 2}v4M${to} ${y - 2}v4M${from} ${y}H${to}"/>`
        + `<text x="${(from + to) / 2}" y="${y - 1}">${round(length)}</text>`;
}

function down(from, to, x, length) {
    const middle = (from + to) / 2;
    return `<path class="d" d="M${x - 2} ${from}h4M${x - 2} ${to}h4M${x} ${from}V${to}"/>`
        + `<text transform="translate(${x - 1} ${middle}) rotate(-90)">${round(length)}</text>`;
}

async function load() {
    globalThis.require = require;
    globalThis.__dirname = here;
    globalThis.__filename = fileURLToPath(import.meta.url);
    const kernel = (await import(pathToFileURL(require.resolve("replicad-opencascadejs")))).default;
    const binary = require.resolve("replicad-opencascadejs/wasm");
    const loaded = await import(pathToFileURL(require.resolve("replicad")));
    const replicad = loaded.default?.setOC ? loaded.default : loaded;
    replicad.setOC(await kernel({ locateFile: () => binary }));
    return replicad;
}
