import { describe, expect, it } from 'vitest';
import { imagePoint } from '../../../../utils/base/geometry';
import { areaOfMarks, boxOfMarks } from '../../../../utils/drawing/marks/draw';
import type { Mark } from '../../../../utils/drawing/steps';

const photo = { width: 4000, height: 3000 };
const ring = (x: number, y: number, side: number): Mark => ({
  ...{ kind: 'ellipse-mark', colour: 'red', size: 10 },
  rect: { x, y, width: side, height: side },
});
const arrow = (x: number, to: number): Mark => ({
  ...{ kind: 'arrow-mark', colour: 'red', size: 10 },
  ...{ from: imagePoint(x, 1500), to: imagePoint(to, 1500) },
});

/** Px on each side of the marks' own box, where the image is large enough. */
function marginsOf(mark: Mark, image = photo): number[] {
  const [box, area] = [boxOfMarks([mark], image), areaOfMarks([mark], image)];
  if (!box || !area) throw new Error('no area');
  return [
    box.x - area.x,
    box.y - area.y,
    area.x + area.width - box.x - box.width,
    area.y + area.height - box.y - box.height,
  ];
}

describe('where a picture may change for marks alone', () => {
  it('is around them by half of their longer side', () => {
    const [box] = [boxOfMarks([ring(1500, 1200, 800)], photo)];
    expect(box).toEqual({ x: 1493, y: 1193, width: 814, height: 814 });
    expect(marginsOf(ring(1500, 1200, 800))).toEqual([407, 407, 407, 407]);
  });

  it('is at least a twelfth of the image’s short side around a dot, and 64 px', () => {
    const dot: Mark = { kind: 'pen-mark', colour: 'red', size: 10, points: [[2000, 1500]] };
    expect(marginsOf(dot)).toEqual([250, 250, 250, 250]);
    const small = { width: 400, height: 300 };
    expect(marginsOf({ ...dot, points: [[200, 150]] }, small)).toEqual([64, 64, 64, 64]);
  });

  it('is at most a quarter of the image’s short side around a long arrow', () => {
    expect(marginsOf(arrow(900, 3100))).toEqual([750, 750, 750, 750]);
  });

  it('holds all marks, and ends with the image', () => {
    const marks = [ring(0, 0, 200), ring(3900, 2900, 300), ring(5000, 0, 9)];
    expect(areaOfMarks(marks, photo)).toEqual({ x: 0, y: 0, ...photo });
  });

  it('is nowhere for marks that lie beside the image', () => {
    expect(areaOfMarks([ring(5000, 0, 9)], photo)).toBeUndefined();
    expect(areaOfMarks([], photo)).toBeUndefined();
  });

  it('is on whole px, also for marks that are not', () => {
    const area = areaOfMarks([ring(1500.3, 1200.7, 801.1)], photo);
    expect(Object.values(area ?? {}).every(Number.isInteger)).toBe(true);
  });
});
