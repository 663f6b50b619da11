import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertOf, ask, button, openPlainPicture, paintAndAsk, promptOf, resultText } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
afterAll(() => world?.stop());

/** Each begins with one edit that was paid for. */
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await openPlainPicture(panel);
  await paintAndAsk(panel, 'a red balloon');
  await resultText(panel);
  world.server.reset();
});

async function openMoney(): Promise<void> {
  await button(panel, 'Settings').click();
  await panel.getByText('Costs', { exact: true }).click();
}

async function setLimit(text: string): Promise<void> {
  await panel.getByRole('textbox', { name: 'Monthly limit in USD' }).fill(text);
}

const priceIn = (name: string) => button(panel, name).first().locator('.cost').innerText();
const leaveSettings = () => panel.getByRole('tab', { name: 'Edit' }).click();

describe('the settings’ Money', () => {
  it('has the sum of what was paid, by month, day and model', async () => {
    await openMoney();
    const totals = panel.getByRole('table', { name: 'Costs' });
    const by = panel.getByRole('combobox', { name: 'Totals by' });
    for (const [choice, key] of [
      ['month', /^\d{4}-\d\d\b/],
      ['day', /^\d{4}-\d\d-\d\d\b/],
      ['model', /^gpt-image-2.6-sunburst/],
    ] as const) {
      await by.selectOption(choice);
      const row = totals.getByRole('row');
      await expect.poll(() => row.innerText()).toMatch(key);
      expect(await row.innerText()).toMatch(/1 job\s+\$0\.\d\d/);
    }
  });

  it('saves a CSV without the prompt', async () => {
    await openMoney();
    const [download] = await Promise.all([
      panel.waitForEvent('download'),
      button(panel, 'Export CSV').click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(csv).toMatch(/^sent,kind,model.*\r\n.*,edit,gpt-image-2.6-sunburst,.*,exact,/);
    expect(csv).not.toContain('balloon');
  });
});

describe('a button that pays at one press', () => {
  it('says its price in sight: Variations under a result and in the history', async () => {
    expect(await priceIn('Variations')).toMatch(/^about \$0\.\d+$/);
    await panel.getByRole('tab', { name: 'History' }).click();
    expect(await priceIn('Variations')).toMatch(/^about \$0\.\d+$/);
  });
});

async function askBeyondLimit(): Promise<void> {
  await openMoney();
  await setLimit('0.001');
  await leaveSettings();
  await button(panel, 'Original').click();
  await ask(panel, 'a blue kite');
  await expect.poll(() => alertOf(panel).getAttribute('data-code')).toBe('monthly-limit-reached');
}

describe('the monthly limit', () => {
  it('is not changed by what is no amount, and says so', async () => {
    await openMoney();
    await setLimit('7');
    await panel.getByText(/This month so far: \$0\.\d+\./).waitFor();
    await setLimit('seven');
    await panel.getByText('Not an amount').waitFor();
    const stored = await panel.evaluate(
      async () => (await chrome.storage.local.get('money')).money,
    );
    expect(stored).toMatchObject({ monthlyLimitUsd: 7 });
  });

  it('stops what would go over it before anything is sent, and keeps what was prepared', async () => {
    await askBeyondLimit();
    expect(await alertOf(panel).innerText()).toContain('$0.00');
    expect(await promptOf(panel).inputValue()).toBe('a blue kite');
    expect(world.server.requests).toEqual([]);
  });

  it('lets the same pass once it is taken away', async () => {
    await askBeyondLimit();
    await openMoney();
    await setLimit('');
    await leaveSettings();
    await button(panel, 'Repaint').click();
    await panel.getByRole('option', { name: 'Result 2' }).waitFor();
    expect(world.server.requests).toHaveLength(1);
  });
});

describe('after a failure', () => {
  it('Try again says its price in sight', async () => {
    world.server.behave({ fault: { kind: 'http_500', times: 1 } });
    await button(panel, 'Original').click();
    await promptOf(panel).fill('a green kite');
    await button(panel, 'Repaint').click();
    await button(panel, 'Try again').waitFor();
    expect(await priceIn('Try again')).toMatch(/^about \$0\.\d+$/);
  });
});
