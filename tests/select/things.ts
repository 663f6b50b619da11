import type { Size } from '../../utils/base/geometry';
import type { Pixels } from '../../utils/select/features';
import { type Scene, scenes, smoothNoise } from '../fidelity/scenes';
import { randomNumbers } from '../unit/codecs/random';

/** Distance to a shape's edge in px, negative inside. */
type Shape = (x: number, y: number) => number;

/** Something that lies in a picture, of which is known which pixels are its own. */
export interface Thing {
  readonly name: string;
  /** What makes it hard to select. */
  readonly kind:
    | 'plain'
    | 'parts'
    | 'textured'
    | 'low contrast'
    | 'soft'
    | 'thin'
    | 'small'
    | 'holes';
  readonly scene: string;
  /** One colour for each part; the later lie over the earlier ones. */
  readonly parts: readonly (readonly [shape: Shape, colour: Scene])[];
  /** Holes that the scene shows through. */
  readonly holes?: readonly Shape[];
  /** Width of the edge, px: 1 is sharp. */
  readonly edge?: number;
}

/** A thing's picture and which of its pixels are at least half its own: 1, else 0. */
export interface Drawn {
  readonly pixels: Pixels;
  readonly truth: Uint8Array<ArrayBuffer>;
}

/** Px of the pictures as the things are described; they can be drawn at any multiple of it. */
export const thingSize: Size = { width: 640, height: 480 };

const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;

const oval =
  (cx: number, cy: number, rx: number, ry: number): Shape =>
  (x, y) =>
    (Math.hypot((x - cx) / rx, (y - cy) / ry) - 1) * Math.min(rx, ry);

const box =
  (left: number, top: number, width: number, height: number, round = 0): Shape =>
  (x, y) => {
    const dx = Math.abs(x - left - width / 2) - width / 2 + round;
    const dy = Math.abs(y - top - height / 2) - height / 2 + round;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(0, Math.max(dx, dy)) - round;
  };

/** A line with round ends. */
const bar =
  (x1: number, y1: number, x2: number, y2: number, width: number): Shape =>
  (x, y) => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);
    const at = Math.max(0, Math.min(1, along));
    return Math.hypot(x - x1 - at * dx, y - y1 - at * dy) - width / 2;
  };

const joined =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)));

const without =
  (shape: Shape, ...others: readonly Shape[]): Shape =>
  (x, y) =>
    Math.max(shape(x, y), ...others.map((other) => -other(x, y)));

/** A convex or other polygon by its corners. */
const polygon =
  (...corners: readonly (readonly [number, number])[]): Shape =>
  (x, y) => {
    let [distance, isInside] = [Number.POSITIVE_INFINITY, false];
    for (const [i, [x1, y1]] of corners.entries()) {
      const [x2, y2] = corners[(i + 1) % corners.length] ?? [x1, y1];
      distance = Math.min(distance, bar(x1, y1, x2, y2, 0)(x, y));
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
    }
    return isInside ? -distance : distance;
  };

const star = (cx: number, cy: number, outer: number, inner: number): Shape =>
  polygon(
    ...Array.from({ length: 10 }, (_, i): [number, number] => {
      const radius = i % 2 ? inner : outer;
      const angle = (Math.PI * i) / 5 - Math.PI / 2;
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    }),
  );

const flat =
  (red: number, green: number, blue: number): Scene =>
  () => [red, green, blue];

/** Lit from the upper left, darker to the lower right. */
const lit =
  (red: number, green: number, blue: number, depth = 0.0022): Scene =>
  (x, y) => {
    const light = 1.25 - depth * (x - 220 + (y - 140));
    return [red * light, green * light, blue * light];
  };

const striped =
  (one: Scene, other: Scene, width: number, slope = 0.4): Scene =>
  (x, y) =>
    Math.floor((x + slope * y) / width) % 2 ? one(x, y) : other(x, y);

const woven = (red: number, green: number, blue: number): Scene => {
  const worn = smoothNoise(77, 12);
  return (x, y) => {
    const tone = 20 * Math.sin(x / 2.6) * Math.sin(y / 3.1) + 10 * worn(x, y);
    return [red + tone, green + tone, blue + tone];
  };
};

