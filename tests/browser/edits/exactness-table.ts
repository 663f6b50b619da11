/** One kind of picture with one behaviour of the server. */
export interface ExactnessRow {
  readonly kind: string;
  readonly server: string;
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  /** Name of the colour profile that was kept, or ''. */
  readonly profile: string;
  /** Pixels outside that differ in the saved file, and pixels outside. */
  readonly changed: number;
  readonly total: number;
  /** Energy of gradients across the border that the original does not have: squared 8-bit steps a pixel. */
  readonly seam: number;
  readonly feather: number;
  readonly paste: number;
  /** Our own time before and after the request, ms. */
  readonly prepareMs: number;
  readonly finishMs: number;
}

const heading = [
  ...['picture', 'server', 'size', 'bits', 'profile kept'],
  ...['changed outside', 'seam', 'plain feather', 'plain paste', 'before, ms', 'after, ms'],
];

const cellsOf = (row: ExactnessRow): string[] => [
  ...[row.kind, row.server, `${row.width} × ${row.height}`, String(row.bitDepth), row.profile],
  `${row.changed} of ${row.total.toLocaleString('en')}`,
  ...[row.seam, row.feather, row.paste].map((energy) => energy.toFixed(2)),
  ...[row.prepareMs, row.finishMs].map((ms) => ms.toFixed(0)),
];

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The rows as a Markdown table, with what its columns mean. */
export const exactnessTable = (rows: readonly ExactnessRow[]): string =>
  [
    '# Only what was painted changes, and nobody sees where',
    '',
    'Written by `tests/browser/edits/exactness.test.ts`. Outside: farther from the strokes than the feather of',
    '12 px; counted in the saved PNG, which another library decodes. Seam: energy of the gradients across the',
    'border that the original does not have there (0 is seamless), of the default blending, of a plain feather and',
    'of a plain paste. Before: decode, plan, crop, mask. After: register, match, composite, count, encode.',
    '',
    line(heading),
    line(heading.map(() => '---')),
    ...rows.map((row) => line(cellsOf(row))),
    '',
  ].join('\n');
