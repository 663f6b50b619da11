import { describe, expect, it } from 'vitest';
import { namedColour } from '../../images-server/painting/colours';
import { readPrompt, type Subject } from '../../images-server/painting/prompt-words';

function named(subject: Subject): string {
  return 'noun' in subject ? subject.noun : subject.kind;
}

describe('the subject of a prompt', () => {
  it.each([
    ['a cat under a tree', 'cat'],
    ['Two red balloons', 'balloon'],
    ['고양이 한 마리', 'cat'],
    ['해를 그려줘', 'sun'],
    ['빨간 꽃으로 바꿔 줘', 'flower'],
    ['큰 별 하나', 'star'],
    ['특별한 무늬', 'pattern'],
    ['잘 칠해 줘', 'pattern'],
    ['우산', 'pattern'],
    ['눈 덮인 산', 'mountain'],
    ['하늘', 'sky'],
    ['하늘색 컵', 'cup'],
    ['remove the cat', 'fill'],
    ['간판을 지워 줘', 'fill'],
    ['empty background', 'fill'],
    ['a heart on an empty wall', 'heart'],
    ['scattered catalogues', 'pattern'],
  ])('of "%s" is %s', (prompt, noun) => {
    expect(named(readPrompt(prompt, 0))).toBe(noun);
  });

  it('differs by the variant only in its seed', () => {
    const [first, second] = [readPrompt('a cat', 0), readPrompt('a cat', 1)];
    expect(first.seed).not.toBe(second.seed);
    expect({ ...first, seed: 0 }).toEqual({ ...second, seed: 0 });
    expect(readPrompt('a cat', 0)).toEqual(first);
  });
});

describe('the colour of a prompt', () => {
  it('is the first one named, in English or Korean', () => {
    expect(namedColour('a blue cup on red cloth')).toEqual(namedColour('파란 컵'));
    expect(namedColour('a Red cup')).toEqual(namedColour('빨간 컵'));
    expect(namedColour('bored')).toBeUndefined();
  });
});
