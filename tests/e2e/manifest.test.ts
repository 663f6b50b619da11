import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPanelTab } from './steps';
import { startWorld, type World } from './world';

interface Manifest {
  readonly permissions: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly content_scripts?: unknown;
  readonly web_accessible_resources?: unknown;
  readonly externally_connectable?: unknown;
  readonly content_security_policy: {
    readonly extension_pages: string;
    readonly sandbox?: string;
  };
  readonly sandbox?: { readonly pages: readonly string[] };
}

const manifestOf = (target: string) =>
  JSON.parse(readFileSync(`.output/${target}/manifest.json`, 'utf8')) as Manifest;

/** What may stand in a policy, by directive; written down once more, so that a change of it is noticed here. */
const policy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'worker-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", 'http:', 'https:', 'blob:', 'data:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['default'],
};

/** A policy's sources by directive. */
function parsed(text: string): Record<string, string[]> {
  const directives = text.split(';').map((directive) => directive.trim().split(/\s+/));
  return Object.fromEntries(directives.map(([name, ...sources]) => [name, sources]));
}

it('the policy of firefox-mv3 names all that may be loaded', () => {
  const built = manifestOf('firefox-mv3');
  expect(parsed(built.content_security_policy.extension_pages)).toEqual(policy);
  expect(built.content_security_policy.sandbox).toBeUndefined();
});

it('the policy of chrome-mv3 names all that may be loaded, in its pages and in the frame for drawings', () => {
  const { content_security_policy: built, sandbox } = manifestOf('chrome-mv3');
  expect(parsed(built.extension_pages)).toEqual({ ...policy, 'frame-src': ["'self'"] });
  expect(sandbox).toEqual({ pages: ['draw-svg.html'] });
  expect(parsed(built.sandbox ?? '')).toEqual({
    sandbox: ['allow-scripts'],
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'img-src': ['blob:'],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'self'"],
  });
});

it.each(['chrome-mv3', 'firefox-mv3'])(
  '%s asks for no site and shows no page anything',
  (target) => {
    const manifest = manifestOf(target);
    expect(manifest.host_permissions ?? []).toEqual([]);
    expect(manifest.content_scripts).toBeUndefined();
    expect(manifest.web_accessible_resources).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
    expect(manifest.permissions).not.toContain('tabs');
  },
);

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
});
afterAll(() => world?.stop());

it('no text becomes a part of our pages, and no worker of another origin starts', async () => {
  const outcomes = await panel.evaluate(() => {
    const nameOf = (attempt: () => unknown): string => {
      try {
        attempt();
        return 'done';
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    return [
      nameOf(() => {
        document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>';
      }),
      nameOf(() => new Worker('data:text/javascript,0')),
      nameOf(() => new DOMParser().parseFromString('<svg/>', 'image/svg+xml')),
    ];
  });
  expect(outcomes).toEqual(['TypeError', 'TypeError', 'done']);
});

it('a picture from the web is not loaded by itself', async () => {
  const hasLoaded = await panel.evaluate(
    (src) =>
      new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
        image.src = src;
      }),
    `${world.gallery}/mug.jpg`,
  );
  expect(hasLoaded).toBe(false);
});
