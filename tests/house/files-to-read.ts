import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/*
 * `npx tsx tests/house/files-to-read.ts`: how many files of ours one has to open to follow a behaviour from where it
 * begins to where it ends. A file counts if the way leads through one of its functions: it is imported, as a value,
 * by a file on the way, and imports nothing that the way does not need is left out by naming where the way ends.
 */

/** A behaviour: the files where it begins, and the rooms that its way leads through. */
interface Way {
  readonly name: string;
  readonly from: readonly string[];
  /** Folders and files that belong to it; what it only uses, such as codecs, is a black box with one door. */
  readonly through: readonly string[];
  readonly goal: number;
}

export const ways: readonly Way[] = [
  {
    name: 'run an edit: from the stored job to the stored results',
    from: ['utils/jobs/run-edit.ts'],
    through: ['utils/jobs', 'utils/plan', 'utils/blend', 'utils/server', 'utils/library', 'utils/drawing', 'utils/codecs', 'utils/pixels', 'utils/base'],
    goal: 55,
  },
  {
    name: 'a right click: from the menu to the image in the library',
    from: ['entrypoints/background/context-menu.ts'],
    through: ['entrypoints/background', 'utils/capture', 'utils/commands.ts', 'utils/library/captures.ts', 'utils/library/images.ts', 'utils/codecs/inspect.ts'],
    goal: 14,
  },
]; // biome-ignore format: a table

/** The files that a file imports values from. */
function valueImportsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/^import\s+(?!type\b)([^;]*?)from\s+'(\.[^']+)'/gm)]
    .filter(([, names = '']) => !isTypesOnly(names))
    .map(([, , target = '']) => resolveImport(path, target))
    .filter((target) => /\.tsx?$/.test(target));
}

/** True for `{ type A, type B }`. */
const isTypesOnly = (names: string): boolean => {
  const listed = /\{([^}]*)\}/
    .exec(names)?.[1]
    ?.split(',')
    .map((name) => name.trim());
  return (
    !!listed &&
    listed.filter(Boolean).every((name) => name.startsWith('type ')) &&
    /^\s*\{/.test(names)
  );
};

function resolveImport(path: string, target: string): string {
  const joined = join(dirname(path), target);
  return [joined, `${joined}.ts`, `${joined}.tsx`].find((file) => existsSync(file)) ?? joined;
}

/** All files on a way, the first ones included. */
export function filesOf({ from, through }: Pick<Way, 'from' | 'through'>): string[] {
  const found = new Set<string>();
  const isOnWay = (path: string) =>
    through.some((part) => path === part || path.startsWith(`${part}/`));
  const follow = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    for (const next of valueImportsOf(path)) if (isOnWay(next)) follow(next);
  };
  from.forEach(follow);
  return [...found].sort();
}

const linesOf = (path: string): number => readFileSync(path, 'utf8').split('\n').length - 1;

function print(): void {
  for (const way of ways) {
    const files = filesOf(way);
    const lines = files.map(linesOf).sort((a, b) => a - b);
    const middle = lines[Math.floor(lines.length / 2)] ?? 0;
    console.log(
      `${way.name}: ${files.length} files (goal: at most ${way.goal}), median ${middle} lines`,
    );
    if (process.argv.includes('--list')) for (const file of files) console.log(`  ${file}`);
  }
}

if (process.argv[1] === import.meta.filename) print();
