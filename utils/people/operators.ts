import { clamp, type Size } from '../base/geometry';

/*
 * The arithmetic of a network, on tensors of one picture: rows, columns, channels, the channels side by side. All write into `out`.
 * What each computes is as TensorFlow Lite's reference operators define it.
 */

/** Rows, columns and channels of a tensor. */
export interface Shape extends Size {
  readonly channels: number;
}

/** A window that goes over a picture. */
export interface Window extends Size {
  /** Pixels from one place to the next. */
  readonly stepX: number;
  readonly stepY: number;
  /** Pixels of nothing before the first column and row. */
  readonly left: number;
  readonly top: number;
}

/** How the channels of a pixel are mixed: for each channel of the result one weight for each channel read, and a bias. */
export interface Mix {
  /** In the order in which they are read, see `mixOf`. */
  readonly weights: Float64Array;
  readonly bias: Float32Array;
}

/**
 * Readies weights for `mixChannels`: those of four channels of the result lie side by side for each channel read, and have 64 bits, in
 * which sums are made: to widen them at each use takes half as long again.
 * @param weights for each channel of the result one for each channel read
 */
export function mixOf(weights: Float32Array, bias: Float32Array): Mix {
  const from = weights.length / bias.length;
  const whole = bias.length - (bias.length % 4);
  const ordered = Float64Array.from(weights);
  for (let channel = 0; channel < whole; channel += 1)
    for (let i = 0; i < from; i += 1)
      ordered[(channel - (channel % 4)) * from + 4 * i + (channel % 4)] =
        weights[channel * from + i] ?? 0;
  return { weights: ordered, bias };
}

/**
 * For each of `count` pixels the sums of its channels by weights, and a bias: a matrix product, where nearly all time goes. Eight sums
 * are made at once, of two pixels and four channels, as each number read then serves several times.
 */
export function mixChannels(
  input: Float32Array,
  { weights, bias }: Mix,
  out: Float32Array,
  [count, from, first]: readonly [pixels: number, channels: number, outOffset: number],
): void {
  const to = bias.length;
  const whole = to - (to % 4);
  for (let pixel = 0; pixel < count; pixel += 2) {
    const start = pixel * from;
    // The last pixel of an odd number is computed twice, which does no harm.
    const beside = pixel + 1 < count ? from : 0;
    const result = first + pixel * to;
    const resultBeside = pixel + 1 < count ? result + to : result;
    for (let channel = 0, at = 0; channel < whole; channel += 4) {
      let sum0 = bias[channel] ?? 0;
      let sum1 = bias[channel + 1] ?? 0;
      let sum2 = bias[channel + 2] ?? 0;
      let sum3 = bias[channel + 3] ?? 0;
      let other0 = sum0;
      let other1 = sum1;
      let other2 = sum2;
      let other3 = sum3;
      for (let i = start; i < start + from; i += 1, at += 4) {
        const value = input[i] ?? 0;
        const other = input[i + beside] ?? 0;
        const weight0 = weights[at] ?? 0;
        const weight1 = weights[at + 1] ?? 0;
        const weight2 = weights[at + 2] ?? 0;
        const weight3 = weights[at + 3] ?? 0;
        sum0 += value * weight0;
        sum1 += value * weight1;
        sum2 += value * weight2;
        sum3 += value * weight3;
        other0 += other * weight0;
        other1 += other * weight1;
        other2 += other * weight2;
        other3 += other * weight3;
      }
      out[result + channel] = sum0;
      out[result + channel + 1] = sum1;
      out[result + channel + 2] = sum2;
      out[result + channel + 3] = sum3;
      out[resultBeside + channel] = other0;
      out[resultBeside + channel + 1] = other1;
      out[resultBeside + channel + 2] = other2;
      out[resultBeside + channel + 3] = other3;
    }
  }
  for (let channel = whole; channel < to; channel += 1)
    for (let pixel = 0; pixel < count; pixel += 1) {
      let sum = bias[channel] ?? 0;
      for (let i = 0; i < from; i += 1)
        sum += (input[pixel * from + i] ?? 0) * (weights[channel * from + i] ?? 0);
      out[first + pixel * to + channel] = sum;
    }
}

