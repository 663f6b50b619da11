import type { ImageJob } from '../job';
import type { Size } from '../sizes';
import { addGrain } from './compose';
import { fitObject } from './fit';
import { drawObject, objectDrawings } from './objects/draw-object';
import { drawPattern } from './pattern';
import { type Picture, renderSvg } from './picture';
import { readPrompt, type Subject } from './prompt-words';
import { createRandom } from './random';
import { drawScene, mountains, sky } from './scenes';
import { svgDocument, vertical } from './svg';

/**
 * One answer to a generation: a landscape with what the prompt names.
 * @param index the variant, 0-based
 */
export async function paintGeneration(job: ImageJob, size: Size, index: number): Promise<Picture> {
  const subject = readPrompt(job.prompt, index);
  const transparent = job.background === 'transparent';
  const content = (transparent ? '' : backdrop(size, subject)) + foreground(size, subject);
  const drawn = await renderSvg(svgDocument(content, size), size);
  addGrain(drawn.rgb, size.width, { left: 0, top: 0, ...size }, createRandom(subject.seed));
  return transparent ? drawn : { ...drawn, alpha: undefined };
}

function backdrop(size: Size, subject: Subject): string {
  if (subject.kind === 'scene') return drawScene(subject.noun, size, subject.colour, subject.seed);
  if (subject.kind === 'pattern') return drawPattern(size, subject.colour, subject.seed);
  const random = createRandom(subject.seed);
  const night = subject.kind === 'object' && (subject.noun === 'moon' || subject.noun === 'star');
  const heaven = sky(size, random, night ? { h: 226, s: 48, l: 24 } : undefined);
  return (
    heaven +
    mountains(size, random, night ? { h: 230, s: 30, l: 18 } : undefined) +
    meadow(size, night)
  );
}

function meadow({ width, height }: Size, night: boolean): string {
  const top = height * 0.74;
  const grass = vertical(
    'grass',
    night
      ? [
          [0, '#26344a'],
          [1, '#101826'],
        ]
      : [
          [0, '#8fb05a'],
          [0.4, '#6d9648'],
          [1, '#3f6a33'],
        ],
  );
  const edge = `M0 ${top}C${width * 0.3} ${top - height * 0.05} ${width * 0.6} ${top + height * 0.03} ${width} ${top - height * 0.02}`;
  return `<defs>${grass}</defs><path d="${edge}V${height}H0Z" fill="url(#grass)"/>`;
}

function foreground(size: Size, subject: Subject): string {
  if (subject.kind !== 'object') return '';
  const { aspect, stands } = objectDrawings[subject.noun];
  const random = createRandom(subject.seed ^ 0x5bd1e995);
  const side = Math.min(size.width, size.height) * random.between(0.46, 0.58);
  const left = (size.width - side) * random.between(0.35, 0.65);
  const top = stands ? size.height * 0.92 - side : size.height * 0.1;
  const box = fitObject({ left, top, width: side, height: side }, aspect, stands);
  const content = drawObject(subject.noun, subject.colour, subject.seed);
  return `<svg x="${box.left}" y="${box.top}" width="${box.width}" height="${box.height}" viewBox="0 0 100 100" preserveAspectRatio="none">${content}</svg>`;
}
