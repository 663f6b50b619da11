import { type Hsl, namedColour } from './colours';
import { hashText } from './random';

export type ObjectNoun =
  | 'sun'
  | 'moon'
  | 'tree'
  | 'flower'
  | 'cat'
  | 'balloon'
  | 'star'
  | 'heart'
  | 'cup'
  | 'house';
export type SceneNoun = 'mountain' | 'sky' | 'sea';

/** What the server makes of a prompt. */
export type Subject =
  | { kind: 'object'; noun: ObjectNoun; colour: Hsl | undefined; seed: number }
  | { kind: 'scene'; noun: SceneNoun; colour: Hsl | undefined; seed: number }
  /** Continue the surroundings, as for "remove the sign". */
  | { kind: 'fill'; seed: number }
  | { kind: 'pattern'; colour: Hsl | undefined; seed: number };

/** One-syllable Korean nouns count only as a word of their own, else "특별한" would hold a star. */
const word = (noun: string): string =>
  `(?<![가-힣])${noun}(?=(?:이|가|을|를|은|는|과|와|도|의|에|로|으로|하나|들)?(?![가-힣]))`;
const pattern = (english: string, korean: string): RegExp =>
  new RegExp(`\\b(?:${english})\\b|${korean}`, 'i');

const objects: ReadonlyArray<readonly [ObjectNoun, RegExp]> = [
  ['sun', pattern('suns?', `태양|${word('해')}`)],
  ['moon', pattern('moons?', `보름달|초승달|${word('달')}`)],
  ['tree', pattern('trees?', '나무')],
  ['flower', pattern('flowers?|roses?|tulips?|daisy|daisies', '꽃|장미')],
  ['cat', pattern('cats?|kittens?', '고양이')],
  ['balloon', pattern('balloons?', '풍선')],
  ['star', pattern('stars?', word('별'))],
  ['heart', pattern('hearts?', '하트')],
  ['cup', pattern('cups?|mugs?', `머그|${word('컵')}`)],
  ['house', pattern('houses?|cabins?|cottages?', word('집'))],
];
const scenes: ReadonlyArray<readonly [SceneNoun, RegExp]> = [
  ['mountain', pattern('mountains?|hills?', word('산'))],
  ['sea', pattern('sea|ocean|beach|lake', '바다|호수|해변')],
  ['sky', pattern('sky|clouds?', '하늘(?!색)|구름')],
];
const removal = pattern('remov\\w*|erase\\w*|delet\\w*|clean up|get rid of', '지우|지워|제거|없애');
const emptiness = pattern('empty|blank|nothing|background', '배경|비어|비우|텅');

/** Reads a prompt; `index` is the variant, so that several answers to one prompt differ. */
export function readPrompt(prompt: string, index: number): Subject {
  const seed = hashText(`${prompt}#${index}`);
  const colour = namedColour(prompt);
  if (removal.test(prompt)) return { kind: 'fill', seed };
  const object = firstNamed(prompt, objects);
  if (object) return { kind: 'object', noun: object, colour, seed };
  const scene = firstNamed(prompt, scenes);
  if (scene) return { kind: 'scene', noun: scene, colour, seed };
  if (emptiness.test(prompt)) return { kind: 'fill', seed };
  return { kind: 'pattern', colour, seed };
}

function firstNamed<T>(prompt: string, table: ReadonlyArray<readonly [T, RegExp]>): T | undefined {
  let best: { at: number; noun: T } | undefined;
  for (const [noun, words] of table) {
    const at = prompt.search(words);
    if (at >= 0 && (!best || at < best.at)) best = { at, noun };
  }
  return best?.noun;
}
