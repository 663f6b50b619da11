import '../../support/extension-storage';
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPanelModel } from '../../../components/session/panel-model';
import type { PanelServices } from '../../../components/session/services';
import { beginCapture } from '../../../utils/library/captures';
import type { Library } from '../../../utils/library/database';
import { workspaceOfWindow } from '../../../utils/library/images';
import { emptyLibrary } from '../jobs/jobs-fixture';

const here = workspaceOfWindow(1);

let library: Library;
let stop: (() => void) | undefined;

beforeEach(() => {
  library = emptyLibrary();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => stop?.());

/** A panel that starts, with its own way to draw. */
function startPanel(rasteriseSvg: PanelServices['rasteriseSvg']): void {
  const services = {
    library,
    rasteriseSvg,
    workspaceId: here,
    sendCommand: async () => undefined,
    settingsOpen: signal(false),
  };
  ({ stop } = createPanelModel(services as unknown as PanelServices));
}

async function captureDrawing(): Promise<string> {
  const id = await beginCapture(library, {}, here);
  const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']);
  await library.captures.update(id, { state: 'needs-rasterising', svg });
  return id;
}

it('a drawing that a panel has died of is not drawn at the next start, which says so', async () => {
  const id = await captureDrawing();
  startPanel(() => new Promise(() => undefined)); // dies in the middle
  await expect.poll(async () => (await library.captures.get(id))?.drawnAt).toBeGreaterThan(0);
  stop?.();
  // What a killed page holds is let go by the browser; the same page here would wait for itself.
  vi.spyOn(navigator.locks, 'request').mockImplementation(((_: string, work: () => unknown) =>
    Promise.resolve(work())) as typeof navigator.locks.request);
  const draw = vi.fn();
  startPanel(draw);
  await expect.poll(async () => (await library.captures.get(id))?.state).toBe('failed');
  expect((await library.captures.get(id))?.error?.code).toBe('svg-too-heavy');
  expect(draw).not.toHaveBeenCalled();
});

it('a drawing is drawn at the first start', async () => {
  const id = await captureDrawing();
  const canvas = new OffscreenCanvas(4, 4);
  canvas.getContext('2d')?.fillRect(0, 0, 4, 4);
  startPanel(() => canvas.convertToBlob());
  await expect.poll(async () => (await library.captures.get(id))?.state).toBe('done');
});
