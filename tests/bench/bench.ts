import { type BuiltExtension, buildExtension } from './built-extension';
import { captureSpeed } from './capture-speed';
import { editSpeed } from './edit-speed';
import type { BenchContext, Benchmark, Section } from './figures';
import { describeMachine } from './machine';
import { maskSpeed } from './mask-speed';
import { readOptions } from './options';
import { paintingPeers } from './painting-peers';
import { paintingSpeed } from './painting-speed';
import { panelStart } from './panel-start';
import { peopleSpeed } from './people-speed';
import { pickerSpeed } from './picker-speed';
import { removeSpeed } from './remove-speed';
import { removeStalls } from './remove-stalls';
import { selectSpeed } from './select-speed';
import { markdownTable, plainTable } from './table';

const benchmarks: readonly Benchmark[] = [
  captureSpeed,
  pickerSpeed,
  panelStart,
  paintingSpeed,
  paintingPeers,
  maskSpeed,
  ...editSpeed,
  removeSpeed,
  removeStalls,
  selectSpeed,
  peopleSpeed,
];

/**
 * Runs benchmarks one after the other: each is to have the machine for itself. One that fails says so, and what the others came to
 * is printed all the same: together they take a quarter of an hour.
 */
async function runAll(
  chosen: readonly Benchmark[],
  extension: BenchContext['extension'],
): Promise<Section[]> {
  const sections: Section[] = [];
  for (const { name, title, method, run } of chosen) {
    const start = performance.now();
    const progress = (text: string) => console.error(`${name}: ${text}`);
    try {
      sections.push({ title, method, figures: await run({ extension, progress }) });
      progress(`done in ${((performance.now() - start) / 1000).toFixed(0)} s`);
    } catch (error) {
      say(error);
    }
  }
  return sections;
}

/** `npm run bench`: the figures of the README. It judges nothing: there is no pass and no fail. */
async function bench(): Promise<void> {
  const { names, markdown } = readOptions(
    process.argv.slice(2),
    benchmarks.map(({ name }) => name),
  );
  let building: Promise<BuiltExtension> | undefined;
  const extension = async () => {
    building ??= buildExtension();
    return (await building).folder;
  };
  try {
    const chosen = benchmarks.filter(({ name }) => names.includes(name));
    const sections = await runAll(chosen, extension);
    const table = markdown ? markdownTable(sections) : plainTable(sections);
    console.log(`\n${table}\n\nMedians. ${await describeMachine()}.`);
  } finally {
    await (await building)?.remove();
  }
}

function say(error: unknown): void {
  console.error(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  process.exitCode = 1;
}

bench().catch(say);
