/** What is said about a picture in XMP; everything is optional. */
export interface XmpFacts {
  /** IPTC `DigitalSourceType`: the last part of its address. */
  readonly sourceType?: 'compositeWithTrainedAlgorithmicMedia' | 'trainedAlgorithmicMedia';
  /** IPTC `AIPromptInformation` (Photo Metadata Standard 2025.1). */
  readonly prompt?: string;
  /** IPTC `AISystemUsed`. */
  readonly model?: string;
  /** All that is needed to repeat it, as JSON. */
  readonly recipe?: string;
}

const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const IPTC = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
/** A name of our own needs no address that answers. */
const OWN = 'urn:repaint:recipe:1';

/** Properties of another packet that would contradict ours, or pixels that have changed. */
const REPLACED: readonly XmpProperties[] = [
  {
    address: IPTC,
    prefix: 'Iptc4xmpExt',
    names: ['DigitalSourceType', 'AIPromptInformation', 'AISystemUsed'],
  },
  { address: 'http://ns.adobe.com/tiff/1.0/', prefix: 'tiff', names: ['Orientation'] },
  { address: 'http://ns.adobe.com/xap/1.0/', prefix: 'xmp', names: ['Thumbnails'] },
];

const IPTC_PLACE =
  'LocationCreated|LocationShown|LocationName|LocationId|Sublocation|City|ProvinceState|CountryName|CountryCode|WorldRegion';

/** Where a photo was taken or what place it shows: EXIF, IPTC Core and Extension, and the older names. */
const placeProperties: readonly XmpProperties[] = [
  { address: 'http://ns.adobe.com/exif/1.0/', prefix: 'exif', names: ['GPS\\w+'] },
  {
    address: 'http://ns.adobe.com/photoshop/1.0/',
    prefix: 'photoshop',
    names: ['City', 'State', 'Country'],
  },
  {
    address: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
    prefix: 'Iptc4xmpCore',
    names: ['Location', 'CountryCode'],
  },
  {
    address: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
    prefix: 'Iptc4xmpExt',
    names: [IPTC_PLACE],
  },
  { address: 'http://purl.org/dc/elements/1.1/', prefix: 'dc', names: ['coverage'] },
  {
    address: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    prefix: 'xmpDM',
    names: ['shotLocation'],
  },
];

const PLACE = [...REPLACED, ...placeProperties];

/**
 * The facts as an XMP packet; inside the original's packet where there is one, so that its author
 * and rights stay. Undefined where there is nothing to say.
 */
export function writeXmp(
  facts: XmpFacts,
  original?: string,
  { keepLocation = false } = {},
): string | undefined {
  const properties = propertiesOf(facts);
  const kept =
    original &&
    (keepLocation ? xmpWithout(original, REPLACED) : xmpWithout(original, PLACE, [coordinates]));
  if (!kept && properties === '') return undefined;
  const description =
    `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="${IPTC}" xmlns:repaint="${OWN}">` +
    `${properties}</rdf:Description>`;
  const end = kept?.lastIndexOf('</rdf:RDF>') ?? -1;
  if (!kept || end < 0) return packet(description);
  return kept.slice(0, end) + (properties && description) + kept.slice(end);
}

function propertiesOf({ sourceType, prompt, model, recipe }: XmpFacts): string {
  const property = (name: string, value: string | undefined): string =>
    value === undefined ? '' : `<${name}>${escaped(value)}</${name}>`;
  return (
    property('Iptc4xmpExt:DigitalSourceType', sourceType && SOURCE_TYPES + sourceType) +
    property('Iptc4xmpExt:AIPromptInformation', prompt) +
    property('Iptc4xmpExt:AISystemUsed', model) +
    property('repaint:recipe', recipe)
  );
}

/** The recipe of a packet that `writeXmp` made, or undefined. */
export function recipeInXmp(xmp: string): string | undefined {
  const text = /<repaint:recipe>([^<]*)<\/repaint:recipe>/.exec(xmp)?.[1];
  return text?.replace(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof entities) => entities[name]);
}

const entities = { lt: '<', gt: '>', quot: '"', amp: '&' } as const;

const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot hold is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** The frame that XMP Specification Part 1, section 7.3.2, asks for. */
const packet = (description: string): string =>
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
  '<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  `${description}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** A namespace of XMP: its address, its usual prefix, and the properties meant, as regular expressions. */
interface XmpProperties {
  readonly address: string;
  readonly prefix: string;
  readonly names: readonly string[];
}

/** Coordinates under whatever name a camera or a drone has given them. */
const coordinates = '[\\w.-]+:\\w*(?:G[Pp][Ss]|Latitude|Long(?:t)?itude)\\w*';

const patternOf = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');

/** The prefixes that a packet binds to a namespace, the usual one among them; '' for the default one. */
function prefixesOf(xmp: string, { address, prefix }: XmpProperties): Set<string> {
  const binding = new RegExp(`\\sxmlns(?::([\\w.-]+))?\\s*=\\s*["']${patternOf(address)}["']`, 'g');
  return new Set([prefix, ...[...xmp.matchAll(binding)].map(([, bound = '']) => bound)]);
}

const patternsOf = (xmp: string, properties: XmpProperties): string[] =>
  [...prefixesOf(xmp, properties)].map(
    (prefix) => `${prefix && `${patternOf(prefix)}:`}(?:${properties.names.join('|')})`,
  );

/**
 * The packet without those properties, whether they are written as attributes or as elements, and
 * whatever prefix it gives their namespaces.
 * @param more further names with their prefixes, as regular expressions
 */
function xmpWithout(
  xmp: string,
  properties: readonly XmpProperties[],
  more: readonly string[] = [],
): string {
  const name = [...properties.flatMap((each) => patternsOf(xmp, each)), ...more].join('|');
  return xmp
    .replace(new RegExp(`\\s(?:${name})\\s*=\\s*(?:"[^"]*"|'[^']*')`, 'g'), '')
    .replace(new RegExp(`<(${name})(?:\\s[^>]*)?/>`, 'g'), '')
    .replace(new RegExp(`<(${name})(?:\\s[^>]*)?>[\\s\\S]*?</\\1\\s*>`, 'g'), '');
}
