import { describe, expect, it } from 'vitest';
import type { Rect } from '../../../utils/base/geometry';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { areaOfMarks } from '../../../utils/drawing/marks/draw';
import { type DrawingStep, type Mark, markColours } from '../../../utils/drawing/steps';
import type { Raster } from '../../../utils/pixels/raster';
import type { EditRequest } from '../../../utils/server/request';
import { detailed, edit, type RanEdit, setUp, setUpDetailed, square } from './edit-fixture';

const size = { width: 1600, height: 1200 };
const scene = await decodeRaster(await encodePng(detailed(size)));

const ring: Mark = {
  ...{ kind: 'ellipse-mark', colour: 'blue', size: 8 },
  rect: { x: 700, y: 500, width: 160, height: 120 },
};
const eraser = (x: number, y: number, width: number): DrawingStep => ({
  ...{ kind: 'stroke', mode: 'subtract', size: width, hasPressure: false },
  points: [[x, y, 0.5]],
});

/** An answer that redraws all of the picture, far from what it was in the middle. */
async function redraws({ image }: EditRequest): Promise<Blob[]> {
  const sent = await decodeRaster(image);
  const data = new Uint8ClampedArray(sent.data);
  const [midX, midY] = [sent.width / 2, sent.height / 2];
  for (let y = 0, i = 0; y < sent.height; y += 1)
    for (let x = 0; x < sent.width; x += 1, i += 4) {
      const isIn = Math.abs(x - midX) < 60 && Math.abs(y - midY) < 60;
      for (let c = 0; c < 3; c += 1) data[i + c] = isIn ? 250 - 100 * c : (data[i + c] ?? 0) + 5;
    }
  return [await encodePng({ ...sent, bitDepth: 8, data, iccProfile: undefined })];
}

/** Pixels of a result that are not the original's: how many lie inside and outside of a box. */
function changedIn(result: Raster, box: Rect): { inside: number; outside: number } {
  const count = { inside: 0, outside: 0 };
  const [now, before] = [result.data, scene.data];
  for (let i = 0; i < now.length; i += 4) {
    let c = 0;
    while (c < 4 && now[i + c] === before[i + c]) c += 1;
    if (c === 4) continue;
    const [x, y] = [(i / 4) % size.width, Math.floor(i / 4 / size.width)];
    const isIn = x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
    count[isIn ? 'inside' : 'outside'] += 1;
  }
  return count;
}

async function edited(
  steps: readonly DrawingStep[],
  change: Parameters<typeof edit>[3] = {},
): Promise<RanEdit & { result: Raster; record: Record<string, unknown> }> {
  const setup = await setUpDetailed(size);
  const ran = await edit(setup, steps, redraws, { featherPx: 12, ...change });
  if (ran.error) throw ran.error;
  const record = await setup.library.images.get(ran.job.resultIds[0] ?? '');
  if (!record) throw new Error('no result');
  return { ...ran, result: await decodeRaster(record.blob), record: { ...record } };
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  ...{ x: x - by, y: y - by },
  ...{ width: width + 2 * by, height: height + 2 * by },
});

/** The chunks of a PNG in order. */
async function chunksOf(png: Blob): Promise<string[]> {
  const view = new DataView(await png.arrayBuffer());
  const names: string[] = [];
  for (let at = 8; at < view.byteLength; at += 12 + view.getUint32(at))
    names.push(String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i))));
  return names;
}

