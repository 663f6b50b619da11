import type { JobState } from '../../../utils/library/jobs';
import { until } from '../../rig/poll';
import type { PanelPage } from './job-browser';
import {
  awaitState,
  describePanel,
  dropPicture,
  fillPrompt,
  isPanelThere,
  type JobFacts,
  pressButton,
  type ShownPanel,
  showsMask,
  stageBox,
} from './panel-tasks';

const patience = { timeoutMs: 40_000, stepMs: 50 };

/** Opens a picture and paints a stroke across its middle. */
export async function preparePicture(
  page: PanelPage,
  width: number,
  height: number,
): Promise<void> {
  await until('the panel', () => page.run(isPanelThere, undefined), patience);
  await page.run(dropPicture, { width, height });
  const box = await until('the stage', () => page.run(stageBox, width), patience);
  const at = (part: number) =>
    [box.x + box.width * (0.42 + 0.16 * part), box.y + box.height * (0.45 + 0.1 * part)] as const;
  await page.mouse.move(...at(0));
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1) await page.mouse.move(...at(step / 8));
  await page.mouse.up();
  await until('the mask', () => page.run(showsMask, undefined), patience);
}

/** Whether mask and prompt are there to go on with, now or soon. */
export const isKept = (page: PanelPage, prompt: string): Promise<boolean> =>
  until(
    'mask and prompt',
    async () => {
      const panel = await page.run(describePanel, undefined);
      return !panel.isResult && panel.prompt === prompt && (await page.run(showsMask, undefined));
    },
    patience,
  ).catch(() => false);

/** Waits until the panel shows what is wanted. */
export const untilShown = (
  page: PanelPage,
  what: string,
  isShown: (panel: ShownPanel) => boolean,
): Promise<ShownPanel> =>
  until(
    what,
    async () => {
      const panel = await page.run(describePanel, undefined);
      return isShown(panel) ? panel : undefined;
    },
    { timeoutMs: 60_000, stepMs: 150 },
  );

/**
 * Presses a button as soon as it is there.
 * @param prompt of the job whose button it is, where several are shown
 */
export const press = (page: PanelPage, name: string, prompt: string | null = null) =>
  until(`the button ${name}`, () => page.run(pressButton, { name, prompt }), patience);

/** Says what should be there and presses "Repaint". */
export async function begin(page: PanelPage, prompt: string): Promise<void> {
  await until('the prompt', () => page.run(fillPrompt, prompt), patience);
  await press(page, 'Repaint');
}

/** Waits until a job is in a state, which it must not have passed. */
export async function reach(page: PanelPage, prompt: string, state: JobState): Promise<void> {
  const job = await page.run(awaitState, { prompt, state });
  if (job?.state !== state) throw new Error(`not ${state} but ${job?.state}: ${prompt}`);
}

/** Waits for a job's end. */
export async function end(page: PanelPage, prompt: string): Promise<JobFacts> {
  const job = await page.run(awaitState, { prompt, state: 'ended' as const });
  if (!job) throw new Error(`has not ended: ${prompt}`);
  return job;
}
