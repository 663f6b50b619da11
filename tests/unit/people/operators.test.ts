import { describe, expect, it } from 'vitest';
import {
  add,
  average,
  between,
  convolve,
  convolveEach,
  enlarge,
  hardSwish,
  logistic,
  mixChannels,
  mixOf,
  multiply,
  relu,
  spread,
} from '../../../utils/people/operators';
import { half } from '../../../utils/people/read-model';

const of = (...values: number[]) => Float32Array.from(values);

/** A window that is put on each pixel, with as much of nothing around as it needs. */
const centred = (size: number) => ({
  width: size,
  height: size,
  stepX: 1,
  stepY: 1,
  left: size >> 1,
  top: size >> 1,
});

describe('the arithmetic of a network', () => {
  it('mixes the channels of each pixel, for numbers of channels that four does not divide, too', () => {
    const out = new Float32Array(10);
    const weights = of(1, 0, 0, 1, 1, 1, 2, -1, 0.5, 0.5);
    mixChannels(of(1, 2, 3, 4), mixOf(weights, of(0, 0, 10, 0, 0)), out, [2, 2, 0]);
    expect([...out]).toEqual([1, 2, 13, 0, 1.5, 3, 4, 17, 2, 3.5]);
  });

  it('mixes an odd number of pixels, and writes beside none of them', () => {
    const out = new Float32Array(16).fill(-1);
    const twice = of(2, 3, 4, 5);
    mixChannels(of(1, 10, 100), mixOf(twice, of(0, 0, 0, 0)), out, [3, 1, 0]);
    expect([...out]).toEqual([2, 3, 4, 5, 20, 30, 40, 50, 200, 300, 400, 500, -1, -1, -1, -1]);
  });

  it('sums what a window sees, with nothing beyond the edges', () => {
    const shape = { width: 3, height: 2, channels: 1 };
    const out = new Float32Array(6);
    const ones = new Float32Array(9).fill(1);
    convolve(of(1, 2, 3, 4, 5, 6), shape, mixOf(ones, of(0)), centred(3), out, shape);
    expect([...out]).toEqual([12, 21, 16, 12, 21, 16]);
  });

  it('keeps the columns, rows and channels of a window apart', () => {
    const shape = { width: 2, height: 2, channels: 2 };
    const weights = of(0, 0, 0, 1, 0, 0, 0, 0); // the second channel of the pixel to the right
    const window = { width: 2, height: 2, stepX: 1, stepY: 1, left: 0, top: 0 };
    const out = new Float32Array(4);
    convolve(of(1, 2, 3, 4, 5, 6, 7, 8), shape, mixOf(weights, of(0)), window, out, {
      ...shape,
      channels: 1,
    });
    expect([...out]).toEqual([4, 0, 8, 0]);
  });

  it('goes by steps', () => {
    const shape = { width: 4, height: 1, channels: 1 };
    const window = { width: 1, height: 1, stepX: 2, stepY: 2, left: 0, top: 0 };
    const [out, each] = [new Float32Array(2), new Float32Array(2)];
    const outShape = { width: 2, height: 1, channels: 1 };
    convolve(of(1, 2, 3, 4), shape, mixOf(of(10), of(1)), window, out, outShape);
    convolveEach(of(1, 2, 3, 4), shape, of(10), of(1), window, each, outShape);
    expect([...out]).toEqual([11, 31]);
    expect([...each]).toEqual([11, 31]);
  });

  it('sums each channel by itself', () => {
    const shape = { width: 2, height: 1, channels: 2 };
    const out = new Float32Array(4);
    const weights = new Float32Array(18).map((_, i) => (i % 2 === 0 ? 1 : 100));
    convolveEach(of(1, 2, 3, 4), shape, weights, of(0, 0.5), centred(3), out, shape);
    expect([...out]).toEqual([4, 600.5, 4, 600.5]);
  });

  it.each([
    ['3 × 3', 3, 6, 1],
    ['5 × 5, every second place', 5, 9, 2],
  ])('sums each channel as the plain definition does: %s', (_, size, channels, step) => {
    const shape = { width: 7, height: 5, channels };
    const outShape = { width: Math.ceil(7 / step), height: Math.ceil(5 / step), channels };
    const window = { ...centred(size), stepX: step, stepY: step };
    const input = new Float32Array(7 * 5 * channels).map((_value, i) => Math.sin(i));
    const weights = new Float32Array(size * size * channels).map((_value, i) => Math.cos(3 * i));
    const bias = new Float32Array(channels).map((_value, i) => i);
    const out = new Float32Array(outShape.width * outShape.height * channels);
    convolveEach(input, shape, weights, bias, window, out, outShape);
    for (const [i, value] of out.entries()) {
      const channel = i % channels;
      const x = Math.floor(i / channels) % outShape.width;
      const y = Math.floor(i / channels / outShape.width);
      let sum = bias[channel] ?? 0;
      for (let place = 0; place < size * size; place += 1) {
        const fromX = x * step + (place % size) - window.left;
        const fromY = y * step + Math.floor(place / size) - window.top;
        const isInside = fromX >= 0 && fromY >= 0 && fromX < 7 && fromY < 5;
        const seen = isInside ? (input[(fromY * 7 + fromX) * channels + channel] ?? 0) : 0;
        sum += seen * (weights[place * channels + channel] ?? 0);
      }
      expect(value).toBeCloseTo(sum, 5);
    }
  });

  it('makes four pixels of each by weights of their own', () => {
    const out = new Float32Array(8);
    const shape = { width: 2, height: 1, channels: 1 };
    const outShape = { width: 4, height: 2, channels: 1 };
    spread(of(1, 10), shape, of(1, 2, 3, 4), of(0.5), { width: 2, height: 2 }, out, outShape);
    expect([...out]).toEqual([1.5, 2.5, 10.5, 20.5, 3.5, 4.5, 30.5, 40.5]);
  });

  it('takes means, of what lies in the picture only', () => {
    const shape = { width: 3, height: 1, channels: 1 };
    const out = new Float32Array(3);
    average(of(3, 6, 12), shape, { ...centred(3), height: 1, top: 0 }, out, shape);
    expect([...out]).toEqual([4.5, 7, 9]);
  });

  it('enlarges by straight lines, from the middles or from the corners of pixels', () => {
    const out = new Float32Array(4);
    const shape = { width: 2, height: 1, channels: 1 };
    const row = between(1, 1, true);
    enlarge(of(0, 8), shape, between(2, 4, true), row, out);
    expect([...out]).toEqual([0, 2, 6, 8]);
    enlarge(of(0, 8), shape, between(2, 4, false), row, out);
    expect([...out]).toEqual([0, 4, 8, 8]);
  });

  it('adds and multiplies, a number for each channel repeated', () => {
    const out = new Float32Array(4);
    add(of(1, 2, 3, 4), of(10, 20), out);
    expect([...out]).toEqual([11, 22, 13, 24]);
    multiply(of(1, 2, 3, 4), of(10, 20), out);
    expect([...out]).toEqual([10, 40, 30, 80]);
  });

  it('bends numbers', () => {
    const out = new Float32Array(5);
    relu(of(-2, 0, 2, 7, -0.5), out);
    expect([...out]).toEqual([0, 0, 2, 7, 0]);
    hardSwish(of(-4, -3, 0, 1.5, 4), out);
    expect([...out]).toEqual([0, 0, 0, 1.125, 4]);
    logistic(of(0, 1000, -1000, Math.log(3), -Math.log(3)), out);
    expect([...out]).toEqual([0.5, 1, 0, 0.75, 0.25]);
  });

  it('reads numbers of 16 bits', () => {
    const read = (bits: number) => {
      const view = new DataView(new ArrayBuffer(2));
      view.setUint16(0, bits, true);
      return half(view, 0);
    };
    expect([0x3c00, 0xc000, 0x3555, 0x0001, 0x7bff].map(read)).toEqual([
      1,
      -2,
      0.333251953125,
      2 ** -24,
      65504,
    ]);
    expect(read(0x7c00)).toBe(Number.POSITIVE_INFINITY);
    expect(read(0x7e00)).toBeNaN();
  });
});
