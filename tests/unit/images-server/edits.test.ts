import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../images-server/behaviour';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import * as help from './helpers';

let server: ImagesServer;
let photo: Buffer;
let mask: Buffer;

beforeAll(async () => {
  [server, photo, mask] = await Promise.all([
    startImagesServer(),
    help.makePhoto(),
    help.makeMask(),
  ]);
});
beforeEach(() => server.reset());
afterAll(() => server.close());

async function edit(
  parts: help.FormParts = {},
  behaviour: Partial<Behaviour> = {},
): Promise<Buffer> {
  server.behave(behaviour);
  const { body } = await help.post(
    `${server.baseUrl}/images/edits`,
    help.form({
      model: 'gpt-image-2.6-sunburst',
      size: help.pictureSize,
      prompt: 'a red heart',
      image: help.png(photo),
      mask: help.png(mask),
      ...parts,
    }),
    { authorization: `Bearer ${server.apiKey}` },
  );
  expect(help.at(body, 'error')).toBeUndefined();
  return help.base64Of(help.at(body, 'data', 0, 'b64_json'));
}

/** Mean absolute difference outside the hole when the answer is moved back by dx, dy. */
function differenceAt(before: help.RawImage, after: help.RawImage, dx: number, dy: number): number {
  let [sum, count] = [0, 0];
  for (let y = 8; y < 140; y += 5) {
    for (let x = 8; x < help.pictureWidth - 8; x += 3) {
      for (const channel of [0, 1, 2]) {
        const from = (y * help.pictureWidth + x) * 3 + channel;
        const to = ((y + dy) * help.pictureWidth + x + dx) * 3 + channel;
        sum += Math.abs((before.data[from] ?? 0) - (after.data[to] ?? 0));
        count += 1;
      }
    }
  }
  return sum / count;
}

async function shareOfUnchangedPixels(answer: Buffer): Promise<number> {
  const [before, after] = await Promise.all([help.decode(photo), help.decode(answer)]);
  let same = 0;
  for (let i = 0; i < before.data.length; i += 3) {
    if (before.data.subarray(i, i + 3).equals(after.data.subarray(i, i + 3))) same += 1;
  }
  return same / (before.data.length / 3);
}

