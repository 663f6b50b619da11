import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../utils/base/errors';
import type { Behaviour } from '../images-server/behaviour';
import type { RecordedRequest } from '../images-server/recorder';
import { startImagesServer } from '../images-server/server';
import { drag } from '../rig/pointer';
import {
  acrossTheMiddle,
  alertOf,
  ask,
  button,
  expectWords,
  isInSight,
  maskIsShown,
  openOptions,
  openPanelTab,
  openPlainPicture,
  paint,
  promptOf,
  resultText,
  stageOf,
} from './steps';
import { connectTo, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  await openPlainPicture(panel);
});
afterAll(() => world?.stop());
beforeEach(() => world.server.reset());

const posts = (): RecordedRequest[] =>
  world.server.requests.filter(({ method }) => method === 'POST');

const shownAlert = (code: ErrorCode) => panel.locator(`[role=alert][data-code=${code}]`);

/** What was prepared is still there, as it was. */
async function expectNothingLost(prompt: string): Promise<void> {
  expect(await promptOf(panel).inputValue()).toBe(prompt);
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  expect(await button(panel, 'Undo').isEnabled()).toBe(true);
}

async function ensureMask(): Promise<void> {
  if (!(await maskIsShown(panel))) await paint(panel);
}

describe('before anything is sent', () => {
  /** The button that can't do anything yet says why, and a press leads to what is missing. */
  async function expectWaiting(reason: string): Promise<void> {
    const repaint = button(panel, 'Repaint');
    await expect.poll(() => repaint.textContent()).toContain(reason);
    await repaint.click();
    expect(await alertOf(panel).count()).toBe(0);
    expect(posts()).toEqual([]);
  }

  it('says on the button that something has to be painted, and leads to the stage', async () => {
    await promptOf(panel).fill('a red balloon');
    await expectWaiting('paint first');
    expect(await stageOf(panel).evaluate((stage) => stage === document.activeElement)).toBe(true);
    expect(await promptOf(panel).inputValue()).toBe('a red balloon');
  });

  it('says on the button that words are missing, where the whole image would be sent', async () => {
    await promptOf(panel).fill('');
    await openOptions(panel);
    await panel.getByRole('radio', { name: 'Whole image' }).check();
    await expectWaiting('say what');
    expect(await promptOf(panel).evaluate((box) => box === document.activeElement)).toBe(true);
    await panel.getByRole('radio', { name: 'Around the mask' }).check();
    await openOptions(panel);
  });

  it.each([['a prompt of 40,000 characters', 'prompt-too-long', 'a'.repeat(40_000)]] as const)(
    'says for %s that it is %s and keeps everything',
    async (_, code, prompt) => {
      await ensureMask();
      await ask(panel, prompt);
      await shownAlert(code).waitFor();
      await expectWords(panel);
      await expectNothingLost(prompt);
      expect(posts()).toEqual([]);
    },
  );

  it('asks for a mask where the eraser has left nothing', async () => {
    await ensureMask();
    await button(panel, 'Eraser').click();
    await panel.getByRole('slider', { name: 'Brush size' }).press('End');
    await drag(panel, stageOf(panel), acrossTheMiddle);
    await expect.poll(() => maskIsShown(panel)).toBe(false);
    await promptOf(panel).fill('a red balloon');
    await expectWaiting('paint first');
    await button(panel, 'Undo').click();
    await button(panel, 'Brush').click();
    await expectNothingLost('a red balloon');
  });
});

it('an empty prompt asks to remove what is painted, in words that are shown, and how', async () => {
  await panel.setViewportSize({ width: 360, height: 740 });
  await ensureMask();
  await promptOf(panel).fill('');
  await button(panel, 'Repaint').click();
  const both = ['Remove on this device, free', 'Remove with the model'];
  for (const way of both) await expect.poll(() => isInSight(panel, button(panel, way))).toBe(true);
  expect(posts()).toEqual([]);
  const said = (await panel.locator('.notice .hint').textContent()) ?? '';
  const [, words = ''] = /“(.+)”/.exec(said) ?? [];
  expect(words).toMatch(/^Remove .{20,}/);
  await button(panel, 'Remove with the model').click();
  await expect.poll(() => posts()[0]?.fields.prompt).toBe(words);
  await panel.locator('[data-testid=stage][data-source=edit]').waitFor();
  await button(panel, 'Original').click();
});

// Each fault of the server, by its name: faults-table.test.ts.
describe('a failing server', () => {
  beforeAll(ensureMask);
  it('that falls silent keeps the job running until the user cancels it', async () => {
    world.server.behave({ fault: { kind: 'stall', times: 1 } });
    await ask(panel, 'a red balloon');
    await expect.poll(() => posts()[0]?.status).toBe(200);
    await panel.getByRole('progressbar').waitFor();
    await button(panel, 'Cancel').click();
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    await expect.poll(() => posts()[0]?.disconnectedAt).toBeDefined();
    await expectNothingLost('a red balloon');
    expect(posts()).toHaveLength(1);
  });

  it('that can not be reached is shown as server-unreachable', async () => {
    const closed = await startImagesServer();
    await closed.close();
    await connectTo(world.browser, closed);
    await ask(panel, 'a red balloon');
    await shownAlert('server-unreachable').waitFor();
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    await expectWords(panel);
    await expectNothingLost('a red balloon');
    await connectTo(world.browser, world.server);
  });
});

/** Asks, waits for the result and goes back to the image, so that the next one can be told from it. */
async function askAndSucceed(): Promise<string> {
  await ask(panel, 'a red balloon');
  const text = await resultText(panel);
  await button(panel, 'Original').click();
  await panel.locator('[data-testid=stage][data-source=file]').waitFor();
  return text;
}

const nothingOutside = /(^|\D)0 of [1-9][\d,]* pixels changed outside/;

describe('an odd answer that holds a picture', () => {
  beforeAll(ensureMask);
  const odd: Record<string, Partial<Behaviour>> = {
    'of a perfect server': { registration: 'perfect' },
    'that is zoomed': { registration: 'zoomed' },
    'that ignores the mask': { ignoresMask: true },
    'as a link': { answerAs: 'url' },
    'as a relative link': { answerAs: 'relative_url' },
    'of stable-diffusion.cpp': { personality: 'sdcpp' },
    'of a FastAPI server': { personality: 'fastapi' },
    'of a relay': { personality: 'relay' },
    'of a server that knows no streams': { personality: 'plain-json' },
  };

  it.each(Object.keys(odd))('%s becomes a result that changes nothing outside', async (name) => {
    world.server.behave(odd[name] ?? {});
    expect(await askAndSucceed()).toMatch(nothingOutside);
    expect(posts()).toHaveLength(1);
  });

  it('of another size is refused with both sizes named', async () => {
    world.server.behave({ registration: 'reframed' });
    await ask(panel, 'a red balloon');
    await shownAlert('answer-misfit').waitFor();
    await expectWords(panel);
    await expectNothingLost('a red balloon');
    expect(posts()).toHaveLength(1);
  });
});
