import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The file that waits for minutes and uses nothing of the machine, then those that take longest; the rest follows as it comes.
 * Whatever is long and begins last is waited for alone.
 */
const longest = [
  'e2e/faults-table/long-waits.',
  'e2e/faults-table/ends.',
  'e2e/capture-cases.',
  'e2e/firefox-capture-cases.',
  'bench/',
  'browser/blend/exactness.',
  'e2e/painting-on-result.',
  'e2e/faults-table/server-faults.',
  'e2e/',
];

function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((part) => moduleId.includes(`/tests/${part}`));
  return place < 0 ? longest.length : place;
}

/** Begins with what takes longest, so that at the end nothing is waited for alone. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
