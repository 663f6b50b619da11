import { AppError } from '../base/errors';
import { areaOf, type Rect, rectOf } from '../base/geometry';
import { outsideCounter } from '../blend/changed-pixels';
import { compositeInto } from '../blend/composite';
import { decodeRaster } from '../codecs/decode';
import { inspect } from '../codecs/inspect';
import { eachPngRow } from '../codecs/png-read';
import { encodePng } from '../codecs/png-write';
import { noCopyStepsOf } from '../drawing/no-copy';
import { type AreaStep, maskStepsOf, unpackDrawing } from '../drawing/steps';
import type { FillOptions } from '../fill/complete';
import { cutPart, type PartPlan } from '../fill/part';
import { type Fill, fillInSlices } from '../fill/run-fill';
import { cropRaster, type Raster } from '../pixels/raster';
import type { DeviceNews, MadeFile, RemovalRequest } from './device-request';
import { planNoCopy, planRemoval, type RemovalPlan } from './plan-removal';

/** What a removal works on. */
interface Removal extends RemovalPlan {
  readonly original: Raster;
  /** What must not be copied. */
  readonly noCopySteps: readonly AreaStep[];
  /** Image px. */
  readonly featherPx: number;
}

/** ms between two words of the progress: each is stored, and read by every panel. */
const tellEveryMs = 250;

/**
 * What was brushed over, filled from the rest of the picture: a file for each variant, on this thread, in slices. The share that is
 * filled is told at once, the progress now and then.
 * @throws as `MakeFiles` does
 */
export async function* removalFiles(
  signal: AbortSignal,
  request: RemovalRequest,
  tell: (news: DeviceNews) => void,
  fill: Fill = fillInSlices,
): AsyncGenerator<MadeFile, void> {
  const { variants } = request;
  const removal = await prepare(request);
  signal.throwIfAborted();
  const count = removal.hole.reduce((sum, isHole) => sum + isHole, 0);
  tell({ filledShare: count / areaOf(removal.original) });
  const tellProgress = seldom((progress) => tell({ progress }));
  for (const [index, options] of variants.entries()) {
    const onShare = (share: number) => tellProgress((index + share) / variants.length);
    const filled = await filledRegion(signal, removal, options, fill, onShare);
    signal.throwIfAborted();
    yield await fileOf(signal, removal, filled);
  }
}

async function prepare({ file, image, drawing, featherPx }: RemovalRequest): Promise<Removal> {
  const steps = unpackDrawing(drawing);
  const plan = planRemoval(maskStepsOf(steps), image, featherPx);
  const original = await decodeRaster(file);
  return { ...plan, original, noCopySteps: noCopyStepsOf(steps), featherPx };
}

/** The region of the image with its holes filled. */
async function filledRegion(
  signal: AbortSignal,
  { original, region, hole, parts, noCopySteps }: Removal,
  options: FillOptions,
  fill: Fill,
  onShare: (share: number) => void,
): Promise<Raster> {
  const filled = cropRaster(original, region);
  const work = parts.reduce((sum, { area }) => sum + areaOf(area), 0);
  let done = 0;
  for (const planned of parts) {
    const share = areaOf(planned.area) / work;
    const before = done;
    const { part, noCopy } = planNoCopy(noCopySteps, planned, original);
    const cut = cutPart(original, { region, data: hole }, part, noCopy);
    const made = await fill(signal, cut, options, (of) => onShare(before + share * of));
    if (!made) throw new AppError('nothing-to-copy');
    putBox(filled, region, made, part);
    done += share;
  }
  return filled;
}

/** What lies around its box is only what the part was filled from. */
function putBox(filled: Raster, region: Rect, made: Raster, { box, area }: PartPlan): void {
  const rows = cropRaster(made, { ...box, x: box.x - area.x, y: box.y - area.y });
  for (let y = 0; y < box.height; y += 1) {
    const at = 4 * ((box.y - region.y + y) * filled.width + box.x - region.x);
    filled.data.set(rows.data.subarray(4 * y * box.width, 4 * (y + 1) * box.width), at);
  }
}

/** The picture itself is not touched: what the file holds is compared with it. */
async function fileOf(signal: AbortSignal, removal: Removal, filled: Raster): Promise<MadeFile> {
  const { original, region, weights, coverage, featherPx } = removal;
  const pixels = cropRaster(original, region);
  compositeInto(pixels, rectOf(region), filled, weights);
  const file = await encodePng(original, { patch: { region, pixels }, signal });
  const counter = outsideCounter(original, region, coverage, featherPx);
  const saved = await eachPngRow(new Uint8Array(await file.arrayBuffer()), counter.row);
  signal.throwIfAborted();
  return { file, inspection: await inspect(file), changedOutside: counter.counted(saved) };
}

function seldom(tell: (progress: number) => void): (progress: number) => void {
  let told = 0;
  return (progress) => {
    const now = performance.now();
    if (now - told < tellEveryMs) return;
    told = now;
    tell(progress);
  };
}