describe('an edit by marks', () => {
  it('sends them as a PNG of the picture’s size, without a mask and without anything else in it', async () => {
    const { requests, job } = await edited([ring]);
    const [request] = requests;
    if (!request?.markup) throw new Error('no marks were sent');
    expect([requests.length, request.mask, job.markup]).toEqual([1, undefined, true]);
    const marks = await decodeRaster(request.markup);
    expect([marks.width, marks.height]).toEqual([request.size.width, request.size.height]);
    const names = new Set(await chunksOf(request.markup));
    expect([...names].filter((name) => !/^(IHDR|IDAT|IEND|sRGB|sBIT)$/.test(name))).toEqual([]);
  });

  it('shows them where they were drawn on what is sent, in their colour, and nothing elsewhere', async () => {
    const { requests, job } = await edited([ring]);
    const [request] = requests;
    if (!request?.markup || !job.crop) throw new Error('no marks were sent');
    const marks = await decodeRaster(request.markup);
    const at = (x: number, y: number) => {
      const i = 4 * ((y - (job.crop?.y ?? 0)) * marks.width + x - (job.crop?.x ?? 0));
      return [...marks.data.subarray(i, i + 4)];
    };
    const hex = at(700, 560)
      .slice(0, 3)
      .map((value) => value.toString(16).padStart(2, '0'));
    expect(`#${hex.join('')}`).toBe(markColours.blue);
    expect([at(700, 560)[3], at(780, 560)[3], at(650, 560)[3]]).toEqual([255, 0, 0]);
  });

  it('changes only a box around them, and the marks are not in the result', async () => {
    const { result, record } = await edited([ring]);
    const area = areaOfMarks([ring], size);
    if (!area) throw new Error('no area');
    const { inside, outside } = changedIn(result, grown(area, 12));
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(10_000);
    expect(record.changedOutside).toMatchObject({ changed: 0 });
    const i = 4 * (560 * size.width + 702);
    const [red = 0, , blue = 0] = result.data.subarray(i, i + 3);
    expect(blue - red).toBeLessThan(60); // the mark's own blue is 255 above its red
  });

  it('with a mask changes only what was painted', async () => {
    const { requests, result, record } = await edited([square(800, 560, 100), ring]);
    expect([requests[0]?.mask, !!requests[0]?.markup]).toEqual([undefined, true]);
    const { inside, outside } = changedIn(
      result,
      grown({ x: 800, y: 560, width: 100, height: 100 }, 12),
    );
    expect(outside).toBe(0);
    expect(inside).toBeGreaterThan(5_000);
    expect(record.changedOutside).toMatchObject({ changed: 0 });
  });

  it('does not say that the model has ignored a mask that it was not given', async () => {
    const { record } = await edited([square(800, 560, 100), ring]);
    expect(record.answerOutside).toBeUndefined();
    expect((await edited([square(800, 560, 100)])).record.answerOutside).toBeTypeOf('number');
  });

  it('of the whole image takes the answer as it comes', async () => {
    const { requests, result } = await edited([ring], { scope: 'whole-image' });
    expect([requests[0]?.mask, !!requests[0]?.markup]).toEqual([undefined, true]);
    expect(changedIn(result, { x: 0, y: 0, ...size }).inside).toBeGreaterThan(1_900_000);
  });

  it('is scaled with what is sent', async () => {
    const canvas = new OffscreenCanvas(4200, 1500); // beyond the widest that is sent
    canvas.getContext('2d')?.fillRect(0, 0, 2100, 1500);
    const setup = await setUp(await canvas.convertToBlob());
    const large: Mark = { ...ring, rect: { x: 100, y: 100, width: 3900, height: 1200 } };
    const { requests, error } = await edit(setup, [large], redraws);
    expect(error).toBeUndefined();
    const [request] = requests;
    const marks = await decodeRaster(request?.markup ?? new Blob());
    const scale = marks.width / 4200;
    expect(scale).toBeLessThan(1);
    const at = (x: number, y: number) =>
      marks.data[4 * (Math.round(y * scale) * marks.width + Math.round(x * scale)) + 3];
    expect([at(100, 700), at(2050, 700)]).toEqual([255, 0]);
  });
});

describe('what was erased does not count', () => {
  it('marks that were erased leave the mask as it is', async () => {
    const { requests } = await edited([
      square(800, 560, 100),
      ring,
      eraser(780, 560, 300),
      square(800, 560, 100),
    ]);
    expect([!!requests[0]?.mask, requests[0]?.markup]).toEqual([true, undefined]);
  });

  it('a mask that was erased leaves a box around the marks', async () => {
    const steps = [square(100, 100, 60), eraser(130, 130, 120), ring];
    const { requests, result } = await edited(steps);
    expect([requests[0]?.mask, !!requests[0]?.markup]).toEqual([undefined, true]);
    const area = areaOfMarks([ring], size);
    if (!area) throw new Error('no area');
    expect(changedIn(result, grown(area, 12)).outside).toBe(0);
  });

  it('where all was erased nothing is sent', async () => {
    const setup = await setUpDetailed(size);
    const ran = await edit(setup, [ring, eraser(780, 560, 300)], redraws);
    expect([ran.error, ran.requests]).toEqual([
      expect.objectContaining({ code: 'mask-empty' }),
      [],
    ]);
  });
});
