import { expect, test } from 'vitest';
import { fitView, panBy, toImage, zoomAt } from '../../../components/editor/core/view';
import { createViewport } from '../../../components/editor/core/viewport';
import { stagePoint } from '../../../utils/base/geometry';

const stage = { width: 360, height: 300 };
const photo = { width: 4000, height: 3000 };

test.each([
  ['a photo', photo],
  ['a single pixel', { width: 1, height: 1 }],
  ['a strip', { width: 65_000, height: 10 }],
  ['a tower', { width: 10, height: 65_000 }],
])('%s fits into the stage, in its middle', (_, image) => {
  const view = fitView(image, stage);
  expect(view.scale).toBeGreaterThan(0);
  expect(view.scale).toBeLessThanOrEqual(8);
  expect(image.width * view.scale).toBeLessThanOrEqual(stage.width);
  expect(image.height * view.scale).toBeLessThanOrEqual(stage.height);
  expect(view.x * 2 + image.width * view.scale).toBeCloseTo(stage.width);
});

test('zooming keeps the spot under the pointer where it is', () => {
  const at = stagePoint(100, 120);
  const before = zoomAt(fitView(photo, stage), stagePoint(180, 150), 4, photo, stage);
  const after = zoomAt(before, at, 1.7, photo, stage);
  expect(toImage(after, at).x).toBeCloseTo(toImage(before, at).x);
  expect(toImage(after, at).y).toBeCloseTo(toImage(before, at).y);
});

test('a storm of zooming ends at 800 % or at fit', () => {
  const viewport = createViewport(photo);
  viewport.resize(stage);
  for (let i = 0; i < 1000; i++) viewport.zoom(1.3, stagePoint(10, 10));
  expect(viewport.view.value.scale).toBe(8);
  for (let i = 0; i < 1000; i++) viewport.zoom(0.7, stagePoint(300, 10));
  expect(viewport.view.value).toEqual(fitView(photo, stage));
  expect(viewport.isFitted.value).toBe(true);
});

test('an enlarged image cannot be pulled out of the stage', () => {
  const near = zoomAt(fitView(photo, stage), stagePoint(0, 0), 10, photo, stage);
  const pulled = panBy(near, 1e6, 1e6, photo, stage);
  expect(pulled.x).toBeLessThan(stage.width / 2);
  const back = panBy(near, -1e6, -1e6, photo, stage);
  expect(back.x + photo.width * back.scale).toBeGreaterThan(stage.width / 2);
});

test('a fitted image does not move, and says so', () => {
  const viewport = createViewport(photo);
  viewport.resize(stage);
  expect(viewport.pan(30, 30)).toBe(false);
  expect(viewport.view.value).toEqual(fitView(photo, stage));
});

test('a fitted view stays fitted when the stage is resized', () => {
  const viewport = createViewport(photo);
  viewport.resize(stage);
  viewport.resize({ width: 700, height: 500 });
  expect(viewport.view.value).toEqual(fitView(photo, { width: 700, height: 500 }));
});

test('a place is found again on a stage of another size', () => {
  const first = createViewport(photo);
  first.resize(stage);
  first.zoom(8, stagePoint(200, 160));
  const place = first.place.value;
  const second = createViewport(photo, place);
  expect(second.place.value).toBeUndefined();
  second.resize({ width: 900, height: 640 });
  expect(second.view.value.scale).toBeCloseTo(first.view.value.scale);
  expect(second.place.value?.x).toBeCloseTo(place?.x ?? Number.NaN);
  expect(second.place.value?.y).toBeCloseTo(place?.y ?? Number.NaN);
});

test.each([
  { scale: Number.NaN, x: 1, y: 1 },
  { scale: 0, x: 1, y: 1 },
  { scale: 4, x: Number.NaN, y: 1 },
])('a stored place that makes no sense (%j) shows all of the image', (place) => {
  const viewport = createViewport(photo, place);
  viewport.resize(stage);
  expect(viewport.isFitted.value).toBe(true);
});

test('the actual size shows an image px as a CSS px', () => {
  const viewport = createViewport(photo);
  viewport.resize(stage);
  viewport.actualSize();
  expect(viewport.view.value.scale).toBe(1);
});