/** A convolution: what the window sees of each place, row by row, is one long pixel to mix. */
export function convolve(
  input: Float32Array,
  shape: Shape,
  mix: Mix,
  window: Window,
  out: Float32Array,
  outShape: Shape,
): void {
  const { channels } = shape;
  const seen = window.width * window.height * channels;
  const row = new Float32Array(outShape.width * seen);
  for (let y = 0; y < outShape.height; y += 1) {
    row.fill(0);
    for (let v = 0; v < window.height; v += 1) {
      const fromY = y * window.stepY + v - window.top;
      if (fromY < 0 || fromY >= shape.height) continue;
      for (let x = 0; x < outShape.width; x += 1) {
        const fromX = x * window.stepX - window.left;
        const first = Math.max(0, fromX);
        const end = Math.min(shape.width, fromX + window.width);
        const from = (fromY * shape.width + first) * channels;
        const to = x * seen + (v * window.width + first - fromX) * channels;
        for (let i = 0; i < (end - first) * channels; i += 1) row[to + i] = input[from + i] ?? 0;
      }
    }
    mixChannels(row, mix, out, [outShape.width, seen, y * outShape.width * outShape.channels]);
  }
}

/** A convolution of each channel by itself. Four sums are made at once, each in a register until it is whole. */
export function convolveEach(
  input: Float32Array,
  { width, height, channels }: Shape,
  weights: Float32Array,
  bias: Float32Array,
  window: Window,
  out: Float32Array,
  outShape: Shape,
): void {
  const whole = channels - (channels % 4);
  for (let y = 0, to = 0; y < outShape.height; y += 1) {
    const top = y * window.stepY - window.top;
    const firstV = Math.max(0, -top);
    const endV = Math.min(window.height, height - top);
    for (let x = 0; x < outShape.width; x += 1, to += channels) {
      const left = x * window.stepX - window.left;
      const firstU = Math.max(0, -left);
      const endU = Math.min(window.width, width - left);
      for (let channel = 0; channel < whole; channel += 4) {
        let sum0 = bias[channel] ?? 0;
        let sum1 = bias[channel + 1] ?? 0;
        let sum2 = bias[channel + 2] ?? 0;
        let sum3 = bias[channel + 3] ?? 0;
        for (let v = firstV; v < endV; v += 1) {
          let from = ((top + v) * width + left + firstU) * channels + channel;
          let weight = (v * window.width + firstU) * channels + channel;
          for (let u = firstU; u < endU; u += 1, from += channels, weight += channels) {
            sum0 += (input[from] ?? 0) * (weights[weight] ?? 0);
            sum1 += (input[from + 1] ?? 0) * (weights[weight + 1] ?? 0);
            sum2 += (input[from + 2] ?? 0) * (weights[weight + 2] ?? 0);
            sum3 += (input[from + 3] ?? 0) * (weights[weight + 3] ?? 0);
          }
        }
        out[to + channel] = sum0;
        out[to + channel + 1] = sum1;
        out[to + channel + 2] = sum2;
        out[to + channel + 3] = sum3;
      }
      for (let channel = whole; channel < channels; channel += 1) {
        let sum = bias[channel] ?? 0;
        for (let v = firstV; v < endV; v += 1)
          for (let u = firstU; u < endU; u += 1) {
            const from = ((top + v) * width + left + u) * channels + channel;
            sum += (input[from] ?? 0) * (weights[(v * window.width + u) * channels + channel] ?? 0);
          }
        out[to + channel] = sum;
      }
    }
  }
}

/**
 * A transposed convolution whose steps are as long as its window is wide: each pixel becomes as many as the window has, each by weights
 * of its own.
 * @param weights for each channel of the result and pixel of the window one for each channel read
 */
export function spread(
  input: Float32Array,
  shape: Shape,
  weights: Float32Array,
  bias: Float32Array,
  window: Size,
  out: Float32Array,
  outShape: Shape,
): void {
  const { channels } = shape;
  for (let y = 0; y < outShape.height; y += 1)
    for (let x = 0; x < outShape.width; x += 1) {
      const fromX = Math.floor(x / window.width);
      const fromY = Math.floor(y / window.height);
      const from = (fromY * shape.width + fromX) * channels;
      const inWindow = (y % window.height) * window.width + (x % window.width);
      for (let channel = 0; channel < outShape.channels; channel += 1) {
        const weight = (channel * window.width * window.height + inWindow) * channels;
        let sum = bias[channel] ?? 0;
        for (let i = 0; i < channels; i += 1)
          sum += (input[from + i] ?? 0) * (weights[weight + i] ?? 0);
        out[(y * outShape.width + x) * outShape.channels + channel] = sum;
      }
    }
}

