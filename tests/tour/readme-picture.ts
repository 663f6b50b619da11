import { resolve } from 'node:path';
import sharp from 'sharp';
import { paint, repaint, stagedImage } from './editing';
import type { Guide } from './job';
import { openScene, rightClick, visit } from './scene';
import { strangerGestures, strangerPrompt } from './strokes';

const file = resolve(import.meta.dirname, 'readme/repaint.png');

/** The window's size, CSS px, and how densely it is photographed: its texts stay sharp when made smaller. */
const size = { width: 1280, height: 800 };
const density = 2;

/** The picture's width, px, and the room around the window. */
const canvas = { width: 1280, margin: 32 };
const radius = 10;

/** What is seen of the page above the picture, CSS px. */
const roomAbove = 28;

/** Photographs the browser after a repaint and writes the README's picture. */
export async function drawReadmePicture({ services, cleanup, album }: Guide): Promise<void> {
  const scene = await openScene(services, cleanup, { size, density });
  album.show(scene);
  const page = await visit(scene, scene.gallery);
  const panel = await rightClick(scene, page.locator('#harbour img'));
  await stagedImage(panel, 'original');
  // Only now, for the panel has made the page narrower.
  await page.locator('#harbour').evaluate((figure, above) => {
    window.scrollTo(0, figure.getBoundingClientRect().top + window.scrollY - above);
  }, roomAbove);
  await paint(panel, strangerGestures);
  await repaint(panel, strangerPrompt, async () => {});
  await stagedImage(panel, 'edit');
  await panel.getByRole('button', { name: 'Compare' }).waitFor();
  await album.shoot(scene, 'readme'); // waits until the screen rests, which is behind the page
  const shot = `${scene.browser.profile}/readme.png`;
  await scene.display.screenshot(shot, scene.window);
  await composeWindow(shot);
  await scene.browser.close();
}

/** Lays the window with round corners and a shadow on a soft background. */
async function composeWindow(shot: string): Promise<void> {
  const { width, margin } = canvas;
  const inner = width - 2 * margin;
  const innerHeight = Math.round((inner * size.height) / size.width);
  const frame = { x: margin, y: margin, width: inner, height: innerHeight };
  const photo = await sharp(shot)
    .resize(inner, innerHeight, { kernel: 'lanczos3' })
    .composite([{ input: roundedMask(inner, innerHeight), blend: 'dest-in' }])
    .png()
    .toBuffer();
  await sharp(backdrop(width, innerHeight + 2 * margin, frame))
    .composite([{ input: photo, left: margin, top: margin }])
    .removeAlpha()
    .png({ palette: true, colours: 256, quality: 100, effort: 10, dither: 0.6 })
    .toFile(file);
}

const roundedMask = (width: number, height: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}"/></svg>`,
  );

function backdrop(
  width: number,
  height: number,
  frame: { x: number; y: number; width: number; height: number },
): Buffer {
  const box = `x="${frame.x}" width="${frame.width}" height="${frame.height}" rx="${radius}"`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="paper" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="#fbe3d8"/><stop offset="1" stop-color="#dfe6f3"/></linearGradient>
    <filter id="soft" x="-10%" y="-10%" width="120%" height="120%"><feGaussianBlur stdDeviation="14"/></filter></defs>
    <rect width="${width}" height="${height}" fill="url(#paper)"/>
    <rect ${box} y="${frame.y + 10}" fill="#1d2a44" fill-opacity="0.32" filter="url(#soft)"/></svg>`,
  );
}
