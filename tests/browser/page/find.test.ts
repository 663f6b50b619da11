import { afterEach, describe, expect, it } from 'vitest';
import { describeImage } from '../../../utils/page/describe';
import { imagesOf, imageWithUrl } from '../../../utils/page/find-images';
import { PointerImages } from '../../../utils/page/picker/choice';
import { plain, show } from './page-fixture';

const [red, green, blue] = ['#f00', '#0f0', '#00f'].map((colour) => plain(colour));

const box = (style: string, inside = '') =>
  `<div id="case" style='width:60px;height:40px;${style}'>${inside}</div>`;

const urlsAt = (x: number, y: number) =>
  new PointerImages(document.createElement('i'))
    .at(x, y)
    .flatMap(({ addresses }) => addresses.map(({ url }) => url));

const urlsOf = (element: Element) =>
  imagesOf(element).flatMap(({ kind, addresses }) => addresses.map(({ url }) => [kind, url]));

/** Chromium gives content scripts this; pages do not have it. */
interface WithDom {
  chrome?: { dom?: object };
}

describe('the pictures of an element', () => {
  it('are those of its style, layer by layer, and of its pseudo-elements', () => {
    const element = show(`<style>#case::before { content: ""; background: url("${blue}") }</style>
      ${box(`background-image:url("${red}"),url("${green}")`)}`);
    expect(urlsOf(element)).toEqual([
      ['background', blue],
      ['background', red],
      ['background', green],
    ]);
  });

  it('have all the candidates of image-set()', () => {
    const element = show(box(`background-image:image-set(url("${red}") 1x, url("${green}") 2x)`));
    const [image] = imagesOf(element);
    expect(image?.addresses.map(({ url }) => url)).toEqual([red, green]);
  });

  it('are the marker’s of a list item alone', () => {
    expect(urlsOf(show(box(`display:list-item;list-style-image:url("${red}")`)))).toEqual([
      ['marker', red],
    ]);
    expect(urlsOf(show(box(`list-style-image:url("${red}")`)))).toEqual([]);
  });

  it('are described by the largest candidate of a srcset, by what was measured and not said', async () => {
    const [small, large] = [plain('#123', 30, 20), plain('#321', 120, 80)];
    show(`<img id="case" alt="A boat" src="${small}" srcset="${small} 9x, ${large} 2x">`);
    const image = imageWithUrl(small);
    const told = image && (await describeImage(image));
    expect(told?.files[0]).toEqual({ url: large, width: 120, height: 80 });
    expect(told?.altText).toBe('A boat');
  });
});

describe('under the pointer', () => {
  afterEach(() => {
    delete (globalThis as WithDom).chrome?.dom;
  });

  it('is what an overlay covers, below the overlay’s own picture', () => {
    show(`${box('', `<img src="${red}" width="60" height="40">`)}
      <div style='position:absolute;inset:0;background:url("${green}")'></div>`);
    expect(urlsAt(5, 5)).toEqual([green, red]);
  });

  it('is what lets the pointer through', () => {
    show(box('', `<img style="pointer-events:none" src="${red}" width="60" height="40">`));
    expect(urlsAt(5, 5)).toEqual([red]);
  });

  it('is what lies in a closed shadow root', () => {
    const host = show(box(''));
    const root = host.attachShadow({ mode: 'closed' });
    root.innerHTML = `<img src="${red}" width="60" height="40" style="display:block">`;
    expect(urlsAt(5, 5)).toEqual([]);
    const scope = globalThis as WithDom;
    const openOrClosedShadowRoot = (element: Element) => (element === host ? root : null);
    scope.chrome = Object.assign(scope.chrome ?? {}, { dom: { openOrClosedShadowRoot } });
    expect(urlsAt(5, 5)).toEqual([red]);
  });

  it('is what lies in a frame of the same origin', async () => {
    const frame = `<iframe id="case" style="border:7px solid" srcdoc='<body style="margin:0"><img src="${red}" width="60" height="40">'></iframe>`;
    const element = show(frame);
    await new Promise((resolve) => element.addEventListener('load', resolve, { once: true }));
    expect(urlsAt(12, 12)).toEqual([red]);
  });

  it('is what came there, after what was read has been forgotten', () => {
    const element = show(box('', `<img src="${red}" width="60" height="40">`));
    const pointer = new PointerImages(document.createElement('i'));
    expect(pointer.at(5, 5)).toHaveLength(1);
    element.innerHTML = `<img style="pointer-events:none" src="${green}" width="60" height="40">`;
    pointer.forget();
    expect(pointer.at(5, 5)[0]?.addresses[0]?.url).toBe(green);
  });
});
