import sharp from 'sharp';

const gap = 6;
const labelHeight = 26;

/** Pictures of one size in a row, each under its title, as a PNG; clear parts on grey. */
export async function rowOf(
  titles: readonly string[],
  pictures: readonly Buffer[],
): Promise<Buffer> {
  const { width = 1, height = 1 } = await sharp(pictures[0]).metadata();
  const all = pictures.length * (width + gap) - gap;
  const label = (title: string, i: number) =>
    `<text x="${i * (width + gap) + 6}" y="18" font-family="sans-serif" font-size="15">${title}</text>`;
  const labels = `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="${labelHeight}">${titles.map(label).join('')}</svg>`;
  const parts = pictures.map((input, i) => ({ input, left: i * (width + gap), top: labelHeight }));
  const size = { width: all, height: height + labelHeight, channels: 3 } as const;
  return sharp({ create: { ...size, background: '#ccc' } })
    .composite([...parts, { input: Buffer.from(labels), left: 0, top: 0 }])
    .png()
    .toBuffer();
}
