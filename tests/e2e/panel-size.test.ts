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

/** The chunks that a page needs before any of its code runs. */
async function staticChunksOf(page: string): Promise<Set<string>> {
  const html = await readFile(path.join(builtExtension, page), 'utf8');
  const found = new Set<string>();
  const follow = async (name: string): Promise<void> => {
    if (found.has(name)) return;
    found.add(name);
    await Promise.all(importsOf(await read(name)).map(follow));
  };
  const named = [...html.matchAll(/\/chunks\/([^"]+\.js)/g)].map(([, name = '']) => name);
  await Promise.all(named.map(follow));
  return found;
}

let shell: Set<string>;
const folder = makeTempFolder('repaint-shell-');
beforeAll(async () => {
  shell = await staticChunksOf('sidepanel.html');
});
afterAll(() => removeFolder(folder));

it('the panel waits for no more than 70 kB of script before it answers', async () => {
  expect(shell.size).toBeGreaterThan(1);
  const sizes = await Promise.all(
    [...shell].map(async (name) => gzipSync(await read(name)).length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  expect(total).toBeLessThan(limit);
  expect(total).toBeGreaterThan(20); // the interface's and the library's code are in it
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
