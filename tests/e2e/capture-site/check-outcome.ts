import sharp from 'sharp';
import { expect } from 'vitest';
import type { CaptureOutcome } from '../capture-steps';
import { noise } from './pictures';
import type { Expected } from './site-case';

async function isThePicture(outcome: CaptureOutcome, partOf: Expected['partOf']): Promise<boolean> {
  const { base64 = '', width = 1, height = 1 } = outcome;
  const { x: left, y: top, ...size } = partOf ?? { x: 0, y: 0, width, height };
  const picture = sharp(await noise(size.width, size.height));
  const wanted = await picture.extract({ left, top, width, height }).raw().toBuffer();
  const stored = sharp(Buffer.from(base64, 'base64')).removeAlpha();
  return wanted.equals(await stored.raw().toBuffer());
}

/** Fails where a case has not ended as stated. */
export async function checkOutcome(expected: Expected, outcome: CaptureOutcome): Promise<void> {
  const { state, code, source, width, height } = outcome;
  const { exact, partOf, code: expectedCode, ...wanted } = expected;
  if (wanted.source === 'failed') {
    expect(state).toBe('failed');
    expect([expectedCode].flat()).toContain(code);
  } else expect({ state, code, source, width, height }).toMatchObject({ state: 'done', ...wanted });
  if (exact || partOf) expect(await isThePicture(outcome, partOf)).toBe(true);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where to point at an element, in CSS px: well inside of what the window shows of it, near its start. */
export function pointIn(
  { x, y, width, height }: Box,
  window: { readonly width: number; readonly height: number },
): { x: number; y: number } {
  const inside = (start: number, length: number, limit: number) => {
    const from = Math.max(0, start);
    return from + Math.min(100, (Math.min(limit, start + length) - from) / 2);
  };
  return { x: inside(x, width, window.width), y: inside(y, height, window.height) };
}