const mottled = (seed: number, red: number, green: number, blue: number, by = 30): Scene => {
  const [coarse, fine] = [smoothNoise(seed, 26), smoothNoise(seed + 1, 7)];
  return (x, y) => {
    const tone = by * (coarse(x, y) + 0.6 * fine(x, y));
    return [red + tone, green + tone * 0.9, blue + tone * 0.8];
  };
};

/** The scene itself, made lighter or darker: seen through something, or in another light. */
const tinted =
  (scene: string, red: number, green: number, blue: number): Scene =>
  (x, y) => {
    const [r, g, b] = scenes[scene]?.(x / 2, y / 2) ?? [0, 0, 0];
    return [r + red, g + green, b + blue];
  };

/** Somebody who stands in the picture: head, hair, shirt, trousers, shoes. */
const person = (cx: number, top: number, shirt: Scene, trousers: Scene): Thing['parts'] => [
  [joined(bar(cx - 22, top + 200, cx - 26, top + 300, 34), bar(cx + 22, top + 200, cx + 28, top + 300, 34)), trousers], // biome-ignore format: one part a line
  [joined(bar(cx - 30, top + 312, cx - 14, top + 312, 18), bar(cx + 16, top + 312, cx + 34, top + 312, 18)), flat(48, 36, 32)], // biome-ignore format: one part a line
  [joined(box(cx - 44, top + 70, 88, 130, 22), bar(cx - 44, top + 92, cx - 66, top + 180, 26), bar(cx + 44, top + 92, cx + 66, top + 180, 26)), shirt], // biome-ignore format: one part a line
  [joined(disc(cx - 68, top + 190, 12), disc(cx + 68, top + 190, 12), box(cx - 11, top + 54, 22, 24)), flat(208, 160, 132)], // biome-ignore format: one part a line
  [oval(cx, top + 32, 27, 34), flat(216, 170, 142)],
  [without(oval(cx, top + 26, 30, 32), oval(cx, top + 46, 26, 28)), flat(58, 40, 30)],
];

