/**
 * Undoes a scanline's filter in place (PNG specification, section 9.2).
 * @param row the filtered bytes
 * @param above the unfiltered row above; all zero for the first one
 * @param step bytes of a whole pixel, at least 1
 * @throws RangeError for a filter that does not exist
 */
export function unfilterRow(
  filter: number,
  row: Uint8Array,
  above: Uint8Array,
  step: number,
): void {
  if (filter === 0) return;
  if (filter === 1) undoSub(row, step);
  else if (filter === 2) undoUp(row, above);
  else if (filter === 3) undoAverage(row, above, step);
  else if (filter === 4) undoPaeth(row, above, step);
  else throw new RangeError(`PNG filter ${filter} does not exist`);
}

function undoSub(row: Uint8Array, step: number): void {
  for (let i = step; i < row.length; i += 1) row[i] = (row[i] ?? 0) + (row[i - step] ?? 0);
}

function undoUp(row: Uint8Array, above: Uint8Array): void {
  for (let i = 0; i < row.length; i += 1) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
}

function undoAverage(row: Uint8Array, above: Uint8Array, step: number): void {
  const first = Math.min(step, row.length);
  for (let i = 0; i < first; i += 1) row[i] = (row[i] ?? 0) + ((above[i] ?? 0) >> 1);
  for (let i = first; i < row.length; i += 1)
    row[i] = (row[i] ?? 0) + (((row[i - step] ?? 0) + (above[i] ?? 0)) >> 1);
}

function undoPaeth(row: Uint8Array, above: Uint8Array, step: number): void {
  const first = Math.min(step, row.length);
  for (let i = 0; i < first; i += 1) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
  for (let i = first; i < row.length; i += 1) {
    const left = row[i - step] ?? 0;
    const up = above[i] ?? 0;
    const corner = above[i - step] ?? 0;
    const toLeft = Math.abs(up - corner);
    const toUp = Math.abs(left - corner);
    const toCorner = Math.abs(left + up - 2 * corner);
    const nearest = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    row[i] = (row[i] ?? 0) + nearest;
  }
}
