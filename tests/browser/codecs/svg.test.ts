import { describe, expect, it } from 'vitest';
import { decodeRaster } from '../../../utils/codecs/decode';
import { rasteriseSvg } from '../../../utils/codecs/svg';

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
  ])('draws <svg %s> crisply in its own shape', async (attributes, width, height) => {
    const raster = await decodeRaster(await rasteriseSvg(svg(attributes)));
    expect([raster.width, raster.height]).toEqual([width, height]);
    const pixel = (x: number) => [...raster.data.subarray(4 * x, 4 * x + 4)];
    expect(pixel(width / 2 - 2)).toEqual([255, 0, 0, 255]);
    expect(pixel(width / 2 + 2)).toEqual([0, 0, 0, 0]);
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
