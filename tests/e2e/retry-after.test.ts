import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { alertOf, ask, button, openPlainPicture, paint, resultText } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
afterAll(() => world?.stop());
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await openPlainPicture(panel);
  await paint(panel);
});

const posts = () => world.server.requests.filter(({ method }) => method === 'POST');
const waiting = () => panel.locator('.progress[data-state=waiting]');

const refuse = (times: number, retryAfterSeconds: number) =>
  world.server.behave({ fault: { kind: 'rate_limit_exceeded', times, retryAfterSeconds } });

it('429 with Retry-After counts down and is tried once more, which succeeds', async () => {
  refuse(1, 3);
  await ask(panel, 'a red balloon');
  await waiting().waitFor();
  expect(await waiting().innerText()).toMatch(/The server is busy.*in [123] s/s);
  expect(posts()).toHaveLength(1);
  await resultText(panel);
  const [first, second] = posts();
  expect(posts()).toHaveLength(2);
  expect((second?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThanOrEqual(3000);
});

it('a second 429 is the end: no third request', async () => {
  refuse(Number.POSITIVE_INFINITY, 1);
  await ask(panel, 'a second balloon');
  await expect.poll(() => alertOf(panel).getAttribute('data-code')).toBe('rate-limited');
  expect(posts()).toHaveLength(2);
  await button(panel, 'Try again').waitFor();
});

it('Stop ends the wait, nothing more is sent, and nothing was billed', async () => {
  refuse(1, 30);
  await ask(panel, 'a third balloon');
  await waiting().waitFor();
  await button(panel, 'Stop').click();
  await panel.getByText('nothing was billed').waitFor();
  expect(posts()).toHaveLength(1);
});
