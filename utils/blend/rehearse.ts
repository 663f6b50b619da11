import type { Coverage, Raster } from '../pixels/raster';
import { blendAnswer } from './blend-answer';
import { changedAround } from './changed-pixels';

/** Px each way: as few as make the browser compile what blending is made of. */
const side = 320;
/** More than once: code is compiled well only after it has run for a while. */
const rounds = 2;

let isRehearsed = false;

/**
 * Blends a small picture that nobody sees, once in a worker's life. Code that runs for the first time is slow, and the first
 * answer to 12 MP would take twice as long; while a server thinks, nobody waits for this.
 */
export function rehearseBlending(): void {
  if (!isRehearsed) blendRehearsal();
  isRehearsed = true;
}

/** The rehearsal itself. @returns what came of it: that it went the usual way can be seen by it */
export function blendRehearsal(): ReturnType<typeof blendAnswer> {
  const crop = { x: 0, y: 0, width: side, height: side };
  const original = scene(0, 0);
  const answer = scene(0.4, 5);
  const plan = { crop, requestSize: crop, scale: { x: 1, y: 1 } };
  const how = { featherPx: 12, register: true, matchColour: true, seamless: true };
  for (let round = 1; round < rounds; round += 1) {
    blendAnswer(original, answer, plan, disc(), how);
    changedAround(original, crop, answer, disc());
  }
  return blendAnswer(original, answer, plan, disc(), how);
}

/** Waves of several lengths, so that a shift can be measured. */
function scene(shift: number, tint: number): Raster {
  const data = new Uint8ClampedArray(4 * side * side);
  for (let y = 0, i = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1, i += 4) {
      const [across, down] = [x + shift, y + shift];
      const wave = Math.sin(across / 23 + down / 41) + Math.sin(down / 17 - across / 61);
      const value = 120 + 40 * wave + 12 * Math.sin(across / 5) * Math.sin(down / 7) + tint;
      data.set([value, value + 20, 250 - value, 255], i);
    }
  return { bitDepth: 8, width: side, height: side, data };
}

/** A painted disc with a soft edge in the middle. */
function disc(): Coverage {
  const middle = (side - 1) / 2;
  const data = Uint8ClampedArray.from({ length: side * side }, (_, i) => {
    const away = Math.hypot((i % side) - middle, Math.floor(i / side) - middle);
    return 255 * (side / 5 - away);
  });
  return { width: side, height: side, data };
}
