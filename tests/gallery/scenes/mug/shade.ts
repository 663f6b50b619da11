import { addColor, type Color, multiplyColor, scaleColor } from '../../color';
import { openness, room, toWindow, windowVisibility } from '../../trace/light';
import { type Body, type Hit, trace } from '../../trace/scene';
import { along, dot, normalize, reflect, type Vec, vec } from '../../trace/vec';
import { subject } from './bodies';

const sun: Color = { r: 2.5, g: 2.3, b: 2.0 };
const fill: Color = { r: 0.34, g: 0.36, b: 0.4 };

/** The table ends about this far from the cup: mirrors show the room past it. */
const tableReach = 3.4;

/** The light that a hit sends back along `direction`; `casters` throw shadows, `seed` scatters the rays towards them. */
export function shade(hit: Hit, direction: Vec, casters: readonly Body[], seed: number): Color {
  const material = hit.body.material(hit.point);
  const normal = roundedNormal(hit.body, hit.point);
  const facing = Math.max(0, dot(normal, toWindow));
  const visible = facing > 0 ? windowVisibility(casters, hit.point, normal, seed) : 0;
  const open = openness(casters, hit.point, normal, seed);
  const light = addColor(scaleColor(sun, facing * visible), scaleColor(fill, 0.12 + 0.88 * open));
  const matte = multiplyColor(material.color, light);
  if (material.gloss < 0.01) return matte;
  return addColor(
    matte,
    scaleColor(mirrored(hit, normal, direction), fresnel(material.gloss, normal, direction)),
  );
}

/** Schlick's approximation: every surface mirrors more at a grazing angle. */
function fresnel(straight: number, normal: Vec, direction: Vec): number {
  const grazing = (1 - Math.max(0, -dot(normal, direction))) ** 5;
  return straight + (1 - straight) * grazing * Math.min(1, straight * 16);
}

/** What the surface mirrors: the room, or a plainly lit body. */
function mirrored(hit: Hit, normal: Vec, direction: Vec): Color {
  const away = reflect(direction, normal);
  const other = trace(subject, along(hit.point, normal, 0.01), away);
  const beyondTable = other && Math.hypot(other.point.x, other.point.z) > tableReach;
  if (!other || beyondTable) return room(away);
  const color = other.body.material(other.point).color;
  return scaleColor(
    color,
    0.25 + 0.9 * Math.max(0, dot(other.body.shape.normalAt(other.point), toWindow)),
  );
}

/** The cup's lip is round: near the top its normal leans upwards, and out or in. */
function roundedNormal(body: Body, point: Vec): Vec {
  const normal = body.shape.normalAt(point);
  if (body.distant || point.y < 2.13 || point.y > 2.21) return normal;
  const radius = Math.hypot(point.x, point.z);
  const lean = Math.max(-1, Math.min(1, (radius - 0.96) / 0.04)) * 0.9;
  const rise = normal.y > 0.5 ? 1 : (point.y - 2.13) / 0.07;
  return normalize(vec((point.x / radius) * lean, rise * 0.9, (point.z / radius) * lean));
}
