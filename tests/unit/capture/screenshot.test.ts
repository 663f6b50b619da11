import { describe, expect, it } from 'vitest';
import { screenshotBox, screenshotScale } from '../../../utils/capture/screenshot';

describe('the scale of a screenshot', () => {
  it('is the exact one that the page names, not the one of a rounded viewport', () => {
    const place = { viewport: { width: 728, height: 640 }, devicePixelRatio: 1.25 };
    expect(screenshotScale(place, { width: 911, height: 800 })).toBe(1.25);
  });

  it('is measured where the browser disguises it', () => {
    const place = { viewport: { width: 1000, height: 600 }, devicePixelRatio: 1 };
    expect(screenshotScale(place, { width: 2000, height: 1200 })).toBe(2);
  });

  it('is unknown while the window is being resized', () => {
    const place = { viewport: { width: 828, height: 700 }, devicePixelRatio: 1 };
    expect(screenshotScale(place, { width: 1200, height: 700 })).toBeUndefined();
  });
});

describe('the box in a screenshot', () => {
  const screenshot = { width: 1000, height: 800 };

  it.each([
    [{ x: 10, y: 20, width: 30, height: 40 }, 1, { x: 10, y: 20, width: 30, height: 40 }],
    [{ x: 10.4, y: 20.4, width: 30, height: 40 }, 1, { x: 10, y: 20, width: 30, height: 40 }],
    [{ x: 10.6, y: 20.6, width: 30, height: 40 }, 1, { x: 11, y: 21, width: 30, height: 40 }],
    [{ x: 80, y: 80, width: 160, height: 100 }, 1.25, { x: 100, y: 100, width: 200, height: 125 }],
    [{ x: 990, y: 0, width: 50, height: 50 }, 1, { x: 990, y: 0, width: 10, height: 50 }],
  ])('has its edges where browsers paint them: %o at %s', (visible, scale, box) => {
    expect(screenshotBox(visible, scale, screenshot)).toEqual(box);
  });

  it('has a pixel at least', () => {
    expect(screenshotBox({ x: 5, y: 5, width: 0.2, height: 0.2 }, 1, screenshot)).toMatchObject({
      width: 1,
      height: 1,
    });
  });
});
