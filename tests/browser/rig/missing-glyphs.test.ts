import { afterEach, expect, it } from 'vitest';
import { missingGlyphs, unassigned } from '../../rig/missing-glyphs';

/** Unassigned as well, and not the one that the others are compared with. */
const other = '\u0379';

afterEach(() => document.body.replaceChildren());

const show = (html: string): void => {
  document.body.innerHTML = html;
};

it('misses nothing of the languages that the panel speaks, in any style', () => {
  show('<p>Repaint “this”, 30 × 20 px · $0.04</p><h1>이미지 다시 그리기</h1><em>프롬프트</em>');
  expect(missingGlyphs(unassigned)).toEqual([]);
});

it('names a character that no font has, in a text, a field, its placeholder and a chosen option', () => {
  for (const html of [
    `<p>a${other}b</p>`,
    `<p>a<b>${other}</b></p>`,
    `<textarea>${other}</textarea>`,
    `<input value="${other}">`,
    `<input placeholder="${other}">`,
    `<select><option>a</option><option selected>${other}</option></select>`,
  ]) {
    show(html);
    expect(missingGlyphs(unassigned), html).toEqual([other]);
  }
});

it('leaves aside what is not shown', () => {
  show(`<p hidden>${other}</p><select><option>a</option><option>${other}</option></select>`);
  expect(missingGlyphs(unassigned)).toEqual([]);
});
