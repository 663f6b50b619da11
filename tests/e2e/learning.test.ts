import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { alertOf, ask, button, openOptions, openPlainPicture, paint, resultText } from './steps';
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
const refuseField = () =>
  world.server.behave({
    fault: { kind: 'unknown_parameter', param: 'partial_images', times: Number.POSITIVE_INFINITY },
  });
/** Asks for an edit whose request the server refuses for one of its fields. */
async function askInVain(): Promise<void> {
  refuseField();
  await ask(panel, 'a red balloon');
  await expect.poll(() => alertOf(panel).getAttribute('data-code')).toBe('parameter-unknown');
}

/** One click later the field is known to be refused. */
async function learn(): Promise<void> {
  await askInVain();
  world.server.reset();
  refuseField();
  await button(panel, 'Try again').click();
  await resultText(panel);
}

const openModels = async () => {
  await button(panel, 'Settings').click();
  await panel.getByText('Models', { exact: true }).click();
};
const leaveSettings = () => panel.getByRole('tab', { name: 'Edit' }).click();

describe('a field that the server refuses', () => {
  it('is named, and nothing is sent again by itself', async () => {
    await askInVain();
    expect(await alertOf(panel).innerText()).toContain('“partial_images”');
    expect(posts()).toHaveLength(1);
  });

  it('shows the server’s answer under Details, and the request’s id to copy', async () => {
    await askInVain();
    await alertOf(panel).getByText('Details').click();
    expect(await alertOf(panel).locator('pre').innerText()).toContain('"unknown_parameter"');
    expect(await alertOf(panel).innerText()).toMatch(/req_\d+/);
    await button(panel, 'Copy request id').waitFor();
    expect(await alertOf(panel).innerText()).not.toContain(world.server.apiKey);
  });

  it('is left out from then on: one click succeeds', async () => {
    await learn();
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.fields).toMatchObject({ stream: 'true' });
    expect(posts()[0]?.fields).not.toHaveProperty('partial_images');
  });

  it('stands in the settings and can be forgotten', async () => {
    await learn();
    world.server.reset();
    await openModels();
    const list = panel.getByRole('list', { name: 'Options left out' });
    expect(await list.innerText()).toContain('partial_images · gpt-image-2.6-sunburst');
    await button(panel, 'Forget').click();
    await list.waitFor({ state: 'detached' });
    await leaveSettings();
    await button(panel, 'Original').click();
    await ask(panel, 'a blue balloon');
    await panel.getByRole('option', { name: 'Result 2' }).waitFor();
    expect(posts()[0]?.fields).toHaveProperty('partial_images');
  });
});

describe('the list of models', () => {
  it('is asked for on demand, joined with the table, dated, and warns of ends', async () => {
    await openModels();
    const list = panel.getByRole('list', { name: 'Models' });
    expect(await list.innerText()).toContain('gpt-image-1.5 ends on 2026-12-01');
    await button(panel, 'Refresh list').click();
    await panel.getByText('Updated ').waitFor();
    expect(world.server.requests.map(({ path }) => path)).toEqual(['/v1/models']);
    expect(await list.innerText()).not.toContain('gpt-5.5');
  });

  it('takes any other id by hand', async () => {
    await openOptions(panel);
    await panel.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'Other model…' });
    await panel.getByRole('textbox', { name: 'Model id' }).fill('gpt-image-9');
    await panel.getByText('Not in the table').waitFor();
    await ask(panel, 'a green balloon');
    await panel.getByRole('option', { name: 'Result 1' }).waitFor();
    expect(posts()[0]?.fields).toMatchObject({ model: 'gpt-image-9' });
    expect(posts()[0]?.fields).not.toHaveProperty('stream');
    await panel.getByRole('combobox', { name: 'Model' }).selectOption('gpt-image-1-mini');
    await panel.getByText('stops answering on 2026-12-01').waitFor();
    await panel.getByRole('combobox', { name: 'Model' }).selectOption('gpt-image-2.6-sunburst');
  });
});

describe('Variations', () => {
  it('are an edit of the whole picture without a mask, several at once', async () => {
    await ask(panel, 'a red balloon');
    await resultText(panel);
    world.server.reset();
    await button(panel, 'Variations').click();
    await expect.poll(() => posts().length).toBe(1);
    await panel.getByRole('progressbar').waitFor({ state: 'detached' });
    await expect.poll(() => panel.getByRole('listbox').getByRole('option').count()).toBe(4);
    expect(posts()).toHaveLength(1);
    const [request] = posts();
    expect(request?.path).toBe('/v1/images/edits');
    expect(request?.files.map(({ field }) => field)).toEqual(['image']);
    expect(request?.fields).toMatchObject({ n: '3' });
    expect(request?.fields.prompt).toMatch(/variation of this picture/);
  });
});
