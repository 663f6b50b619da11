/** A namespace of XMP: its address, its usual prefix, and the properties meant, as regular expressions. */
export interface XmpProperties {
  readonly address: string;
  readonly prefix: string;
  readonly names: readonly string[];
}

const IPTC_PLACE =
  'LocationCreated|LocationShown|LocationName|LocationId|Sublocation|City|ProvinceState|CountryName|CountryCode|WorldRegion';

/** Where a photo was taken or what place it shows: EXIF, IPTC Core and Extension, and the older names. */
export const placeProperties: readonly XmpProperties[] = [
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

/** Coordinates under whatever name a camera or a drone has given them. */
export const coordinates = '[\\w.-]+:\\w*(?:G[Pp][Ss]|Latitude|Long(?:t)?itude)\\w*';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|-]/g, '\\$&');

/** The prefixes that a packet binds to a namespace, the usual one among them; '' for the default one. */
function prefixesOf(xmp: string, { address, prefix }: XmpProperties): Set<string> {
  const binding = new RegExp(`\\sxmlns(?::([\\w.-]+))?\\s*=\\s*["']${escaped(address)}["']`, 'g');
  return new Set([prefix, ...[...xmp.matchAll(binding)].map(([, bound = '']) => bound)]);
}

const patternsOf = (xmp: string, properties: XmpProperties): string[] =>
  [...prefixesOf(xmp, properties)].map(
    (prefix) => `${prefix && `${escaped(prefix)}:`}(?:${properties.names.join('|')})`,
  );

/**
 * The packet without those properties, whether they are written as attributes or as elements, and
 * whatever prefix it gives their namespaces.
 * @param more further names with their prefixes, as regular expressions
 */
export function xmpWithout(
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
