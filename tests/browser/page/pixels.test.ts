import { afterEach, describe, expect, it, vi } from 'vitest';
import { readPixels, readsAreNoisy } from '../../../utils/page/pixels';
import { loaded, plain, show } from './page-fixture';

afterEach(() => vi.restoreAllMocks());

const canvasOf = (element: HTMLElement): HTMLCanvasElement => {
  if (!(element instanceof HTMLCanvasElement)) throw new Error('no canvas');
  return element;
};

const emptyCanvas = () => canvasOf(show('<canvas id="case" width="60" height="40"></canvas>'));

function paintedCanvas(): HTMLCanvasElement {
  const canvas = emptyCanvas();
  const context = canvas.getContext('2d');
  for (let x = 0; x < 60; x++) {
    if (context) context.fillStyle = `rgb(${4 * x} ${255 - 4 * x} ${(x * 37) % 256})`;
    context?.fillRect(x, 0, 1, 40);
  }
  return canvas;
}

async function samples(base64: string): Promise<number[]> {
  const image = await loaded(`data:image/png;base64,${base64}`);
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context?.drawImage(image, 0, 0);
  return [...(context?.getImageData(0, 0, image.width, image.height).data ?? [])];
}

describe('the live pixels', () => {
  it('of a canvas come as they are', async () => {
    const canvas = paintedCanvas();
    const answer = await readPixels(canvas);
    if (!('base64' in answer)) throw new Error(answer.failure);
    const own = canvas.getContext('2d')?.getImageData(0, 0, 60, 40).data ?? [];
    expect(await samples(answer.base64)).toEqual([...own]);
  });

  it('of a WebGL canvas come from the frame that is being drawn', async () => {
    const canvas = emptyCanvas();
    const context = canvas.getContext('webgl');
    const draw = () => {
      context?.clearColor(1, 0, 0, 1);
      context?.clear(context.COLOR_BUFFER_BIT);
      if (canvas.isConnected) requestAnimationFrame(draw);
    };
    draw();
    const answer = await readPixels(canvas);
    if (!('base64' in answer)) throw new Error(answer.failure);
    expect((await samples(answer.base64)).slice(0, 4)).toEqual([255, 0, 0, 255]);
  });

  it('of an image come in its own size, not the one on the page', async () => {
    const image = show(`<img id="case" src="${plain('#0a0', 90, 50)}" width="20">`);
    if (image instanceof HTMLImageElement) await image.decode();
    const answer = await readPixels(image);
    if (!('base64' in answer)) throw new Error(answer.failure);
    expect(await samples(answer.base64)).toHaveLength(90 * 50 * 4);
  });

  it('of a drawing come as its markup, with the colours of the page’s style sheet', async () => {
    show(`<style>.leaf { fill: rgb(1, 2, 3) }</style><div id="case">
      <svg width="30" height="20"><path class="leaf" d="M0 0h9v9z"/></svg></div>`);
    const svg = document.querySelector('svg');
    const answer = svg ? await readPixels(svg) : undefined;
    if (!answer || !('base64' in answer)) throw new Error('no drawing');
    expect(answer.mimeType).toBe('image/svg+xml');
    expect(atob(answer.base64)).toContain('fill:rgb(1, 2, 3)');
  });
});

describe('there are none', () => {
  it('of a canvas that nothing was drawn on', async () => {
    expect(await readPixels(emptyCanvas())).toEqual({ failure: 'blank' });
  });

  it('of a canvas with pixels that the page itself may not read', async () => {
    const canvas = emptyCanvas();
    // A drawing with a page in it, as a blob, taints as another origin's picture does.
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><foreignObject
      width="60" height="40"><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject></svg>`;
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    canvas.getContext('2d')?.drawImage(await loaded(url), 0, 0);
    expect(await readPixels(canvas)).toEqual({ failure: 'tainted' });
  });

  it('of a canvas without a size, or what is no picture', async () => {
    const canvas = canvasOf(show('<canvas id="case" width="0" height="40"></canvas>'));
    expect(await readPixels(canvas)).toEqual({ failure: 'none' });
    expect(await readPixels(show('<p id="case">text</p>'))).toEqual({ failure: 'none' });
  });

  it('where the browser hands out noise', async () => {
    expect(readsAreNoisy()).toBe(false);
    const { getImageData } = CanvasRenderingContext2D.prototype;
    vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData').mockImplementation(function (
      this: CanvasRenderingContext2D,
      ...args: Parameters<typeof getImageData>
    ) {
      const image = getImageData.apply(this, args);
      for (let i = 0; i < image.data.length; i += 97) image.data[i] = (image.data[i] ?? 0) ^ 1;
      return image;
    });
    expect(readsAreNoisy()).toBe(true);
    expect(await readPixels(paintedCanvas())).toEqual({ failure: 'noisy' });
  });
});

it('reads all pixels of an image whose srcset names a density', async () => {
  const image = show(
    `<img id="case" src="${plain('#999')}" srcset="${plain('#282', 240, 160)} 4x">`,
  );
  if (!(image instanceof HTMLImageElement)) throw new Error('no image');
  await image.decode();
  expect(image.naturalWidth).toBe(60);
  const read = await readPixels(image);
  if (!('base64' in read)) throw new Error(read.failure);
  const bitmap = await createImageBitmap(
    await (await fetch(`data:image/png;base64,${read.base64}`)).blob(),
  );
  expect([bitmap.width, bitmap.height]).toEqual([240, 160]);
});