/** What is selected to see how well selecting works, from easy to hard. */
export const things: readonly Thing[] = [
  { name: 'ball', kind: 'plain', scene: 'leaves', parts: [[disc(330, 240, 82), lit(205, 52, 44)]] },
  { name: 'balloon', kind: 'plain', scene: 'sky', parts: [[oval(300, 200, 74, 92), lit(214, 168, 40)]] }, // biome-ignore format: one thing a line
  { name: 'jug', kind: 'plain', scene: 'wall', parts: [[joined(box(240, 130, 150, 220, 40), box(270, 90, 90, 70, 8), without(disc(396, 230, 58), disc(396, 230, 38))), lit(74, 104, 150)]] }, // biome-ignore format: one thing a line
  { name: 'cat', kind: 'plain', scene: 'bricks', parts: [[joined(oval(330, 300, 90, 66), disc(256, 226, 44), polygon([224, 205], [226, 160], [254, 190]), polygon([262, 186], [288, 160], [292, 206]), bar(404, 320, 460, 240, 22)), mottled(301, 52, 50, 54, 10)]] }, // biome-ignore format: one thing a line
  {
    name: 'star',
    kind: 'plain',
    scene: 'leaves',
    parts: [[star(320, 240, 110, 48), flat(240, 226, 180)]],
  },
  { name: 'note', kind: 'plain', scene: 'page', parts: [[polygon([230, 150], [402, 132], [420, 306], [246, 322]), lit(250, 214, 92, 0.0008)]] }, // biome-ignore format: one thing a line
  { name: 'hand from the side', kind: 'plain', scene: 'sky', parts: [[joined(bar(700, 330, 470, 260, 96), bar(470, 250, 390, 236, 30), bar(476, 276, 384, 278, 28), bar(500, 224, 436, 180, 28)), lit(212, 158, 130)]] }, // biome-ignore format: one thing a line
  { name: 'person', kind: 'parts', scene: 'leaves', parts: person(320, 90, lit(70, 92, 168), flat(42, 44, 60)) }, // biome-ignore format: one thing a line
  { name: 'passer-by', kind: 'parts', scene: 'bricks', parts: person(250, 110, woven(228, 224, 214), lit(52, 84, 66)) }, // biome-ignore format: one thing a line
  { name: 'bather', kind: 'parts', scene: 'water', parts: person(400, 80, flat(214, 66, 58), flat(212, 164, 136)) }, // biome-ignore format: one thing a line
  { name: 'kite', kind: 'parts', scene: 'sky', parts: [[polygon([320, 110], [320, 230], [230, 230]), flat(214, 52, 56)], [polygon([320, 110], [410, 230], [320, 230]), flat(242, 196, 40)], [polygon([230, 230], [320, 230], [320, 370]), flat(242, 196, 40)], [polygon([320, 230], [410, 230], [320, 370]), flat(214, 52, 56)]] }, // biome-ignore format: one thing a line
  { name: 'boat', kind: 'parts', scene: 'water', parts: [[polygon([200, 300], [460, 300], [420, 352], [240, 352]), lit(120, 44, 36)], [polygon([324, 90], [324, 286], [210, 286]), flat(240, 236, 226)], [polygon([336, 110], [336, 286], [430, 286]), flat(228, 222, 210)], [box(324, 84, 10, 220), flat(84, 60, 44)]] }, // biome-ignore format: one thing a line
  { name: 'cake on a plate', kind: 'parts', scene: 'wall', parts: [[oval(320, 310, 150, 52), flat(236, 236, 238)], [polygon([250, 300], [390, 300], [380, 210], [260, 210]), mottled(311, 126, 74, 44, 14)], [oval(320, 210, 62, 22), flat(232, 176, 186)]] }, // biome-ignore format: one thing a line
  { name: 'sign', kind: 'parts', scene: 'bricks', parts: [[box(200, 160, 240, 150, 16), flat(28, 84, 160)], [joined(bar(240, 200, 240, 270, 12), bar(240, 236, 276, 236, 10), bar(276, 200, 276, 270, 12), bar(310, 200, 310, 270, 12), bar(346, 200, 346, 270, 12), bar(346, 268, 386, 268, 12)), flat(244, 244, 240)]] }, // biome-ignore format: one thing a line
  { name: 'fish', kind: 'parts', scene: 'water', parts: [[joined(oval(310, 240, 106, 54), polygon([400, 240], [468, 186], [468, 296])), striped(lit(226, 120, 40), flat(240, 232, 220), 34)], [disc(240, 226, 9), flat(20, 20, 24)]] }, // biome-ignore format: one thing a line
  { name: 'cushion', kind: 'textured', scene: 'wall', parts: [[box(220, 150, 210, 170, 44), woven(112, 86, 98)]] }, // biome-ignore format: one thing a line
  { name: 'striped ball', kind: 'textured', scene: 'wall', parts: [[disc(320, 240, 88), striped(flat(206, 48, 48), flat(240, 238, 232), 22)]] }, // biome-ignore format: one thing a line
  { name: 'bush', kind: 'textured', scene: 'bricks', parts: [[joined(disc(280, 270, 76), disc(370, 250, 84), disc(330, 320, 70)), mottled(321, 70, 104, 48, 34)]] }, // biome-ignore format: one thing a line
  { name: 'stone', kind: 'textured', scene: 'leaves', parts: [[joined(oval(320, 270, 110, 70), oval(370, 230, 60, 50)), mottled(331, 138, 132, 128, 26)]] }, // biome-ignore format: one thing a line
  { name: 'basket', kind: 'textured', scene: 'leaves', parts: [[polygon([230, 190], [420, 190], [390, 330], [260, 330]), woven(176, 132, 78)]] }, // biome-ignore format: one thing a line
  { name: 'dish on the wall', kind: 'low contrast', scene: 'wall', parts: [[disc(320, 240, 86), tinted('wall', -14, -12, -10)]] }, // biome-ignore format: one thing a line
  { name: 'paper on paper', kind: 'low contrast', scene: 'wall', parts: [[polygon([230, 170], [410, 150], [430, 310], [244, 330]), tinted('wall', 16, 17, 20)]] }, // biome-ignore format: one thing a line
  { name: 'green on green', kind: 'low contrast', scene: 'leaves', parts: [[box(240, 160, 170, 160, 20), flat(96, 134, 66)]] }, // biome-ignore format: one thing a line
  { name: 'cloud', kind: 'soft', scene: 'sky', edge: 26, parts: [[joined(disc(270, 220, 60), disc(340, 190, 74), disc(410, 226, 56), box(250, 220, 180, 56, 26)), tinted('sky', 84, 66, 28)]] }, // biome-ignore format: one thing a line
  {
    name: 'out of focus',
    kind: 'soft',
    scene: 'leaves',
    edge: 20,
    parts: [[disc(320, 240, 90), flat(228, 206, 90)]],
  },
  { name: 'fur', kind: 'soft', scene: 'bricks', edge: 12, parts: [[joined(disc(320, 250, 80), disc(320, 160, 50)), mottled(341, 196, 170, 130, 16)]] }, // biome-ignore format: one thing a line
  {
    name: 'wire',
    kind: 'thin',
    scene: 'sky',
    parts: [[bar(-20, 190, 660, 250, 5), flat(44, 44, 50)]],
  },
  { name: 'lamp post', kind: 'thin', scene: 'bricks', parts: [[joined(bar(320, 120, 320, 500, 12), bar(320, 120, 390, 100, 10), oval(400, 106, 34, 18)), flat(34, 46, 42)]] }, // biome-ignore format: one thing a line
  {
    name: 'buoy',
    kind: 'small',
    scene: 'water',
    parts: [[disc(350, 250, 15), lit(226, 74, 40, 0.001)]],
  },
  { name: 'bird', kind: 'small', scene: 'sky', parts: [[joined(oval(320, 200, 26, 9), polygon([316, 200], [286, 168], [330, 194]), polygon([322, 200], [352, 166], [332, 196])), flat(56, 54, 60)]] }, // biome-ignore format: one thing a line
  { name: 'hoop', kind: 'holes', scene: 'wall', parts: [[disc(320, 240, 104), flat(40, 120, 96)]], holes: [disc(320, 240, 80)] }, // biome-ignore format: one thing a line
  { name: 'frame', kind: 'holes', scene: 'leaves', parts: [[box(220, 150, 200, 180, 4), woven(132, 88, 52)]], holes: [box(248, 178, 144, 124)] }, // biome-ignore format: one thing a line
];

