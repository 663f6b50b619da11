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

const sourceTypes = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xmlns = 'http://www.w3.org/2000/xmlns/';
const iptc = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/';
/** A name of our own needs no address that answers. */
const own = 'urn:repaint:recipe:1';

/** Some properties of a namespace: of its address, or under its usual prefix whatever that is bound to. */
interface XmpProperties {
  readonly address: string;
  readonly prefix: string;
  /** Holds for the local names that are meant. */
  readonly names: RegExp;
}

/** Properties of another packet that would contradict ours, or pixels that have changed. */
const replaced: readonly XmpProperties[] = [
  {
    address: iptc,
    prefix: 'Iptc4xmpExt',
    names: /^(?:DigitalSourceType|AIPromptInformation|AISystemUsed)$/,
  },
  {
    address: 'http://ns.adobe.com/tiff/1.0/',
    prefix: 'tiff',
    names: /^(?:Orientation|ImageWidth|ImageLength)$/,
  },
  { address: 'http://ns.adobe.com/exif/1.0/', prefix: 'exif', names: /^Pixel[XY]Dimension$/ },
  // Where a manifest of provenance is, which holds for the bytes from before only.
  { address: 'http://purl.org/dc/terms/', prefix: 'dcterms', names: /^provenance$/ },
  // Pictures inside a packet, and those behind the file's own: from before, and no part of what is saved.
  { address: 'http://ns.google.com/photos/1.0/image/', prefix: 'GImage', names: /./ },
  { address: 'http://ns.google.com/photos/1.0/depthmap/', prefix: 'GDepth', names: /./ },
  { address: 'http://ns.google.com/photos/1.0/container/', prefix: 'Container', names: /./ },
  { address: 'http://ns.google.com/photos/1.0/camera/', prefix: 'GCamera', names: /./ },
  { address: 'http://ns.adobe.com/hdr-gain-map/1.0/', prefix: 'hdrgm', names: /./ },
  { address: 'http://ns.adobe.com/xmp/note/', prefix: 'xmpNote', names: /^HasExtendedXMP$/ },
  { address: 'http://ns.adobe.com/xap/1.0/', prefix: 'xmp', names: /^Thumbnails$/ },
];

/** Where a photo was taken or what place it shows: EXIF, IPTC Core and Extension, and the older names. */
const places: readonly XmpProperties[] = [
  { address: 'http://ns.adobe.com/exif/1.0/', prefix: 'exif', names: /^GPS/ },
  {
    address: 'http://ns.adobe.com/photoshop/1.0/',
    prefix: 'photoshop',
    names: /^(?:City|State|Country)$/,
  },
  {
    address: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
    prefix: 'Iptc4xmpCore',
    names: /^(?:Location|CountryCode)$/,
  },
  {
    address: iptc,
    prefix: 'Iptc4xmpExt',
    names:
      /^(?:LocationCreated|LocationShown|LocationName|LocationId|Sublocation|City|ProvinceState|CountryName|CountryCode|WorldRegion)$/,
  },
  { address: 'http://purl.org/dc/elements/1.1/', prefix: 'dc', names: /^coverage$/ },
  {
    address: 'http://ns.adobe.com/xmp/1.0/DynamicMedia/',
    prefix: 'xmpDM',
    names: /^shotLocation$/,
  },
];

/** Coordinates under whatever name a camera or a drone has given them. */
const coordinates = /G[Pp][Ss]|Latitude|Longt?itude/;

/**
 * The facts as an XMP packet; inside the original's packet where there is one that can be read, so that its
 * author and rights stay. Undefined where there is nothing to say. Needs a page's DOM.
 */
export function writeXmp(
  facts: XmpFacts,
  original?: string,
  { keepLocation = false } = {},
): string | undefined {
  const kept = original === undefined ? undefined : readRdf(original);
  const properties = propertiesOf(facts);
  if (!kept && properties.length === 0) return undefined;
  const root = kept ?? document.implementation.createDocument(rdf, 'rdf:RDF').documentElement;
  clean(root, keepLocation);
  if (properties.length > 0) root.append(describe(root.ownerDocument, properties));
  return packetOf(root);
}

const gainMapSpace = 'http://ns.adobe.com/hdr-gain-map/1.0/';

/** Of a packet only the figures of a gain map; undefined where it has none. */
export function gainMapXmp(xmp: string): string | undefined {
  const root = readRdf(xmp);
  if (!root) return undefined;
  const isKept = ({ namespaceURI, localName }: Attr): boolean =>
    [gainMapSpace, xmlns].includes(namespaceURI ?? '') || localName === 'about';
  for (const description of Array.from(root.childNodes)) {
    if (!(description instanceof Element)) description.remove();
    else {
      for (const attribute of Array.from(description.attributes))
        if (!isKept(attribute)) description.removeAttributeNode(attribute);
      for (const child of Array.from(description.childNodes))
        if (!(child instanceof Element) || child.namespaceURI !== gainMapSpace) child.remove();
    }
  }
  const packet = packetOf(root);
  return packet.includes(gainMapSpace) ? packet : undefined;
}

const directory = (length: number): string => `<rdf:Description xmlns:rdf="${rdf}" rdf:about=""
 xmlns:hdrgm="${gainMapSpace}" hdrgm:Version="1.0"
 xmlns:Container="http://ns.google.com/photos/1.0/container/"
 xmlns:Item="http://ns.google.com/photos/1.0/container/item/"><Container:Directory><rdf:Seq>
<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="Primary" Item:Mime="image/jpeg"/></rdf:li>
<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg"
 Item:Length="${length}"/></rdf:li></rdf:Seq></Container:Directory></rdf:Description>`;

