import { expect, it } from 'vitest';
import type { Rect } from '../../../utils/base/geometry';
import { rectOf } from '../../../utils/base/geometry';
import { renderCoverage } from '../../../utils/drawing/mask/render-mask';
import { encodeSoftRuns } from '../../../utils/drawing/mask/runs';
import type { Pixels } from '../../../utils/select/features';
import { softenEdge } from '../../../utils/select/soften';

/** A disc, white on blue, whose edge is `soft` px wide, in a picture of 400 x 300 px; cells of 4 px. */
function disc(soft: number) {
  const size = { width: 400, height: 300 };
  const share = (x: number, y: number) =>
    Math.max(0, Math.min(1, 0.5 - (Math.hypot(x - 200, y - 150) - 80) / soft));
  const draw = (width: number, height: number, step: number): Pixels => {
    const data = new Uint8ClampedArray(4 * width * height);
    for (let i = 0; i < width * height; i++) {
      const at = share(((i % width) + 0.5) * step, (Math.floor(i / width) + 0.5) * step);
      data.set([40 + 210 * at, 60 + 190 * at, 140 + 110 * at, 255], 4 * i);
    }
    return { width, height, data };
  };
  const whole = draw(size.width, size.height, 1);
  const small = draw(100, 75, 4);
  const found = new Uint8Array(7500).map((_, i) =>
    share(((i % 100) + 0.5) * 4, (Math.floor(i / 100) + 0.5) * 4) >= 0.5 ? 1 : 0,
  );
  const read = ({ x, y, width, height }: Rect): Pixels => {
    const data = new Uint8ClampedArray(4 * width * height);
    for (let row = 0; row < height; row++)
      data.set(whole.data.subarray(4 * ((y + row) * 400 + x), 4 * ((y + row) * 400 + x + width)), 4 * row * width); // biome-ignore format: one copy
    return { width, height, data };
  };
  const edge = softenEdge(found, small, size, read);
  if (!edge) throw new Error('nothing found');
  const runs = encodeSoftRuns(edge.coverage.data, edge.coverage, edge.area);
  if (!runs) throw new Error('no runs');
  const { data } = renderCoverage([{ kind: 'runs', mode: 'add', ...runs }], rectOf(size));
  const wrong = data.map((value, i) =>
    Math.abs(value - 255 * share((i % 400) + 0.5, Math.floor(i / 400) + 0.5)),
  );
  return { data, wrong, partial: data.filter((value) => value > 20 && value < 235).length };
}

it('finds a sharp edge to the pixel although it was found on cells of 4 px', () => {
  const { wrong, partial } = disc(1);
  expect(wrong.filter((value) => value > 128).length).toBeLessThan(10);
  expect(partial).toBeLessThan(900); // the ring is 503 px long
});

it('covers a soft edge softly, as far as the colour goes over', () => {
  const { wrong, partial } = disc(24);
  expect(partial).toBeGreaterThan(5000);
  expect(wrong.reduce((sum, value) => sum + value, 0) / 12_000).toBeLessThan(20);
  expect(Math.max(...wrong)).toBeLessThan(110);
});
