import type { Run } from './edit-runner';
import type { CanvasTimes, EditTimes } from './edit-worker';
import type { Figure, Samples } from './figures';

/** What was run for one section. */
export interface Runs {
  readonly edits: Run<EditTimes>[];
  /** With parts of stages once more; only those are of use. */
  readonly parts: Run<EditTimes>[];
  readonly canvases: Run<CanvasTimes>[];
  /** The same mask on another picture. */
  readonly sameMask: Run<EditTimes>[];
}

/** The rows of an edit's section, stage by stage. */
export function editFigures({ edits, parts, canvases, sameMask }: Runs): Figure[] {
  const ms = (title: string, read: (times: EditTimes) => number, from = edits): Figure => ({
    title,
    unit: 'ms',
    values: from.map(({ times }) => read(times)),
  });
  const onCanvas = (read: (times: CanvasTimes) => number): Samples[] => [
    { label: 'canvas', values: canvases.map(({ times }) => read(times)) },
  ];
  /** A stage whose work is the mask's box, whatever the picture around it. */
  const ofMask = (title: string, read: (times: EditTimes) => number): Figure => ({
    ...ms(title, read),
    ...(sameMask.length > 0
      ? {
          beside: [{ label: 'same mask, 12 MP', values: sameMask.map(({ times }) => read(times)) }],
        }
      : {}),
  });
  return [
    { ...ms('All of it', allOf), beside: onCanvas(({ decode, encode }) => decode + encode) },
    { ...ms('Decode', ({ decode }) => decode), beside: onCanvas(({ decode }) => decode) },
    ofMask('Crop and mask as PNG', ({ prepare }) => prepare),
    ms('… of that the crop', ({ cropOnly }) => cropOnly, parts),
    ofMask('Decode the answer', ({ decodeAnswer }) => decodeAnswer),
    ofMask('Register, match colour, composite, compare', ({ blend }) => blend),
    ms('… the same once it is warm, as for a second variant', ({ blendWarm }) => blendWarm, parts),
    ms('… of that composite and count changed pixels', ({ compositeOnly }) => compositeOnly, parts),
    { ...ms('Encode', ({ encode }) => encode), beside: onCanvas(({ encode }) => encode) },
    ...sizeFigures(edits, canvases),
  ];
}

const allOf = ({ decode, prepare, decodeAnswer, blend, encode }: EditTimes): number =>
  decode + prepare + decodeAnswer + blend + encode;

/** The file, and what memory it took to make it. */
function sizeFigures(edits: Runs['edits'], canvases: Runs['canvases']): Figure[] {
  const sizeOf = (runs: readonly Run<{ readonly size: number }>[]) =>
    runs.slice(0, 1).map(({ times }) => times.size / 1e6);
  const peaksOf = (runs: readonly Run<unknown>[]) => runs.flatMap(({ peak }) => peak ?? []);
  const file: Figure = {
    ...{ title: 'The PNG', unit: 'MB', values: sizeOf(edits) },
    beside: [{ label: 'canvas', values: sizeOf(canvases) }],
  };
  const memory: Figure = {
    ...{ title: 'Peak memory', unit: 'MB', values: peaksOf(edits) },
    beside: [{ label: 'canvas', values: peaksOf(canvases) }],
  };
  return memory.values.length > 0 ? [file, memory] : [file];
}
