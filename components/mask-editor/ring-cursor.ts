/** CSS px; browsers ignore larger cursors. */
const largestCursor = 128;
/** CSS px beyond the circle that its outer line takes. */
const margin = 1;

/**
 * A CSS cursor that looks like the brush's circle. Where browsers do not show it (too large, or partly
 * outside the window) they show the crosshair.
 * @param size diameter, CSS px
 * @param hardness 0…100 %; a second circle shows where a soft brush covers by half
 */
export function ringCursor(size: number, hardness: number): string {
  const side = Math.ceil(size) + 2 * margin;
  if (side > largestCursor) return 'crosshair';
  const circle = (radius: number, stroke: string, dashes = '') =>
    `<circle cx="${side / 2}" cy="${side / 2}" r="${Math.max(0.5, radius)}" fill="none" ${stroke} ${dashes}/>`;
  const white = 'stroke="#fff" stroke-width="1.5"';
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">`,
    circle(size / 2 - 0.75, 'stroke="#140a08" stroke-opacity=".8" stroke-width="3.5"'),
    circle(size / 2 - 0.75, white),
    hardness < 100 ? circle((size * (100 + hardness)) / 400, white, 'stroke-dasharray="3"') : '',
    '</svg>',
  ].join('');
  const middle = Math.floor(side / 2);
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}") ${middle} ${middle}, crosshair`;
}