/** The mean of each channel in a window; what lies outside of the picture does not count. */
export function average(
  input: Float32Array,
  { width, height, channels }: Shape,
  window: Window,
  out: Float32Array,
  outShape: Shape,
): void {
  const sums = new Float64Array(channels);
  for (let y = 0; y < outShape.height; y += 1)
    for (let x = 0; x < outShape.width; x += 1) {
      const left = Math.max(0, x * window.stepX - window.left);
      const right = Math.min(width, x * window.stepX - window.left + window.width);
      const top = Math.max(0, y * window.stepY - window.top);
      const bottom = Math.min(height, y * window.stepY - window.top + window.height);
      sums.fill(0);
      for (let v = top; v < bottom; v += 1)
        for (let u = left, at = (v * width + left) * channels; u < right; u += 1)
          for (let channel = 0; channel < channels; channel += 1, at += 1)
            sums[channel] = (sums[channel] ?? 0) + (input[at] ?? 0);
      const count = (right - left) * (bottom - top);
      const to = (y * outShape.width + x) * channels;
      for (let channel = 0; channel < channels; channel += 1)
        out[to + channel] = (sums[channel] ?? 0) / count;
    }
}

/** Where places along one axis lie between the pixels of a picture. */
export interface Between {
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** How much of the second, 0…1. */
  readonly share: Float64Array;
}

/** @param places px of an axis of `length` pixels, whose middles are at whole numbers; beyond its ends the outermost pixel counts */
export function betweenAt(places: Float64Array, length: number): Between {
  const first = Int32Array.from(places, (at) => clamp(Math.floor(at), 0, length - 1));
  return {
    first,
    second: first.map((at) => Math.min(length - 1, at + 1)),
    share: places.map((at, i) => clamp(at - (first[i] ?? 0), 0, 1)),
  };
}

/**
 * The same for an axis of `from` pixels that is enlarged to `to`.
 * @param hasHalfCentres whether a pixel is where its middle is, else where its corner is
 */
export function between(from: number, to: number, hasHalfCentres: boolean): Between {
  const places = new Float64Array(to).map((_, i) =>
    hasHalfCentres ? ((i + 0.5) * from) / to - 0.5 : (i * from) / to,
  );
  return betweenAt(places, from);
}

/** Enlarges by straight lines between pixels. */
export function enlarge(
  input: Float32Array,
  { width, channels }: Shape,
  columns: Between,
  rows: Between,
  out: Float32Array,
): void {
  let to = 0;
  for (let y = 0; y < rows.share.length; y += 1) {
    const lower = rows.share[y] ?? 0;
    const [top, bottom] = [(rows.first[y] ?? 0) * width, (rows.second[y] ?? 0) * width];
    for (let x = 0; x < columns.share.length; x += 1) {
      const right = columns.share[x] ?? 0;
      const [first, second] = [columns.first[x] ?? 0, columns.second[x] ?? 0];
      const [a, b] = [(top + first) * channels, (top + second) * channels];
      const [c, d] = [(bottom + first) * channels, (bottom + second) * channels];
      for (let i = 0; i < channels; i += 1, to += 1) {
        const above = (input[a + i] ?? 0) * (1 - right) + (input[b + i] ?? 0) * right;
        const below = (input[c + i] ?? 0) * (1 - right) + (input[d + i] ?? 0) * right;
        out[to] = above * (1 - lower) + below * lower;
      }
    }
  }
}

/** The sum of each two numbers; where `other` is shorter it is repeated. */
export function add(input: Float32Array, other: Float32Array, out: Float32Array): void {
  for (let i = 0, j = 0; i < out.length; i += 1, j += 1) {
    if (j === other.length) j = 0;
    out[i] = (input[i] ?? 0) + (other[j] ?? 0);
  }
}

/** The product of each two numbers; where `other` is shorter it is repeated. */
export function multiply(input: Float32Array, other: Float32Array, out: Float32Array): void {
  for (let i = 0, j = 0; i < out.length; i += 1, j += 1) {
    if (j === other.length) j = 0;
    out[i] = (input[i] ?? 0) * (other[j] ?? 0);
  }
}

/** Nothing below 0. */
export function relu(input: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i += 1) {
    const value = input[i] ?? 0;
    out[i] = value > 0 ? value : 0;
  }
}

/** x · min(6, max(0, x + 3)) / 6 (MobileNetV3). */
export function hardSwish(input: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i += 1) {
    const value = input[i] ?? 0;
    out[i] = value <= -3 ? 0 : value >= 3 ? value : (value * (value + 3)) / 6;
  }
}

/** 1 / (1 + e^-x). */
export function logistic(input: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i += 1) out[i] = 1 / (1 + Math.exp(-(input[i] ?? 0)));
}