/** Standard deviation of a camera's noise, of 255. */
const noise = 2.2;

/** @param scale px for each px that the thing is described in */
export function drawThing(thing: Thing, scale = 1): Drawn {
  const [width, height] = [thingSize.width * scale, thingSize.height * scale];
  const data = new Uint8ClampedArray(4 * width * height);
  const truth = new Uint8Array(width * height);
  const around = scenes[thing.scene];
  if (!around) throw new Error(`There is no scene "${thing.scene}"`);
  const random = randomNumbers(thing.name.length * 7919 + scale);
  const soft = thing.edge ?? 1 / scale;
  for (let i = 0; i < truth.length; i++) {
    const [x, y] = [((i % width) + 0.5) / scale, (Math.floor(i / width) + 0.5) / scale];
    const colour: [number, number, number] = [...around(x / 2, y / 2)];
    let opacity = 0;
    for (const [shape, paint] of thing.parts) {
      const share = shareOf(shape(x, y), soft);
      if (share === 0) continue;
      const [red, green, blue] = paint(x, y);
      colour[0] += (red - colour[0]) * share;
      colour[1] += (green - colour[1]) * share;
      colour[2] += (blue - colour[2]) * share;
      opacity += (1 - opacity) * share;
    }
    for (const hole of thing.holes ?? []) {
      const share = shareOf(hole(x, y), soft);
      if (share === 0) continue;
      const under = around(x / 2, y / 2);
      for (const channel of [0, 1, 2] as const)
        colour[channel] += (under[channel] - colour[channel]) * share;
      opacity *= 1 - share;
    }
    for (let channel = 0; channel < 3; channel++) {
      const grain = noise * (random() + random() + random() + random() - 2) * Math.sqrt(3);
      data[4 * i + channel] = (colour[channel] ?? 0) + grain;
    }
    data[4 * i + 3] = 255;
    truth[i] = opacity >= 0.5 ? 1 : 0;
  }
  return { pixels: { width, height, data }, truth };
}

/** How much of a pixel at that distance from the edge is covered, where the edge is `soft` px wide. */
function shareOf(distance: number, soft: number): number {
  const t = Math.max(0, Math.min(1, 0.5 - distance / soft));
  return soft > 2 ? t * t * (3 - 2 * t) : t;
}