/** A packet, or a new one, that says that a gain map of so many bytes follows the picture (Ultra HDR Image Format 1.0). */
export function xmpWithGainMap(length: number, packet?: string): string {
  const known = packet === undefined ? undefined : readRdf(packet);
  const root = known ?? document.implementation.createDocument(rdf, 'rdf:RDF').documentElement;
  const said = new DOMParser().parseFromString(directory(length), 'application/xml');
  root.append(root.ownerDocument.importNode(said.documentElement, true));
  return packetOf(root);
}

/** The recipe of a packet that `writeXmp` made, whatever program has written it anew since; or undefined. */
export function recipeInXmp(xmp: string): string | undefined {
  const root = readRdf(xmp);
  if (!root) return undefined;
  const [element] = root.getElementsByTagNameNS(own, 'recipe');
  if (element) return element.textContent;
  const descriptions = Array.from(root.getElementsByTagNameNS(rdf, 'Description'));
  return (
    descriptions
      .find((each) => each.hasAttributeNS(own, 'recipe'))
      ?.getAttributeNS(own, 'recipe') ?? undefined
  );
}

/** Characters of a packet that is read; with thumbnails, packets have some hundred thousand. */
const longestPacket = 2_000_000;
/** Attributes that an element of a packet may have; taking one away costs as many steps as there are. */
const mostAttributes = 2000;
/** Elements of a packet that may stand in each other; writing one costs as many steps as it stands deep. */
const deepest = 200;

/**
 * The RDF in a packet; undefined for what is no well-formed XML, and for what no writer of XMP makes: a document
 * type (its entities may grow without limit), and thousands of attributes or levels.
 */
function readRdf(xmp: string): Element | undefined {
  if (xmp.length > longestPacket || xmp.includes('<!DOCTYPE')) return undefined;
  const parsed = new DOMParser().parseFromString(trimmed(xmp), 'application/xml');
  // Browsers answer broken markup with an element of this name, as root or inside.
  if (parsed.getElementsByTagName('parsererror').length > 0) return undefined;
  const [root] = parsed.getElementsByTagNameNS(rdf, 'RDF');
  return root && isReasonable(parsed) ? root : undefined;
}

function isReasonable(parsed: Document): boolean {
  const depths = new Map<Node | null, number>();
  for (const element of Array.from(parsed.getElementsByTagName('*'))) {
    const depth = 1 + (depths.get(element.parentNode) ?? 0);
    if (depth > deepest || element.attributes.length > mostAttributes) return false;
    depths.set(element, depth);
  }
  return true;
}

/** Without the blanks around it, and the zeros with which some writers fill its room up. */
function trimmed(xmp: string): string {
  const isBlank = (at: number) => /[\s\0\ufeff]/.test(xmp.charAt(at));
  let [start, end] = [0, xmp.length];
  while (start < end && isBlank(start)) start += 1;
  while (start < end && isBlank(end - 1)) end -= 1;
  return xmp.slice(start, end);
}

/** Takes out what is replaced, comments, and the place unless it is to stay. */
function clean(root: Element, keepLocation: boolean): void {
  const properties = keepLocation ? replaced : [...replaced, ...places];
  const isUnwanted = (node: Element | Attr, address: string | null): boolean =>
    (!keepLocation && coordinates.test(node.localName)) ||
    properties.some(
      (each) =>
        (each.address === address || each.prefix === node.prefix) &&
        each.names.test(node.localName),
    );
  for (const node of nodesIn(root)) {
    if (!(node instanceof Element) || isUnwanted(node, node.namespaceURI)) node.remove();
    // One without a prefix counts as its element's.
    else
      for (const attribute of Array.from(node.attributes))
        if (
          attribute.namespaceURI !== xmlns &&
          isUnwanted(attribute, attribute.namespaceURI ?? node.namespaceURI)
        )
          node.removeAttributeNode(attribute);
  }
}

/** All elements, comments and processing instructions below an element, which itself stands first. */
function nodesIn(root: Element): (Element | CharacterData)[] {
  const kinds = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION; // biome-ignore format: one set
  const walker = document.createTreeWalker(root, kinds);
  const nodes: (Element | CharacterData)[] = [root];
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    if (node instanceof Element || node instanceof CharacterData) nodes.push(node);
  }
  return nodes;
}

interface Property {
  readonly address: string;
  /** With its prefix. */
  readonly name: string;
  readonly value: string;
}

function propertiesOf({ sourceType, prompt, model, recipe }: XmpFacts): Property[] {
  const property = (address: string, name: string, value: string | undefined): Property[] =>
    value === undefined ? [] : [{ address, name, value }];
  return [
    ...property(iptc, 'Iptc4xmpExt:DigitalSourceType', sourceType && sourceTypes + sourceType),
    ...property(iptc, 'Iptc4xmpExt:AIPromptInformation', prompt),
    ...property(iptc, 'Iptc4xmpExt:AISystemUsed', model),
    ...property(own, 'repaint:recipe', recipe),
  ];
}

function describe(owner: Document, properties: readonly Property[]): Element {
  const description = owner.createElementNS(rdf, 'rdf:Description');
  description.setAttributeNS(rdf, 'rdf:about', '');
  for (const { address, name, value } of properties) {
    const element = owner.createElementNS(address, name);
    element.textContent = xmlText(value);
    description.append(element);
  }
  return description;
}

const xmlText = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 cannot hold is removed
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** The frame that XMP Specification Part 1, section 7.3.2, asks for. */
const packetOf = (root: Element): string =>
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
  `<x:xmpmeta xmlns:x="adobe:ns:meta/">${new XMLSerializer().serializeToString(root)}</x:xmpmeta>` +
  '<?xpacket end="w"?>';