describe('an edit', () => {
  it('leaves no pixel as it was, even with perfect registration', async () => {
    const answer = await edit({}, { registration: 'perfect' });
    expect(await shareOfUnchangedPixels(answer)).toBeLessThan(0.001);
    expect(differenceAt(await help.decode(photo), await help.decode(answer), 0, 0)).toBeCloseTo(
      5,
      1,
    );
  });

  it('drifts by 2 or 3 px in both directions unless told otherwise', async () => {
    const [before, after] = [await help.decode(photo), await help.decode(await edit())];
    const fits: string[] = [];
    for (let dy = -4; dy <= 4; dy += 1) {
      for (let dx = -4; dx <= 4; dx += 1) {
        if (differenceAt(before, after, dx, dy) < 6.5) fits.push(`${Math.abs(dx)},${Math.abs(dy)}`);
      }
    }
    expect(fits).toHaveLength(1);
    expect(fits[0]).toMatch(/^[23],[23]$/);
  });

  it('is scaled around the centre when zoomed', async () => {
    const answer = await edit({}, { registration: 'zoomed' });
    const [before, after] = [await help.decode(photo), await help.decode(answer)];
    expect(differenceAt(before, after, 0, 0)).toBeGreaterThan(6.5);
    expect([after.width, after.height]).toEqual([help.pictureWidth, help.pictureHeight]);
  });

  it('is recomposed where little of it is masked, and no more where much is', async () => {
    const hole = { left: 300, top: 160, width: 100, height: 100 };
    const mask = help.png(await help.makeMask(help.pictureWidth, help.pictureHeight, hole));
    const before = await help.decode(photo);
    const smallest = async (parts: help.FormParts) => {
      const after = await help.decode(await edit(parts, { registration: 'recomposed' }));
      const shifts = [-3, -2, 2, 3];
      return Math.min(
        ...shifts.flatMap((dx) => shifts.map((dy) => differenceAt(before, after, dx, dy))),
      );
    };
    expect(await smallest({ mask })).toBeGreaterThan(8);
    expect(await smallest({})).toBeLessThan(6.5);
  });

  it('comes in another size when reframed', async () => {
    const { width, height } = await sharp(await edit({}, { registration: 'reframed' })).metadata();
    expect([width, height]).toEqual([1024, 1536]);
  });

  it.each([
    ['a red heart', 0],
    ['파란 하트를 그려 줘', 2],
    ['a green heart', 1],
  ])('paints "%s" in its colour inside the mask', async (prompt, channel) => {
    const image = await help.decode(await edit({ prompt }));
    const middle = { left: 450, top: 280, width: 100, height: 60 };
    const mean = help.meanColour(image, middle);
    expect(mean.indexOf(Math.max(...mean))).toBe(channel);
    expect(Math.max(...mean) - Math.min(...mean)).toBeGreaterThan(60);
  });

  it('continues the surroundings when something is to be removed', async () => {
    const image = await help.decode(await edit({ prompt: 'remove the sign' }));
    const inside = help.meanColour(image, { left: 480, top: 300, width: 40, height: 40 });
    const above = help.meanColour(image, { left: 480, top: 100, width: 40, height: 40 });
    for (const channel of [0, 1, 2] as const) {
      expect(Math.abs(inside[channel] - above[channel])).toBeLessThan(12);
    }
  });

  it('paints in the middle, not in the mask, when it ignores the mask', async () => {
    const corner = { left: 16, top: 16, width: 120, height: 120 };
    const small = help.png(await help.makeMask(help.pictureWidth, help.pictureHeight, corner));
    const [obeyed, ignored] = [
      await help.decode(await edit({ mask: small })),
      await help.decode(await edit({ mask: small }, { ignoresMask: true })),
    ];
    const [red, , blue] = help.meanColour(obeyed, { left: 56, top: 50, width: 40, height: 30 });
    expect(red - blue).toBeGreaterThan(60);
    const [otherRed, , otherBlue] = help.meanColour(ignored, {
      left: 56,
      top: 50,
      width: 40,
      height: 30,
    });
    expect(otherRed - otherBlue).toBeLessThan(10);
  });

  it.each(['jpeg', 'webp', 'png'])('is encoded as %s when asked for', async (output_format) => {
    const answer = await edit({ output_format, size: '1280x720' });
    const { format, width, height } = await sharp(answer).metadata();
    expect([format, width, height]).toEqual([output_format, 1280, 720]);
  });

  it('gets smaller with stronger compression', async () => {
    const [fine, coarse] = [
      await edit({ output_format: 'jpeg', output_compression: '95' }),
      await edit({ output_format: 'jpeg', output_compression: '20' }),
    ];
    expect(coarse.length).toBeLessThan(fine.length / 2);
  });

  it('paints where the marks are and leaves the marks themselves out', async () => {
    const mark = { left: 60, top: 380, width: 240, height: 200 };
    const markup = help.png(await help.makeMarkup(help.pictureWidth, help.pictureHeight, mark));
    const parts = { mask: undefined, markup, prompt: 'a red heart' };
    const [before, after] = [await help.decode(photo), await help.decode(await edit(parts))];
    const [red, , blue] = help.meanColour(after, { left: 150, top: 460, width: 60, height: 40 });
    expect(red - blue).toBeGreaterThan(100);
    const middle = { left: 480, top: 290, width: 60, height: 60 };
    const [was, is] = [help.meanColour(before, middle), help.meanColour(after, middle)];
    for (const channel of [0, 1, 2] as const)
      expect(Math.abs((was[channel] ?? 0) - (is[channel] ?? 0))).toBeLessThan(12);
    const [r, g] = help.meanColour(after, { left: 60, top: 380, width: 240, height: 8 });
    expect(g - r).toBeLessThan(20); // the mark is plain green
  });

  it('paints in the middle where the markup has no mark on it', async () => {
    const nothing = { left: -50, top: -50, width: 20, height: 20 };
    const markup = help.png(await help.makeMarkup(help.pictureWidth, help.pictureHeight, nothing));
    const image = await help.decode(await edit({ mask: undefined, markup }));
    const [red, , blue] = help.meanColour(image, { left: 480, top: 300, width: 60, height: 40 });
    expect(red - blue).toBeGreaterThan(100);
  });
});
