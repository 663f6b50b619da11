import type { Behaviour, Registration } from '../behaviour';
import type { ImageJob } from '../job';
import { type PersonalityTraits, traitsOf } from '../personalities';
import type { Size } from '../sizes';
import { addGrain, blendRegion, layOver } from './compose';
import { continueSurroundings } from './continue-surroundings';
import { fitObject } from './fit';
import { paintFlatShape } from './flat-shape';
import { inpaint } from './inpaint';
import { drawObject, objectDrawings } from './objects/draw-object';
import { drawPattern } from './pattern';
import { blurPlane, decodePicture, type Picture, renderSvg } from './picture';
import { readPrompt, type Subject } from './prompt-words';
import { createRandom } from './random';
import { redraw } from './redraw';
import { marksRegion, maskRegion, middleRegion, type Region } from './region';
import { drawScene } from './scenes';
import { svgDocument } from './svg';

/**
 * One answer to an edit: the whole source redrawn, and what the prompt says painted into the mask, or
 * where the marks are, which themselves are not in the answer.
 * @param index the variant, 0-based
 */
export async function paintEdit(
  job: ImageJob,
  size: Size,
  behaviour: Behaviour,
  index: number,
): Promise<Picture> {
  const [source] = job.images;
  if (!source)
    throw new Error('An edit needs a source picture; validation lets none pass without.');
  const subject = readPrompt(job.prompt, index);
  const decoded = await decodePicture(source.data, size, job.background === 'transparent');
  const region = await regionFor(job, size, behaviour, traitsOf(behaviour));
  // Before all is redrawn, so that the shape is moved and tinted with the rest, as a model would.
  if (region && behaviour.flatShape) paintFlatShape(decoded, region, behaviour.flatShape);
  const picture = await redraw(decoded, registrationFor(behaviour, region), subject.seed);
  if (region && !behaviour.flatShape) await paintRegion(picture, region, subject);
  return picture;
}

/** A model that is to repaint much of what it sees has no room to recompose it. */
function registrationFor({ registration }: Behaviour, region: Region | undefined): Registration {
  if (registration !== 'recomposed' || !region) return registration;
  const masked = region.plane.reduce((count, value) => count + (value >= 128 ? 1 : 0), 0);
  return masked < 0.07 * region.width * region.height ? 'recomposed' : 'drifting';
}

async function regionFor(
  job: ImageJob,
  size: Size,
  behaviour: Behaviour,
  traits: PersonalityTraits,
): Promise<Region | undefined> {
  const marked = job.markup && (await marksRegion(job.markup, size));
  if (marked) return marked;
  if (!job.mask || behaviour.ignoresMask) return middleRegion(size);
  return maskRegion(job.mask, traits.mask, size);
}

async function paintRegion(picture: Picture, region: Region, subject: Subject): Promise<void> {
  const { width, box } = region;
  const continued = subject.kind === 'fill' && (await continueSurroundings(picture, region));
  const paint = continued || (await inpaint(picture, region));
  await drawSubject(paint, region, subject);
  if (!continued) addGrain(paint, width, box, createRandom(subject.seed));
  const softness = Math.max(1, Math.min(5, Math.min(box.width, box.height) / 30));
  blendRegion(picture, paint, await blurPlane(region.plane, region, softness));
}

async function drawSubject(paint: Buffer, { width, box }: Region, subject: Subject): Promise<void> {
  if (subject.kind === 'fill') return;
  if (subject.kind === 'object') {
    const { aspect, stands } = objectDrawings[subject.noun];
    const place = fitObject(box, aspect, stands);
    const content = drawObject(subject.noun, subject.colour, subject.seed);
    layOver(
      paint,
      width,
      await renderSvg(svgDocument(content, place, '0 0 100 100'), place),
      place,
    );
    return;
  }
  const content =
    subject.kind === 'scene'
      ? drawScene(subject.noun, box, subject.colour, subject.seed)
      : drawPattern(box, subject.colour, subject.seed);
  layOver(paint, width, await renderSvg(svgDocument(content, box), box), box);
}
