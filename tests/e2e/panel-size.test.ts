import { cp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import messages from '../../public/_locales/en/messages.json';
import { launchWithExtension } from '../rig/extension-browser';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { openPanelTab } from './steps';
import { builtExtension } from './world';

/** kB of script by gzip that the panel may wait for before it answers a click. */
const limit = 70;

const chunks = path.join(builtExtension, 'chunks');
const chunkNames = async () => (await readdir(chunks)).filter((name) => name.endsWith('.js'));
const read = (name: string) => readFile(path.join(chunks, name), 'utf8');

/** The scripts that a chunk imports statically: `import{a as b}from"./x.js"`, `import"./x.js"`. */
const importsOf = (code: string): string[] =>
  [...code.matchAll(/\bimport\s*(?:[\w$*{][^"'`()]*?from\s*)?["']\.\/([^"']+\.js)["']/g)].map(
    ([, name = '']) => name,
  );

const htmlOf = (page: string) => readFile(path.join(builtExtension, page), 'utf8');

/** The chunks that a page needs before any of its code runs. */
async function staticChunksOf(page: string): Promise<Set<string>> {
  const html = await htmlOf(page);
  const named = [...html.matchAll(/\/chunks\/([^"]+\.js)/g)].map(([, name = '']) => name);
  return withImportsOf(named);
}

async function withImportsOf(names: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const follow = async (name: string): Promise<void> => {
    if (found.has(name)) return;
    found.add(name);
    await Promise.all(importsOf(await read(name)).map(follow));
  };
  await Promise.all(names.map(follow));
  return found;
}

/** kB of these scripts by gzip. */
async function sizeOf(names: Iterable<string>): Promise<number> {
  const sizes = await Promise.all(
    [...names].map(async (name) => gzipSync(await read(name)).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

let shell: Set<string>;
const folder = makeTempFolder('repaint-shell-');
beforeAll(async () => {
  shell = await staticChunksOf('sidepanel.html');
});
afterAll(() => removeFolder(folder));

it('the panel waits for no more than 70 kB of script before it answers', async () => {
  const total = await sizeOf(shell);
  expect(total).toBeLessThan(limit);
  expect(total).toBeGreaterThan(20); // the interface's and the library's code are in it
});

it('they are two files and one of styles, and the tab for edits is three more: requests cost more than bytes', async () => {
  expect(shell.size).toBe(2);
  expect((await htmlOf('sidepanel.html')).match(/rel="stylesheet"/g)).toHaveLength(1);
  const tab = await withImportsOf((await chunkNames()).filter((name) => /^edit-tab-/.test(name)));
  const more = [...tab].filter((name) => !shell.has(name));
  expect(more.length).toBeGreaterThan(0);
  expect(more.length).toBeLessThanOrEqual(3);
});

it('the settings’ own page waits for none of the editor', async () => {
  const page = await staticChunksOf('options.html');
  expect(await sizeOf(page)).toBeLessThan(limit + 15); // what the panel's own start has, and the settings
  const withEditor = async (names: Iterable<string>) =>
    (await Promise.all([...names].map(read))).some((code) => code.includes('mask-editor'));
  expect(await withEditor(page)).toBe(false);
  expect(await withEditor(await chunkNames())).toBe(true);
});

it('those scripts are enough for tabs that answer: without all others they do', async () => {
  const extensionPath = path.join(folder, 'extension');
  await cp(builtExtension, extensionPath, { recursive: true });
  const others = (await chunkNames()).filter((name) => !shell.has(name));
  expect(others.length).toBeGreaterThan(3);
  await Promise.all(others.map((name) => rm(path.join(extensionPath, 'chunks', name))));
  const browser = await launchWithExtension({ extensionPath, headless: true });
  try {
    const panel = await openPanelTab(browser);
    await panel.getByRole('tab', { name: 'Generate' }).click();
    await panel.getByRole('tab', { name: 'Generate', selected: true }).waitFor();
  } finally {
    await browser.close();
  }
});

it('texts are the browser’s to look up: no script carries them', async () => {
  const codes = await Promise.all((await chunkNames()).map(read));
  for (const { message } of [messages.emptyText, messages.keyIntro])
    expect(codes.filter((code) => code.includes(message))).toEqual([]);
});
