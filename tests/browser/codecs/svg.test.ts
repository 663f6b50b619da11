import { describe, expect, it } from 'vitest';
import { decodeRaster } from '../../../utils/codecs/decode';
import { inspect } from '../../../utils/codecs/inspect';
import { rasteriseSvg } from '../../../utils/codecs/svg';
import { shown } from './shown';

const svg = (attributes: string, content = '<rect width="50%" height="100%" fill="#f00"/>'): Blob =>
  new Blob([`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${content}</svg>`]);

describe('rasteriseSvg', () => {
  it.each([
    ['width="100" height="50"', 2048, 1024],
    ['viewBox="0 0 10 20"', 1024, 2048],
    ['width="100" viewBox="0 0 10 20"', 1024, 2048],
    ['width="100%" height="100%" viewBox="0 0 40 40"', 2048, 2048],
    ['', 2048, 1536],
    ['width="3000" height="300"', 3000, 300],
    ['width="1in" height="96pt"', 1536, 2048],
    ['width="100" height="50" viewBox="0 0 0 0"', 2048, 1024],
  ])('draws <svg %s> crisply in its own shape', async (attributes, width, height) => {
    const raster = await decodeRaster(await rasteriseSvg(svg(attributes)));
    expect([raster.width, raster.height]).toEqual([width, height]);
    const pixel = (x: number) => [...raster.data.subarray(4 * x, 4 * x + 4)];
    expect(pixel(width / 2 - 2)).toEqual([255, 0, 0, 255]);
    expect(pixel(width / 2 + 2)).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['width="30em" height="10em"', 3, 1],
    ['width="30em" height="10em" font-size="40"', 3, 1],
    ['width="20ex" height="40ex"', 1, 2],
    ['width="10rem" height="80px"', 2, 1],
    ['width="40em" viewBox="0 0 10 20"', 1, 2],
    ['width="10e1" height="5E+1"', 2, 1],
  ])(
    'draws <svg %s>, in units of the browser, in the shape that a page shows',
    async (attributes, across, down) => {
      const file = svg(attributes);
      const { width, height } = await shown(new Blob([file], { type: 'image/svg+xml' }));
      expect(Math.abs(width / height - across / down)).toBeLessThan(0.02);
      const raster = await decodeRaster(await rasteriseSvg(file));
      expect(Math.abs(raster.width / raster.height - across / down)).toBeLessThan(0.02);
      expect(Math.max(raster.width, raster.height)).toBe(2048);
      const pixel = (x: number) => [...raster.data.subarray(4 * x, 4 * x + 4)];
      expect(pixel(raster.width / 2 - 2)).toEqual([255, 0, 0, 255]);
      expect(pixel(raster.width / 2 + 2)).toEqual([0, 0, 0, 0]);
    },
  );

  it.each([5_000, 70_000, 900_000])('knows an SVG behind a comment of %i bytes', async (bytes) => {
    const file = new Blob([
      `<?xml version="1.0"?>\n<!--${'licence '.repeat(bytes / 8)}-->\n`,
      svg('width="8" height="4"'),
    ]);
    expect((await inspect(file)).type).toBe('image/svg+xml');
    const page = new Blob([`<!DOCTYPE html><!--${'x'.repeat(bytes)}--><html><svg/></html>`]);
    await expect(inspect(page)).rejects.toMatchObject({ code: 'image-not-an-image' });
  });

  it('refuses broken markup', async () => {
    const broken = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><rect></svg>']);
    await expect(rasteriseSvg(broken)).rejects.toMatchObject({ code: 'image-not-an-image' });
  });

  it('refuses a page', async () => {
    const page = new Blob(['<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>']);
    await expect(rasteriseSvg(page)).rejects.toMatchObject({ code: 'image-not-an-image' });
  });
});

const svgOf = (inner: string) =>
  new Blob([`<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">${inner}</svg>`]);

/** Each level uses the one before ten times. */
const billions = Array.from(
  { length: 12 },
  (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`,
).join('');

it.each([
  ['uses of uses that come to billions', svgOf(`<rect id="l0" width="9" height="9"/>${billions}`)],
  ['more elements than any map', svgOf('<rect width="1" height="1"/>'.repeat(200_001))],
  ['more bytes than any map', svgOf(`<desc>${'x'.repeat(20 * 2 ** 20)}</desc>`)],
])('is not drawn with %s', async (_, svg) => {
  await expect(rasteriseSvg(svg)).rejects.toMatchObject({ code: 'svg-too-heavy' });
});

it.each([
  ['elements nested 400 deep', svgOf(`${'<g>'.repeat(400)}${'</g>'.repeat(400)}`)],
  [
    'a use of what is around it',
    svgOf('<g id="a"><rect width="9" height="9"/><use href="#a"/></g>'),
  ],
  ['20,000 elements', svgOf('<rect width="1" height="1"/>'.repeat(20_000))],
])('is drawn with %s', async (_, svg) => {
  expect((await rasteriseSvg(svg)).type).toBe('image/png');
});

/** A filter of so many steps, for so many elements. */
const filtered = (steps: number, elements: number, how = 'filter="url(#f)"') =>
  svgOf(
    `<filter id="f">${'<feGaussianBlur stdDeviation="1"/>'.repeat(steps)}</filter>` +
      `<g id="g">${`<rect width="9" height="9" ${how}/>`.repeat(elements)}</g>`,
  );

it.each([
  ['2,000 steps', filtered(2_000, 1)],
  ['50 steps for 40 elements', filtered(50, 40)],
  ['50 steps for 40 elements by their style', filtered(50, 40, 'style="filter: url(\'#f\')"')],
  [
    '20 steps used again and again',
    svgOf(
      `<filter id="f">${'<feGaussianBlur/>'.repeat(20)}</filter>` +
        `<rect id="r" width="9" height="9" filter="url(#f)"/>${'<use href="#r"/>'.repeat(100)}`,
    ),
  ],
])('where a drawing can’t be ended, filters of %s are not drawn', async (_, svg) => {
  await expect(rasteriseSvg(svg, 8e9)).rejects.toMatchObject({ code: 'svg-too-heavy' });
});

it('where a drawing can’t be ended, usual filters are drawn', async () => {
  for (const svg of [filtered(5, 20), filtered(5_000, 0)])
    expect((await rasteriseSvg(svg, 8e9)).type).toBe('image/png');
});
