/**
 * x of A x = b by Gaussian elimination with pivoting; overwrites both.
 * @param matrix row by row, as many rows as `vector` has values
 * @returns undefined if the matrix is singular
 */
export function solve(matrix: Float64Array, vector: Float64Array): number[] | undefined {
  const n = vector.length;
  const at = (row: number, column: number): number => matrix[row * n + column] ?? 0;
  for (let pivot = 0; pivot < n; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < n; row += 1)
      if (Math.abs(at(row, pivot)) > Math.abs(at(best, pivot))) best = row;
    if (Math.abs(at(best, pivot)) < 1e-12) return undefined;
    swapRows(matrix, vector, pivot, best);
    for (let row = pivot + 1; row < n; row += 1) {
      const factor = at(row, pivot) / at(pivot, pivot);
      for (let column = pivot; column < n; column += 1)
        matrix[row * n + column] = at(row, column) - factor * at(pivot, column);
      vector[row] = (vector[row] ?? 0) - factor * (vector[pivot] ?? 0);
    }
  }
  const result = new Array<number>(n).fill(0);
  for (let row = n - 1; row >= 0; row -= 1) {
    let sum = vector[row] ?? 0;
    for (let column = row + 1; column < n; column += 1)
      sum -= at(row, column) * (result[column] ?? 0);
    result[row] = sum / at(row, row);
  }
  return result;
}

function swapRows(matrix: Float64Array, vector: Float64Array, a: number, b: number): void {
  const n = vector.length;
  for (let column = 0; column < n; column += 1) {
    const kept = matrix[a * n + column] ?? 0;
    matrix[a * n + column] = matrix[b * n + column] ?? 0;
    matrix[b * n + column] = kept;
  }
  [vector[a], vector[b]] = [vector[b] ?? 0, vector[a] ?? 0];
}
