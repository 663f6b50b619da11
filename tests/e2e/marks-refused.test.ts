import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { drag } from '../rig/pointer';
import {
  alertOf,
  ask,
  button,
  expectWords,
  openPlainPicture,
  paint,
  resultText,
  stageOf,
} from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  world.server.behave({
    fault: { kind: 'unknown_parameter', param: 'markup', times: Number.POSITIVE_INFINITY },
  });
  await openPlainPicture(panel);
  await button(panel, 'More tools').click();
});

const posts = () => world.server.requests.filter(({ method }) => method === 'POST');
const code = () => alertOf(panel).getAttribute('data-code');

/** Asks for a change by a mark, and waits until the server's refusal is shown. */
async function beRefused(): Promise<void> {
  await button(panel, 'Circle').click();
  await drag(panel, stageOf(panel), [
    [0.4, 0.4],
    [0.6, 0.6],
  ]);
  await panel.getByTestId('cost').getByText('$').waitFor();
  await ask(panel, 'remove what is circled');
  await expect.poll(code).toBe('marks-refused');
}

it('a server that refuses marks is asked once, and the panel says what to do', async () => {
  await beRefused();
  await expectWords(panel);
  expect(posts().map(({ billed }) => billed)).toEqual([false]);
  expect(posts()[0]?.files.map(({ field }) => field)).toEqual(['image', 'markup']);
});

it('from then on nothing is sent for marks alone, and their tools are gone', async () => {
  await beRefused();
  await expect.poll(() => button(panel, 'Circle').count()).toBe(0);
  await button(panel, 'Try again').click();
  await expect.poll(code).toBe('marks-not-taken');
  await expectWords(panel);
  expect(posts()).toHaveLength(1);
});

it('and beside a mask they are left out, so that it works', async () => {
  await beRefused();
  await button(panel, 'Brush').click();
  await paint(panel);
  await ask(panel, 'a red balloon');
  expect(await resultText(panel)).toMatch(/(^|\D)0 of [1-9][\d,]* pixels changed outside/);
  const sent = posts().map(({ files }) => files.map(({ field }) => field));
  expect(sent).toEqual([
    ['image', 'markup'],
    ['image', 'mask'],
  ]);
});

it('the settings say so, and take it back', async () => {
  await beRefused();
  await button(panel, 'Settings').click();
  await panel.getByText('Models', { exact: true }).click();
  const list = panel.getByRole('list', { name: 'Options left out' });
  expect(await list.innerText()).toContain('markup · gpt-image-2.6-sunburst');
  await button(panel, 'Forget').click();
  await list.waitFor({ state: 'detached' });
  await panel.getByRole('tab', { name: 'Edit' }).click();
  await button(panel, 'Circle').waitFor();
});
