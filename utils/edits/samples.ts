import type { Alignment } from './alignment';
import type { Plane } from './plane';

/**
 * The pixels of a reference that are compared, and what the moved picture holds at their places: the
 * first `count` entries of each list after `take`.
 */
export class Samples {
  readonly width: number;
  readonly height: number;
  count = 0;
  /** Px from the middle of the reference. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The reference's value, and the moved picture's with its slopes, bilinear. */
  readonly expected: Float32Array;
  readonly value: Float32Array;
  readonly slopeX: Float32Array;
  readonly slopeY: Float32Array;
  private readonly compared: Int32Array;

  /** @param valid 1 for the pixels that are compared */
  constructor(
    private readonly reference: Plane,
    private readonly moved: Plane,
    valid: Plane,
  ) {
    this.width = reference.width;
    this.height = reference.height;
    this.compared = Int32Array.from(indicesOf(valid));
    const { length } = this.compared;
    this.x = new Float32Array(length);
    this.y = new Float32Array(length);
    this.expected = new Float32Array(length);
    this.value = new Float32Array(length);
    this.slopeX = new Float32Array(length);
    this.slopeY = new Float32Array(length);
  }

  /** Looks the compared pixels up where they are by that alignment; those that left the picture are left out. */
  take({ dx, dy, scale }: Alignment): void {
    const { width, height, compared } = this;
    const { data } = this.moved;
    const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
    let count = 0;
    for (let i = 0; i < compared.length; i += 1) {
      const pixel = compared[i] ?? 0;
      const row = Math.floor(pixel / width);
      const x = pixel - row * width - midX;
      const y = row - midY;
      const atX = midX + scale * x + dx;
      const atY = midY + scale * y + dy;
      const left = Math.floor(atX);
      const top = Math.floor(atY);
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const at = top * width + left;
      const a = data[at] ?? 0;
      const b = data[at + 1] ?? 0;
      const c = data[at + width] ?? 0;
      const d = data[at + width + 1] ?? 0;
      const slopeX = (b - a) * (1 - (atY - top)) + (d - c) * (atY - top);
      this.x[count] = x;
      this.y[count] = y;
      this.expected[count] = this.reference.data[pixel] ?? 0;
      this.value[count] = a + (atX - left) * slopeX + (atY - top) * (c - a);
      this.slopeX[count] = slopeX;
      this.slopeY[count] = (c - a) * (1 - (atX - left)) + (d - b) * (atX - left);
      count += 1;
    }
    this.count = count;
  }
}

function* indicesOf({ data }: Plane): Generator<number> {
  for (let i = 0; i < data.length; i += 1) if (data[i] === 1) yield i;
}
