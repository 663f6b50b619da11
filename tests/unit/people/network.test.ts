import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createNetwork } from '../../../utils/people/network';
import { readModel } from '../../../utils/people/read-model';
import { figure, side } from '../../fixtures/people/figure';

const weights = (): ArrayBuffer => bufferOf('public/people/selfie_segmentation.tflite');

function bufferOf(path: string): ArrayBuffer {
  const file = readFileSync(path);
  return file.buffer.slice(file.byteOffset, file.byteOffset + file.length) as ArrayBuffer;
}

/** The largest difference to what TensorFlow Lite computed, see `tests/fixtures/people/README.md`. */
function differenceTo(answer: Float32Array): number {
  const truth = new Float32Array(bufferOf('tests/fixtures/people/answer-of-tflite.f32'));
  let most = 0;
  for (const [i, value] of truth.entries()) {
    const at = (4 * Math.floor(i / 64) + 1) * side + 4 * (i % 64) + 2;
    most = Math.max(most, Math.abs(value - (answer[at] ?? Number.NaN)));
  }
  return most;
}

describe('the weights that are shipped', () => {
  it('are those of the package, to the byte, with their licence', () => {
    const file = new Uint8Array(weights());
    const hash = createHash('sha256').update(file).digest('hex');
    expect(file.length).toBe(249_024);
    expect(hash).toBe('8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27');
    const notice = readFileSync('public/people/NOTICE.txt', 'utf8');
    expect(notice).toContain(hash);
    expect(readFileSync('public/people/LICENSE.txt', 'utf8')).toContain('Apache License');
  });
});

describe('the network', () => {
  const network = createNetwork(weights());

  it('looks at 256 × 256 pixels and says of each how far it is a person', () => {
    expect(network.inputShape).toEqual({ width: side, height: side, channels: 3 });
    expect(network.outputShape).toEqual({ width: side, height: side, channels: 1 });
  });

  it('answers as TensorFlow Lite does', () => {
    const answer = network.run(figure());
    expect(differenceTo(answer)).toBeLessThan(2e-4);
    expect(Math.max(...answer)).toBeGreaterThan(0.99); // an answer without a doubt and without a yes would say little
    expect(Math.min(...answer)).toBeLessThan(0.01);
  });

  it('would be told from one that is off by a pixel, or by a channel', () => {
    const answer = network.run(figure()).slice();
    expect(differenceTo(answer.subarray(1))).toBeGreaterThan(0.05);
    const swapped = figure().map((_, i, all) => all[i - (i % 3) + 2 - (i % 3)] ?? 0);
    expect(differenceTo(network.run(swapped))).toBeGreaterThan(0.05);
  });

  it('answers the same again, whatever it looked at between', () => {
    const first = network.run(figure()).slice();
    network.run(new Float32Array(side * side * 3));
    expect(network.run(figure())).toEqual(first);
  });
});

describe('a file that is no such network', () => {
  it('is refused where it is something else', () => {
    expect(() => readModel(new ArrayBuffer(64))).toThrow('is no "TFL3"');
  });

  it('is refused where it is cut off', () => {
    for (const length of [16, 1000, 200_000])
      expect(() => createNetwork(weights().slice(0, length))).toThrow();
  });

  it('is refused where it asks for what can not be run', () => {
    const file = weights();
    const text = new TextDecoder('latin1').decode(file);
    const at = text.indexOf('Convolution2DTransposeBias');
    new Uint8Array(file)[at] = 'K'.charCodeAt(0);
    expect(() => createNetwork(file)).toThrow("Konvolution2DTransposeBias can't be run");
  });
});
