import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../utils/server/connection';
import type { Behaviour } from '../images-server/behaviour';
import {
  ask,
  button,
  openOptions,
  openPanelTab,
  openPlainPicture,
  paint,
  resultText,
} from './steps';
import { startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  await openPlainPicture(panel);
  await paint(panel);
});
afterAll(() => world?.stop());
beforeEach(() => world.server.reset());

const posts = () => world.server.requests.filter(({ method }) => method === 'POST');

/** Stores a connection with all that a profile can say of its server. */
async function connect(change: Partial<Connection>): Promise<void> {
  const { apiKey, baseUrl, origin } = world.server;
  const address = change.pathForm === 'azure' ? origin : baseUrl;
  const worker = await world.browser.worker();
  await worker.evaluate((value) => chrome.storage.local.set({ connection: value }), {
    apiKey,
    baseUrl: address,
    ...change,
  });
}

/** Asks for something else each time, waits for its result, and goes back to the image. */
async function outcomeOf(prompt: string): Promise<string> {
  await ask(panel, prompt);
  const text = await resultText(panel);
  await button(panel, 'Original').click();
  await panel.locator('[data-testid=stage][data-source=file]').waitFor();
  return text;
}

const nothingOutside = /(^|\D)0 of [1-9][\d,]* pixels changed outside/;

interface Server {
  readonly behaviour: Partial<Behaviour>;
  readonly connection?: Partial<Connection>;
  readonly fields: readonly string[];
  readonly path?: RegExp;
}

const servers: Readonly<Record<string, Server>> = {
  'stable-diffusion.cpp': { behaviour: { personality: 'sdcpp' }, fields: ['image', 'mask'] },
  'a FastAPI server that calls the mask mask_image': {
    behaviour: { personality: 'fastapi' },
    connection: { maskForm: 'mask_image' },
    fields: ['image', 'mask_image'],
  },
  'a relay': { behaviour: { personality: 'relay' }, fields: ['image', 'mask'] },
  'a relay that links to another origin': {
    behaviour: { personality: 'relay', answerAs: 'url' },
    fields: ['image', 'mask'],
  },
  'plain JSON': { behaviour: { personality: 'plain-json' }, fields: ['image', 'mask'] },
  'plain JSON without a mask': {
    behaviour: { personality: 'plain-json' },
    connection: { maskForm: 'none' },
    fields: ['image'],
  },
  Azure: {
    behaviour: { personality: 'azure' },
    connection: { pathForm: 'azure', keyHeader: 'api-key' },
    fields: ['image', 'mask'],
    path: /^\/openai\/deployments\/gpt-image-2\.6-sunburst\/images\/edits\?api-version=/,
  },
};

describe('an edit', () => {
  it.each(Object.entries(servers))(
    'by %s ends in a result with nothing changed outside, by one request',
    async (name, { behaviour, connection = {}, fields, path = /^\/v1\/images\/edits$/ }) => {
      world.server.behave(behaviour);
      await connect(connection);
      expect(await outcomeOf(`a red balloon (${name})`)).toMatch(nothingOutside);
      const [request] = posts();
      expect(posts()).toHaveLength(1);
      expect(request?.path).toMatch(path);
      expect(request?.files.map(({ field }) => field)).toEqual(fields);
    },
  );

  it('by a model that ignores the mask says so, and still changes nothing outside', async () => {
    await connect({});
    const corner = [
      [0.06, 0.1],
      [0.1, 0.14],
    ] as const;
    await button(panel, 'Undo').click();
    await paint(panel, corner);
    await openOptions(panel);
    await panel.getByRole('radio', { name: 'Whole image' }).check();
    world.server.behave({ ignoresMask: true });
    const text = await outcomeOf('a red balloon');
    expect(text).toMatch(nothingOutside);
    expect(text).toMatch(/changed \d+% of the surroundings too/);
    world.server.behave({ ignoresMask: false });
    expect(await outcomeOf('another red balloon')).not.toContain('surroundings');
  });
});
