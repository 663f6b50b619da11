/** The picture's point p, from the centre, appears at scale * p + (dx, dy). Px of the plane. */
export interface Alignment {
  readonly dx: number;
  readonly dy: number;
  readonly scale: number;
}
