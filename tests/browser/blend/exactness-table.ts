/** One kind of picture with one behaviour of the server. */
export interface ExactnessRow {
  readonly kind: string;
  /** What was drawn: a mask, marks, or both. */
  readonly drawn: string;
  readonly server: string;
  readonly width: number;
  readonly height: number;
  readonly bitDepth: number;
  /** Name of the colour profile that was kept, or ''. */
  readonly profile: string;
  /** Absent for an answer that was refused. */
  readonly put?: PutAnswer;
  /** The code of the refusal. */
  readonly refused?: string | undefined;
  /** Our own time before and after the request, ms. */
  readonly prepareMs: number;
  readonly finishMs: number;
  /** MB that all of it held at most beyond what the page held before; null where the system does not tell. */
  readonly peak: number | null;
}

/** An answer that was put into the picture. */
export interface PutAnswer {
  /** Pixels outside that differ in the saved file, and pixels outside. */
  readonly changed: number;
  readonly total: number;
  /** Energy of gradients across the border that the original does not have: squared 8-bit steps a pixel. */
  readonly seam: number;
  readonly feather: number;
  readonly paste: number;
}

const heading = [
  ...['picture', 'drawn', 'server', 'size', 'bits', 'profile kept'],
  ...['changed outside', 'seam', 'plain feather', 'plain paste', 'before, ms', 'after, ms'],
  'peak memory, MB',
];

function cellsOf(row: ExactnessRow): string[] {
  const { put } = row;
  const outcome = put
    ? `${put.changed} of ${put.total.toLocaleString('en')}`
    : `nothing: refused, ${row.refused}`;
  return [
    ...[
      row.kind,
      row.drawn,
      row.server,
      `${row.width} × ${row.height}`,
      String(row.bitDepth),
      row.profile,
    ],
    outcome,
    ...(put ? [put.seam, put.feather, put.paste].map((energy) => energy.toFixed(2)) : ['', '', '']),
    ...[row.prepareMs, row.finishMs].map((ms) => ms.toFixed(0)),
    row.peak === null ? '' : row.peak.toFixed(0),
  ];
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** The rows as a Markdown table, with what its columns mean. */
export const exactnessTable = (rows: readonly ExactnessRow[]): string =>
  [
    '# Only what was painted changes, and nobody sees where',
    '',
    'Written by `tests/browser/blend/exactness.test.ts`. Drawn: a disc as the mask; marks alone, which may change a box around',
    'them; or both, where marks are sent in the place of the mask. Outside: farther from what may change than the feather of',
    '12 px; counted in the saved PNG, which another library decodes. Seam: energy of the gradients across the',
    'border that the original does not have there (0 is seamless), of the default blending, of a plain feather and',
    'of a plain paste. Before: decode, plan, crop, mask. After: register, match, composite, count, encode. Peak memory:',
    'resident memory of the page beyond what it held before, the picture made for the test included. Servers: drifting moves by',
    '(2, -3) px, zoomed enlarges by 3 %, smaller answers at 75 % of the asked size, heedless paints elsewhere too,',
    'reframing enlarges by 25 %, which is refused; all tint by 5. Times and memory of a test are no benchmark, as it shares',
    'the machine: the medians of 12 and 50 MP, each stage beside a canvas, come from `npm run bench` (edit, edit-12mp,',
    'edit-50mp). `tests/browser/blend/exactness.md` is a copy of `out/exactness-table.md` of one run.',
    '',
    line(heading),
    line(heading.map(() => '---')),
    ...rows.map((row) => line(cellsOf(row))),
    '',
  ].join('\n');
