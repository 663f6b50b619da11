import { openEditorBrowser } from './editor-browser';
import type { BenchContext, Benchmark, Figure } from './figures';
import type { ExportTimes } from './mask-export';
import { rounds } from './rounds';

const undoAmong = 200;
const undos = Math.max(2, rounds(30)); // every second one is done again
const exports = rounds(7);
/** 50 megapixels. */
const image = { width: 8192, height: 6144 } as const;

/** Undo in a long history, and the mask of a very large picture as a file. */
export const maskSpeed: Benchmark = {
  name: 'mask',
  title: 'Undo, and the mask as PNG',
  method:
    `Undo and redo of strokes of ${undoAmong} (150 points each, 4096 × 3072 px) until shown, beside frames without a
change. The mask of 40 such strokes as PNG of 8192 × 6144 px, by the editor's worker; beside it the strokes on a canvas of that
size and its \`toBlob\`. The stall is the longest wait of a message that the page's thread sends itself meanwhile.`.replaceAll(
      '\n',
      ' ',
    ),
  run: measure,
};

async function measure({ progress }: BenchContext): Promise<readonly Figure[]> {
  const browser = await openEditorBrowser();
  try {
    progress('undo');
    const { undo, redo, idle } = await browser.onPage((page) =>
      page.evaluate(([count, times]) => window.editorBench.timeUndo(count, times), [
        undoAmong,
        undos,
      ] as const),
    );
    const ours: ExportTimes[] = [];
    const canvas: ExportTimes[] = [];
    const busy: ExportTimes[] = [];
    for (let run = 1; run <= exports; run++) {
      progress(`export ${run} of ${exports}`);
      ours.push(await browser.onPage((page) => page.evaluate(exportOurs, image)));
      canvas.push(await browser.onPage((page) => page.evaluate(exportCanvas, image)));
      busy.push(await browser.onPage((page) => page.evaluate(keepBusy)));
    }
    const beside = (key: 'total' | 'size', share = 1) => ({
      values: ours.map((each) => each[key] * share),
      beside: [{ label: 'canvas.toBlob', values: canvas.map((each) => each[key] * share) }],
    });
    const frames = [{ label: 'frames without a change', values: idle }];
    return [
      { title: `Undo of one of ${undoAmong} strokes`, unit: 'ms', values: undo, beside: frames },
      { title: 'Redo', unit: 'ms', values: redo, beside: frames },
      { title: 'Mask of 50 MP: raster and PNG', unit: 'ms', ...beside('total') },
      {
        title: 'Longest stall of the page meanwhile',
        unit: 'ms',
        values: ours.map(({ stall }) => stall),
        beside: [
          { label: 'canvas.toBlob', values: canvas.map(({ stall }) => stall) },
          {
            label: 'a worker that only looks at the clock',
            values: busy.map(({ stall }) => stall),
          },
        ],
      },
      { title: 'The PNG', unit: 'kB', ...beside('size', 1e-3) },
    ];
  } finally {
    await browser.close();
  }
}

/* What follows is evaluated in the page. */

const exportOurs = (size: typeof image) => window.editorBench.exportByWorker(size);

const exportCanvas = (size: typeof image) => window.editorBench.exportByCanvas(size);

const keepBusy = () => window.editorBench.keepWorkerBusy();
