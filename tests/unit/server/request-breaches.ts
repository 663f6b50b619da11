import type { RecordedRequest } from '../../images-server/recorder';
import { fieldNames, problemsOf, typedField } from '../images-server/schema';

const schemas = { edits: 'CreateImageEditRequest', generations: 'CreateImageRequest' } as const;
export type Endpoint = keyof typeof schemas;

/** In the API notes and in `openai` 7.57, not yet in the document of 2026-08-21. */
const newerFields = ['complexity'];
/** Files that lie over the first picture. The second is in the same notes. */
const overlays = ['mask', 'markup'];
const newerQualities = ['xhigh', 'max'];

/** By the notes: the first two fail with 400, nobody asked for the third. */
const neverSent = ['response_format', 'input_fidelity', 'user', 'style'];

/** Which models can leave the background out, by the notes. */
const seeThrough = /^gpt-image-(2\.5-|2$|2-\d{4})/;

/** What a recorded request breaks of the document and the notes; empty where all is well. */
export function breachesOf(request: RecordedRequest, endpoint: Endpoint): string[] {
  const name = schemas[endpoint];
  const documented = fieldNames(name);
  const asked = Object.fromEntries(
    Object.entries(request.fields).map(([field, value]) => [
      field,
      endpoint === 'edits' ? typedField(name, field, String(value)) : value,
    ]),
  );
  const isNewer = newerQualities.some((quality) => quality === asked.quality);
  const files = endpoint === 'edits' ? partsOf(request) : {};
  const typed = { ...asked, ...files, ...(isNewer ? { quality: 'high' } : {}) };
  const unknown = Object.keys(asked)
    .filter((field) => !documented.includes(field) || neverSent.includes(field))
    .filter((field) => !newerFields.includes(field));
  return [
    ...problemsOf(typed, name),
    ...unknown.map((field) => `${field}: is not to be sent`),
    ...ruleBreaches(asked, endpoint),
    ...(endpoint === 'edits' ? fileBreaches(request) : []),
  ];
}

/** The files as the document sees them: `image`, or several of them, and `mask`. */
function partsOf({ files }: RecordedRequest): Record<string, unknown> {
  const images = files.filter(({ field }) => !overlays.includes(field)).map(() => 'binary');
  const masks = files.filter(({ field }) => field === 'mask').map(() => 'binary');
  return {
    image: images.length === 1 ? images[0] : images,
    ...(masks.length > 0 ? { mask: masks.length === 1 ? masks[0] : masks } : {}),
  };
}

/** The notes' rules about fields that go together. */
function ruleBreaches(asked: Readonly<Record<string, unknown>>, endpoint: Endpoint): string[] {
  const { model, size, stream, background, output_format: format = 'png' } = asked;
  const rules: readonly (readonly [string, boolean])[] = [
    ['model is always named', typeof model === 'string' && model !== ''],
    ['size is always explicit', /^\d+x\d+$/.test(String(size))],
    ['partial pictures need a stream', !('partial_images' in asked) || stream === true],
    ['a stream is of one picture', stream !== true || !('n' in asked)],
    ['PNG is not compressed', !('output_compression' in asked) || format !== 'png'],
    ['JPEG is not transparent', background !== 'transparent' || format !== 'jpeg'],
    ['not every model is transparent', background !== 'transparent' || seeThrough.test(`${model}`)],
    ['complexity is of 2.6', !('complexity' in asked) || /^gpt-image-2\.6-/.test(`${model}`)],
    ['xhigh and max are of 2.5 and 2.6', !isNew(asked.quality) || /-2\.[56]-/.test(`${model}`)],
    ['moderation is of generations', !('moderation' in asked) || endpoint === 'generations'],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

const isNew = (quality: unknown): boolean => newerQualities.some((word) => word === quality);

function fileBreaches({ files, fields, headers }: RecordedRequest): string[] {
  const images = files.filter(({ field }) => !overlays.includes(field));
  const [first] = images;
  const field = images.length > 1 ? 'image[]' : 'image';
  const rules: readonly (readonly [string, boolean])[] = [
    ['edits are multipart', /^multipart\/form-data; boundary=/.test(headers['content-type'] ?? '')],
    [`files are called ${field}`, images.every((image) => image.field === field)],
    ['1 to 16 pictures', images.length >= 1 && images.length <= 16],
    ['types are known', images.every(({ type }) => /^image\/(png|jpeg|webp)$/.test(type))],
    [
      'names fit their types',
      files.every(({ name, type }) => type.endsWith(`${name.split('.').at(-1)}`)),
    ],
    ['marks exclude a mask', files.filter((file) => overlays.includes(file.field)).length <= 1],
    [
      'marks are of 2.5 and 2.6',
      !files.some((file) => file.field === 'markup') || /-2\.[56]-/.test(`${fields.model}`),
    ],
    [
      'mask and marks are PNGs of the first picture’s size',
      files
        .filter((file) => overlays.includes(file.field))
        .every(
          ({ type, width, height }) =>
            type === 'image/png' && width === first?.width && height === first.height,
        ),
    ],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}
