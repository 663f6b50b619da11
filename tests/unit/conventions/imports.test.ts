import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files';

interface Import {
  readonly from: string;
  readonly to: string;
}

/** Static imports and re-exports, types included, and those that are loaded later. */
const statements = [
  /^(?:import|export)\s[^;]*?from\s+'(\.[^']+)'/gm,
  /^import\s+'(\.[^']+)'/gm,
  /\bimport\('(\.[^']+)'\)/g,
  /new URL\('(\.[^']+)',\s*import\.meta\.url\)/g,
];

function resolveImport(path: string, target: string): string {
  const joined = join(dirname(path), target);
  return [joined, `${joined}.ts`, `${joined}.tsx`].find((file) => existsSync(file)) ?? joined;
}

const importsOf = ({ path, text }: SourceFile): Import[] =>
  statements
    .flatMap((statement) => [...text.matchAll(statement)])
    .map(([, target = '']) => ({ from: path, to: resolveImport(path, target) }));

/** A room is a folder that one can name: `utils/plan`, `components/features/edit`, `entrypoints/options`. */
function roomOf(path: string): string {
  const parts = path.split('/').slice(0, -1);
  return parts.slice(0, parts[1] === 'features' || parts[1] === 'editor' ? 3 : 2).join('/');
}

const product = sourceFiles(['entrypoints', 'components', 'utils']);
const imports = product.flatMap(importsOf);
const show = ({ from, to }: Import) => `${from} -> ${to}`;
const isIn = (path: string, folders: readonly string[]) =>
  folders.some((folder) => path.startsWith(`${folder}/`));

/** A way round from a node back to itself, or undefined. */
function cycleIn(edges: readonly (readonly [string, string])[]): string[] | undefined {
  const targets = new Map<string, Set<string>>();
  for (const [from, to] of edges) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const from = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of targets.get(node) ?? []) {
      const cycle = from(next, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return undefined;
  };
  return [...targets.keys()].map((node) => from(node, [])).find(Boolean);
}

/** All files that some files lead to, those that are loaded later included. */
function reachableFrom(starts: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const follow = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { from, to } of imports) if (from === file) follow(to);
  };
  starts.forEach(follow);
  return reached;
}

const strangersIn = (starts: readonly string[], folders: readonly string[]): string[] =>
  [...reachableFrom(starts)].filter((file) => isIn(file, folders));

it('finds the imports that it is to judge', () => {
  expect(imports.length).toBeGreaterThan(800);
  expect(imports.map(show)).toEqual(
    expect.arrayContaining([
      'components/app/panel.tsx -> components/app/header.tsx',
      'components/app/panel.tsx -> components/app/panel.css',
      'components/editor/areas/area-tools.ts -> components/editor/areas/area-worker.ts',
    ]),
  );
  expect(imports.filter(({ to }) => !existsSync(to)).map(show)).toEqual([]);
});

it('tells a cycle from a way that ends', () => {
  expect(cycleIn([['a', 'b'], ['b', 'c'], ['a', 'c']])).toBeUndefined(); // biome-ignore format: one graph
  expect(cycleIn([['a', 'b'], ['b', 'c'], ['c', 'b']])).toEqual(['b', 'c', 'b']); // biome-ignore format: one graph
});

it('has no import cycle between files, not even one of types', () => {
  expect(cycleIn(imports.map(({ from, to }) => [from, to] as const))).toBeUndefined();
});

it('has no cycle between rooms, not even one of types', () => {
  const between = imports
    .map(({ from, to }) => [roomOf(from), roomOf(to)] as const)
    .filter(([from, to]) => from !== to);
  expect(between.length).toBeGreaterThan(100);
  expect(cycleIn(between)).toBeUndefined();
});

it('runs from entrypoints to components to utils', () => {
  const storeys = ['utils/', 'components/', 'entrypoints/'];
  const storeyOf = (path: string) => storeys.findIndex((storey) => path.startsWith(storey));
  const upward = imports.filter(({ from, to }) => storeyOf(to) > storeyOf(from));
  expect(upward.map(show)).toEqual([]);
});

it('imports nothing of ours into utils/base', () => {
  const outward = imports.filter(({ from, to }) => isIn(from, ['utils/base']) && !isIn(to, ['utils/base', 'public'])); // biome-ignore format: one condition
  expect(outward.map(show)).toEqual([]);
});

it('never lets one feature import another', () => {
  const across = imports.filter(
    ({ from, to }) =>
      from.startsWith('components/features/') &&
      to.startsWith('components/features/') &&
      roomOf(from) !== roomOf(to),
  );
  expect(across.map(show)).toEqual([]);
});

it('keeps product words out of components/ui', () => {
  const outside = imports.filter(
    ({ from, to }) => isIn(from, ['components/ui']) && !isIn(to, ['components/ui', 'utils/base']),
  );
  expect(outside.map(show)).toEqual([]);
});

describe('who runs where', () => {
  const pages = ['entrypoints/sidepanel/main.tsx', 'entrypoints/options/main.tsx'];
  const background = ['entrypoints/background/index.ts'];
  const injected = ['entrypoints/image-picker.ts'];

  it('keeps what the background does out of the panel and the options page', () => {
    const rooms = ['utils/blend', 'utils/fill', 'utils/jobs', 'utils/capture'];
    for (const room of rooms) expect(strangersIn(background, [room]), room).not.toEqual([]);
    expect(strangersIn(pages, rooms)).toEqual([]);
  });

  it('keeps what the panel does out of the background', () => {
    const rooms = ['utils/metadata', 'utils/money', 'utils/export', 'components'];
    for (const room of rooms) expect(strangersIn(pages, [room]), room).not.toEqual([]);
    expect(strangersIn(background, rooms)).toEqual([]);
  });

  it('injects nothing into pages but utils/page and what it is made of', () => {
    const [own, ...others] = [...reachableFrom(injected)].filter(
      (file) => !isIn(file, ['utils/page', 'utils/base', 'utils/pixels', 'public']),
    );
    expect(own).toBe(injected[0]);
    expect(others).toEqual([]);
  });

  it('imports the SDK in utils/server alone, and never in a page', () => {
    const importers = product
      .filter(({ text }) => /from 'openai/.test(text))
      .map(({ path }) => path);
    expect(importers).not.toEqual([]);
    expect(importers.filter((path) => !isIn(path, ['utils/server']))).toEqual([]);
    const valueImporters = product
      .filter(({ text }) => /^import (?!type)[^;]*from 'openai/m.test(text))
      .map(({ path }) => path);
    expect(valueImporters).not.toEqual([]);
    const inPages = reachableFrom(pages);
    expect(valueImporters.filter((path) => inPages.has(path))).toEqual([]);
  });
});

it('has no barrel: a file that only hands on what others export', () => {
  const barrels = product.filter(({ text }) => /^export (?:\*|\{[^}]*\}) from/m.test(text));
  expect(barrels.map(({ path }) => path)).toEqual([]);
});
