import { type Scene, sceneSize, smoothNoise } from './scenes';

/** An edit that is asked for: the picture before it, and as it is meant to be after it. */
export interface EditCase {
  readonly before: Scene;
  readonly after: Scene;
  /** Opacity of the answer, 0…1; full where it is absent. */
  readonly alphaAfter?: ((x: number, y: number) => number) | undefined;
}

const middle = { x: sceneSize.width / 2, y: sceneSize.height / 2 };

/** Radius of the disc that is brushed over, px. */
export const strokeRadius = 48;

/** Something opaque with an antialiased edge, laid over a scene. */
const over =
  (scene: Scene, opacity: (x: number, y: number) => number, paint: Scene): Scene =>
  (x, y) => {
    const share = opacity(x, y);
    if (share <= 0) return scene(x, y);
    const [under, top] = [scene(x, y), paint(x, y)];
    const mixed = (i: 0 | 1 | 2) => under[i] + (top[i] - under[i]) * share;
    return [mixed(0), mixed(1), mixed(2)];
  };

const edge = (distance: number): number => Math.max(0, Math.min(1, 0.5 - distance));

const disc =
  (radius: number, dx = 0, dy = 0) =>
  (x: number, y: number): number =>
    edge(Math.hypot(x - middle.x - dx, y - middle.y - dy) - radius);

const box =
  (halfWidth: number, halfHeight: number, dx = 0, dy = 0) =>
  (x: number, y: number): number =>
    edge(
      Math.max(Math.abs(x - middle.x - dx) - halfWidth, Math.abs(y - middle.y - dy) - halfHeight),
    );

const flat =
  (red: number, green: number, blue: number): Scene =>
  () => [red, green, blue];

/** A ball with light and shade, so that it is no flat disc. */
const ball =
  (red: number, green: number, blue: number): Scene =>
  (x, y) => {
    const light = 1.1 - 0.008 * Math.hypot(x - middle.x + 14, y - middle.y + 16);
    return [red * light, green * light, blue * light];
  };

/** Bars that stand for words. */
const words =
  (seed: number) =>
  (x: number, y: number): number => {
    const [column, row] = [
      Math.floor((x - middle.x + 40) / 7),
      Math.floor((y - middle.y + 24) / 16),
    ];
    if (column < 0 || column > 11 || row < 0 || row > 2) return 0;
    const [inX, inY] = [(x - middle.x + 40) % 7, (y - middle.y + 24) % 16];
    const bits = (column * 31 + row * 17 + seed * 7) % 8;
    return inY < 11 && ((inX < 2 && bits & 1) || (inY < 2 && bits & 2) || (inY > 9 && bits & 4))
      ? 1
      : 0;
  };

const shade =
  (scene: Scene, by: number): Scene =>
  (x, y) => {
    const share = 1 + by * Math.exp(-((x - middle.x) ** 2 + (y - middle.y) ** 2) / (2 * 20 * 20));
    const [red, green, blue] = scene(x, y);
    return [red * share, green * share, blue * share];
  };

const woven = (() => {
  const worn = smoothNoise(77, 6);
  return (x: number, y: number) => {
    const tone = 22 * Math.sin(x / 1.9) * Math.sin(y / 2.3) + 8 * worn(x, y);
    return [120 + tone, 70 + tone, 130 + tone] as const;
  };
})();

/** Past the strokes' edge by so many px goes what a model paints too large: it takes the mask for a hint. */
const spill = 6;

/** Kinds of edits, each on any scene. */
export const edits: Readonly<Record<string, (scene: Scene) => EditCase>> = {
  remove: (scene) => ({ before: over(scene, disc(30), ball(60, 70, 200)), after: scene }),
  'object inside': (scene) => ({ before: scene, after: over(scene, disc(32), ball(210, 60, 50)) }),
  'object past the edge': (scene) => ({
    before: scene,
    after: over(scene, disc(strokeRadius + spill), ball(30, 60, 190)),
  }),
  'object across one side': (scene) => ({
    before: scene,
    after: over(scene, box(26, 70, 18, 40), ball(40, 130, 90)),
  }),
  'recolour inside': (scene) => ({
    before: over(scene, disc(34), ball(200, 170, 60)),
    after: over(scene, disc(34), ball(70, 90, 210)),
  }),
  'recolour across': (scene) => ({
    before: over(scene, box(120, 30), ball(200, 170, 60)),
    after: over(
      over(scene, box(120, 30), ball(200, 170, 60)),
      (x, y) => box(120, 30)(x, y) * disc(strokeRadius + 14)(x, y),
      ball(70, 90, 210),
    ),
  }),
  'text replaced': (scene) => ({
    before: over(over(scene, box(52, 30), flat(240, 236, 224)), words(1), flat(30, 30, 40)),
    after: over(over(scene, box(52, 30), flat(240, 236, 224)), words(4), flat(30, 30, 40)),
  }),
  'texture replaced': (scene) => ({
    before: scene,
    after: over(scene, disc(strokeRadius + spill), woven),
  }),
  'light changed': (scene) => ({ before: scene, after: shade(scene, -0.45) }),
  'cut out': (scene) => ({
    before: scene,
    after: scene,
    alphaAfter: (x, y) => 1 - disc(30)(x, y),
  }),
};
