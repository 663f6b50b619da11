import sharp from 'sharp';
import { addColor, type Color, mixColor, scaleColor } from '../../color';
import { addGrain, develop } from '../../develop';
import { hash2, smoothstep } from '../../noise';
import { paint, type Raster, sample } from '../../raster';
import { blur, resize } from '../../resample';
import { type Hit, trace } from '../../trace/scene';
import { cross, normalize, type Vec, vec } from '../../trace/vec';
import { backdropBodies, everything, subject } from './bodies';
import { shade } from './shade';

/** Size of the upright picture, image px. */
export const mugSize = { width: 1200, height: 1600 } as const;

const eye = vec(0.25, 4.3, -9.2);
const forward = normalize(vec(-0.02, -0.262, 0.965));
const rightward = normalize(cross(vec(0, 1, 0), forward));
const upward = cross(forward, rightward);
/** Half the picture's height, one step in front of the eye: a short telephoto lens. */
const zoom = 0.262;
/** Where the rays go through a pixel, image px from its middle: a turned square. */
const corners = [
  [-0.12, -0.37],
  [0.37, -0.12],
  [0.12, 0.37],
  [-0.37, 0.12],
] as const;

/**
 * A glazed cup of coffee on an oak table before a sour green, cluttered wall, as an upright JPEG with EXIF that
 * says "turn me": the stored pixels lie on their side (orientation 6), and a GPS position gives the place away.
 */
export async function renderMug(): Promise<Buffer> {
  const raster = renderSharp(mugSize.width / 2, mugSize.height / 2, renderBackdrop());
  const photo = await resize(develop(raster, 0.95, 0.6), mugSize.width, mugSize.height);
  const { data, width, height } = addGrain(photo, 2.2, 3);
  return sharp(data, { raw: { width, height, channels: 3 } })
    .rotate(270)
    .withExif({
      IFD0: { Make: 'Repaint', Model: 'Gallery' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '54/1 19/1 3000/100',
        GPSLongitudeRef: 'E',
        GPSLongitude: '10/1 8/1 1200/100',
      },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** The scene without the cup, small, out of focus. */
function renderBackdrop(): Raster {
  const width = 240;
  const height = 320;
  const raster = paint(width, height, (x, y) => {
    const direction = rayThrough(x / width, y / height, width / height);
    const hit = trace(backdropBodies, eye, direction);
    return hit ? shade(hit, direction, everything, seedAt(x, y)) : { r: 0, g: 0, b: 0 };
  });
  return blur(raster, 3);
}

function renderSharp(width: number, height: number, backdrop: Raster): Raster {
  const colorOf = (hit: Hit | undefined, direction: Vec, x: number, y: number): Color => {
    const behind = sample(backdrop, x / width, y / height);
    if (!hit) return behind;
    const focus = smoothstep(0.9, 3.4, hit.point.z);
    return focus >= 1
      ? behind
      : mixColor(shade(hit, direction, subject, seedAt(x, y)), behind, focus);
  };
  const rayAt = (x: number, y: number) => rayThrough(x / width, y / height, width / height);
  const look = (x: number, y: number, ray: Vec) => colorOf(trace(subject, eye, ray), ray, x, y);
  return paint(width, height, (x, y) => {
    const ray = rayAt(x - 0.35, y - 0.35);
    const hit = trace(subject, eye, ray);
    const opposite = trace(subject, eye, rayAt(x + 0.35, y + 0.35));
    if (hit?.body === opposite?.body) return colorOf(hit, ray, x, y);
    // On an outline: four rays through the pixel soften it.
    const looks = corners.map(([dx, dy]) => look(x, y, rayAt(x + dx, y + dy)));
    return scaleColor(looks.reduce(addColor), 1 / looks.length);
  });
}

function rayThrough(u: number, v: number, aspect: number): Vec {
  const right = (u - 0.5) * 2 * zoom * aspect;
  const up = (0.5 - v) * 2 * zoom;
  return normalize(
    vec(
      forward.x + rightward.x * right + upward.x * up,
      forward.y + rightward.y * right + upward.y * up,
      forward.z + rightward.z * right + upward.z * up,
    ),
  );
}

const seedAt = (x: number, y: number): number =>
  Math.floor(hash2(Math.floor(x * 8), Math.floor(y * 8), 9) * 65536);
