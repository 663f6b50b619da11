import type { Locator, Page } from 'playwright';
import { drag } from '../rig/pointer';
import { until } from '../rig/poll';
import type { Gesture, Stroke } from './strokes';

/** How long the local server may take for a picture on a busy machine, ms. */
const patience = { timeout: 60_000 };

/** The image on the stage as the panel describes it. */
export interface StagedImage {
  /** Image px. */
  readonly width: number;
  readonly height: number;
  readonly source: string;
}

export const stageOf = (panel: Page): Locator => panel.getByTestId('stage');

/** Waits until the panel shows an image from one of the given sources. */
export async function stagedImage(panel: Page, source: string): Promise<StagedImage> {
  const stage = stageOf(panel);
  await stage.waitFor(patience);
  await stage.locator('img').first().waitFor();
  const attribute = async (name: string) => (await stage.getAttribute(name)) ?? '';
  await until(`the stage to show the source "${source}"`, async () => {
    return (await attribute('data-source')) === source;
  });
  return {
    width: Number(await attribute('data-image-width')),
    height: Number(await attribute('data-image-height')),
    source,
  };
}

/** Paints with the mouse; returns the strokes as they lie on the image. */
export async function paint(panel: Page, gestures: readonly Gesture[]): Promise<Stroke[]> {
  const stage = stageOf(panel);
  const picture = stage.locator('img').first();
  const strokes: Stroke[] = [];
  for (const { brush, points } of gestures) {
    await panel.getByRole('slider', { name: 'Brush size' }).fill(String(brush));
    const width = Number(await stage.getAttribute('data-image-width'));
    const height = Number(await stage.getAttribute('data-image-height'));
    await drag(
      panel,
      picture,
      points.map(({ x, y }) => [x / width, y / height] as const),
      { steps: 14 },
    );
    strokes.push({ points, diameter: brush / (await scaleOf(panel)) });
  }
  return strokes;
}

/** CSS px on the stage that an image px takes. */
export async function scaleOf(panel: Page): Promise<number> {
  const stage = stageOf(panel);
  const box = await stage.locator('img').first().boundingBox();
  const width = Number(await stage.getAttribute('data-image-width'));
  if (!box || !(width > 0)) throw new Error('No image is visible on the stage.');
  return box.width / width;
}

/** Width of the fade around the strokes, image px. */
export async function featherOf(panel: Page): Promise<number> {
  return Number(await panel.getByLabel('Feather').inputValue());
}

/** Types the prompt and presses the button; `running` is called while the job runs and a preview is shown. */
export async function repaint(
  panel: Page,
  prompt: string,
  running: () => Promise<void>,
): Promise<void> {
  await panel.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await panel.getByRole('button', { name: 'Repaint', exact: true }).click();
  await appears(panel, stageOf(panel).locator('.mask-preview:visible'));
  await panel.getByRole('progressbar').waitFor();
  await running();
  await resultOf(panel);
}

/** Waits until a job has ended well; throws with the panel's own words where it failed. */
export async function resultOf(panel: Page): Promise<void> {
  await appears(panel, panel.getByRole('button', { name: 'Download' }));
}

/** Waits for a part of the panel, but not past a failure that the panel reports. */
async function appears(panel: Page, part: Locator): Promise<void> {
  const failure = panel.getByRole('alert');
  await failure.or(part).first().waitFor(patience);
  if (await part.isVisible()) return;
  const texts = await failure.allInnerTexts();
  throw new Error(`The panel says: ${texts.join(' ').replace(/\s+/g, ' ')}`);
}

/** Holds "Compare" down while `act` runs. */
export async function holdCompare(panel: Page, act: () => Promise<void>): Promise<void> {
  await panel.getByRole('button', { name: 'Compare' }).hover();
  await panel.mouse.down();
  await panel.getByRole('button', { name: 'Compare', pressed: true }).waitFor();
  await act();
  await panel.mouse.up();
}
