import { mkdirSync, writeFileSync } from 'node:fs';
import { leavePart, takeParts } from '../table-parts';
import { type BrowserName, browserNames } from './job-browser';

/** What came of one strike in one browser. */
export interface Row {
  /** The fault or the end. */
  readonly strike: string;
  /** What the job was at. */
  readonly state: string;
  readonly browser: BrowserName;
  /** What the panel shows at the end. */
  readonly outcome: string;
  /** Requests that left for this job, before anything was asked for once more. */
  readonly requests: number;
  /** Whether mask and prompt are on the screen, to go on with. */
  readonly kept: boolean;
}

/** Rows in the order in which they are noted, to be left for the table. */
export function createRows(part: string) {
  const rows: Row[] = [];
  return {
    note: (row: Row) => void rows.push(row),
    leave: () => leavePart('faults', part, rows),
  };
}

const keyOf = ({ strike, state, browser }: Pick<Row, 'strike' | 'state' | 'browser'>): string =>
  [strike, state, browser].join();

/** One browser's cells of a row: outcome, requests, kept. */
function cells(row: Row | undefined): string {
  if (!row) return '— | — | —';
  return `${row.outcome} | ${row.requests} | ${row.kept ? 'yes' : 'no'}`;
}

/** Writes `out/faults-table.md` from what the test files have left. */
export function writeFaultsTable(): void {
  const parts = takeParts<Row[]>('faults').flat();
  if (parts.length === 0) return;
  const rows = new Map(parts.map((row) => [keyOf(row), row]));
  const titles = browserNames.map((name) => `${name}: shown | requests | kept`);
  const strikes = [...new Map(parts.map((row) => [row.strike + row.state, row]))];
  const lines = strikes.map(([, { strike, state }]) => {
    const both = browserNames.map((browser) => cells(rows.get(keyOf({ strike, state, browser }))));
    return `| ${strike} | ${state} | ${both.join(' | ')} |`;
  });
  const text = `# What becomes of a job

Written by the tests in \`tests/e2e/faults-table/\`. "While" is what the job is at when the fault strikes. "Shown" is the code of the
alert, or \`result\` for a picture with 0 pixels changed outside. "Requests" are those of this job, before "Try again" is
pressed; each \`interrupted-…\` was then started once more by that one click. "Kept" says that mask and prompt are on the
screen to go on with. "Background killed" is \`/json/close\` of the debugging port in Chromium, and what "Terminate background
script" does in Firefox. "Browser killed" is \`kill -9\` of all its processes; Firefox's temporary add-on is installed again.

| fault | while | ${titles.join(' | ')} |
|---|---|${'---|'.repeat(3 * browserNames.length)}
${lines.join('\n')}
`;
  mkdirSync('out', { recursive: true });
  writeFileSync('out/faults-table.md', text);
}
