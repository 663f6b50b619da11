import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files';

/*
 * The layers of the README: entrypoints -> components -> utils, and inside utils from a higher level
 * to a lower one or the same. A type may be imported from anywhere below `components`: it leaves no
 * trace in the program.
 */
const levels: Readonly<Record<string, number>> = {
  'utils/image': 1,
  'utils/mask': 1,
  'utils/markup': 1,
  'utils/drawing': 1,
  'utils/edits': 1,
  'utils/capture': 2,
  'utils/library': 2,
  'utils/settings': 2,
  'utils/images-api': 2,
  'utils/jobs': 3,
  components: 4,
  entrypoints: 5,
};

/** Files at the root of utils import nothing of ours: level 0. */
const levelOf = (path: string): number =>
  Object.entries(levels).find(([folder]) => path.startsWith(`${folder}/`))?.[1] ?? 0;

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const statement = /^(?:import|export)\s+(type\s)?[^;]*?from\s+'(\.[^']+)'/gm;

function resolveImport(path: string, target: string): string {
  const joined = join(dirname(path), target);
  return [joined, `${joined}.ts`, `${joined}.tsx`].find((file) => existsSync(file)) ?? joined;
}

const importsOf = ({ path, text }: SourceFile): Import[] =>
  [...text.matchAll(statement)].map(([, type, target = '']) => ({
    from: path,
    to: resolveImport(path, target),
    isType: type !== undefined,
  }));

const product = sourceFiles(['entrypoints', 'components', 'utils']);
const imports = product.flatMap(importsOf);
const show = ({ from, to }: Import) => `${from} -> ${to}`;

it('finds the imports that it is to judge', () => {
  expect(imports.length).toBeGreaterThan(200);
  expect(imports.map(show)).toContain('components/panel/panel.tsx -> components/ui/alert.tsx');
});

it('imports values only from the same level or a lower one', () => {
  const upward = imports.filter(({ from, to, isType }) => !isType && levelOf(to) > levelOf(from));
  expect(upward.map(show)).toEqual([]);
});

it('imports the SDK in utils/images-api alone', () => {
  const importers = product.filter(({ text }) => /from 'openai/.test(text)).map(({ path }) => path);
  expect(importers.filter((path) => !path.startsWith('utils/images-api/'))).toEqual([]);
  expect(importers).not.toEqual([]);
});

it('keeps product words out of components/ui', () => {
  const outside = imports.filter(
    ({ from, to, isType }) =>
      from.startsWith('components/ui/') &&
      !isType &&
      to.startsWith('components/') &&
      !to.startsWith('components/ui/'),
  );
  expect(outside.map(show)).toEqual([]);
});

it('has no import cycle, not even one of types', () => {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const cycleFrom = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of targets.get(file) ?? []) {
      const cycle = cycleFrom(next, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  expect([...targets.keys()].map((file) => cycleFrom(file, [])).find(Boolean)).toBeUndefined();
});

it('has no barrel: a file that only hands on what others export', () => {
  const barrels = product.filter(({ text }) => /^export \* from/m.test(text));
  expect(barrels.map(({ path }) => path)).toEqual([]);
});
