import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { maskTints } from '../../../utils/drawing/options';
import {
  button,
  drag,
  painted,
  pictureUrl,
  type ShownEditor,
  settled,
  showEditor,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;

beforeEach(async () => {
  editor = await showEditor(photo, undefined, undefined, { takesMarks: signal(true) });
  editor.moreTools.value = true;
  await painted();
});
afterEach(() => editor.close());

/** What the line on the stage says, if it is to be seen. */
function said(): string {
  const status = editor.root.querySelector('.mask-status');
  return status?.checkVisibility() ? (status.textContent ?? '') : '';
}

const speck = {
  kind: 'rectangle',
  mode: 'add',
  rect: { x: 50, y: 50, width: 3, height: 3 },
} as const;

describe('a mask that is hidden', () => {
  const isSeen = () => editor.stage.querySelector('.mask-tint')?.checkVisibility() ?? false;
  const hide = async () => {
    editor.stage.focus();
    await userEvent.keyboard('m');
    await settled(() => !isSeen());
  };

  test('is said to be, and comes back by M', async () => {
    await drag([editor.at(400, 400), editor.at(700, 400)]);
    expect(said()).not.toBe('Mask hidden');
    await hide();
    expect(said()).toBe('Mask hidden');
    await userEvent.keyboard('m');
    await settled(isSeen);
    expect(said()).not.toBe('Mask hidden');
  });

  test('is said to be to those without more tools, too', async () => {
    await hide();
    await userEvent.click(button('More tools'));
    await painted();
    expect(said()).toBe('Mask hidden');
  });

  test.each([
    ['a stroke', () => drag([editor.at(400, 400), editor.at(700, 400)])],
    ['an area', () => userEvent.click(button('Select all'))],
    ['a stroke by keys', () => userEvent.keyboard('{Enter}')],
  ])('comes back with %s, and stays', async (_, draw) => {
    await hide();
    await draw();
    await painted();
    expect(isSeen()).toBe(true);
    expect(button('Hide mask').element().getAttribute('aria-pressed')).toBe('false');
    expect(said()).not.toBe('Mask hidden');
  });

  test('stays hidden by what adds nothing: another tool, undo, another view', async () => {
    await drag([editor.at(400, 400), editor.at(700, 400)]);
    await hide();
    await userEvent.keyboard('e+{Control>}z{/Control}');
    await painted();
    expect(isSeen()).toBe(false);
    expect(said()).toBe('Mask hidden');
  });

  test('is not spoken of while a preview covers it', async () => {
    await hide();
    editor.rerender({ showMask: false });
    await painted();
    expect(said()).toBe('');
  });
});

describe('what an area tool says', () => {
  const notice = 'Nothing found there.';
  const shrinkAway = async () => {
    editor.model.drawing.add(speck);
    await userEvent.click(button('Shrink'));
    await settled(() => said() === notice);
  };
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['a stroke', () => drag([editor.at(400, 400), editor.at(700, 400)])],
    ['undo', () => userEvent.click(button('Undo'))],
    ['another tool', () => userEvent.click(button('Rectangle'))],
  ])('leaves with %s', async (_, act) => {
    await shrinkAway();
    await painted();
    expect(said()).toBe(notice);
    await act();
    await settled(() => said() !== notice);
  });

  test('leaves after ten seconds by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await shrinkAway();
    vi.advanceTimersByTime(9900);
    await painted();
    expect(said()).toBe(notice);
    vi.advanceTimersByTime(200);
    await settled(() => said() === '');
  });
});

describe('the focus', () => {
  const focused = () => document.activeElement?.getAttribute('aria-label');
  const focus = (name: string) => (button(name).element() as HTMLElement).focus();

  test('goes from the last Undo to Redo, and from the last Redo to Undo', async () => {
    editor.model.drawing.add(speck);
    await painted();
    focus('Undo');
    await userEvent.keyboard('{Enter}');
    await painted();
    expect(focused()).toBe('Redo');
    await userEvent.keyboard('{Enter}');
    await painted();
    expect(focused()).toBe('More tools');
    await userEvent.keyboard('{ArrowLeft}');
    expect(focused()).toBe('Undo');
  });

  test('stays on Undo while there is more to undo', async () => {
    editor.model.drawing.add(speck);
    editor.model.drawing.add({ ...speck, mode: 'subtract' });
    await painted();
    focus('Undo');
    await userEvent.keyboard('{Enter}');
    await painted();
    expect(focused()).toBe('Undo');
  });

  test('stays in the toolbar after Clear, and beside the stage after the last Zoom out', async () => {
    editor.model.drawing.add(speck);
    await painted();
    focus('Clear');
    await userEvent.keyboard('{Enter}');
    await painted();
    expect(focused()).toBe('Import mask');
    editor.model.viewport.zoom(1.2);
    await painted();
    focus('Zoom out');
    await userEvent.keyboard('{Enter}');
    await painted();
    expect(focused()).toMatch(/fit the whole image/);
  });

  test('is not fetched from elsewhere by a button that is disabled', async () => {
    editor.model.drawing.add(speck);
    await painted();
    editor.stage.focus();
    await userEvent.keyboard('{Control>}z{/Control}');
    await painted();
    expect(document.activeElement).toBe(editor.stage);
  });
});

describe('with forced colours', () => {
  const force = (value: 'active' | 'none') =>
    cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
  afterEach(() => force('none'));

  const colour = (element: Element) => getComputedStyle(element).backgroundColor;

  test('swatches show their own colours, and which is chosen', async () => {
    await userEvent.click(button('Mask colour'));
    const swatches = () => [...editor.root.querySelectorAll('.mask-swatch')];
    await settled(() => swatches().length === maskTints.length);
    const before = swatches().map(colour);
    await force('active');
    expect(matchMedia('(forced-colors: active)').matches).toBe(true);
    expect(swatches().map(colour)).toEqual(before);
    expect(new Set(before).size).toBe(maskTints.length);
    const outlines = swatches().map((each) => getComputedStyle(each).outlineStyle);
    expect(outlines.filter((style) => style === 'solid')).toHaveLength(1);
    const pressed = getComputedStyle(button('Brush').element()).borderColor;
    expect(pressed).not.toBe(getComputedStyle(button('Eraser').element()).borderColor);
  });

  test('the brush’s circle keeps its light and its dark line', async () => {
    const ring = editor.stage.querySelector('.mask-cursor');
    if (!ring) throw new Error('no circle');
    const look = () => {
      const { borderColor, boxShadow } = getComputedStyle(ring);
      return [borderColor, boxShadow];
    };
    const before = look();
    await force('active');
    expect(look()).toEqual(before);
  });
});

describe('words on the stage', () => {
  const hint = () => {
    const found = editor.root.querySelector('.mask-hint');
    return found?.checkVisibility() ? found.textContent : undefined;
  };
  beforeEach(async () => {
    editor.moreTools.value = false;
    editor.rerender({ hint: 'Brush here' });
    await painted();
  });

  test('say what to do until something is drawn, and again once that is undone', async () => {
    expect(hint()).toBe('Brush here');
    await drag([editor.at(400, 400), editor.at(700, 400)]);
    expect(hint()).toBeUndefined();
    await userEvent.click(button('Undo'));
    await settled(() => hint() === 'Brush here');
  });

  test('say nothing of a brush while another kind of tool is chosen', async () => {
    editor.model.tools.chosen.value = 'pan';
    await settled(() => hint() === undefined);
  });

  test('take no stroke: they may be painted through', async () => {
    const box = editor.root.querySelector('.mask-hint')?.getBoundingClientRect();
    if (!box) throw new Error('no hint');
    const y = box.top + box.height / 2;
    await drag([[box.left + 30, y], editor.at(800, 600)]);
    expect(editor.model.drawing.maskSteps.value).toHaveLength(1);
  });

  test('say “Before” while what was there before is shown, whatever is drawn', async () => {
    await drag([editor.at(400, 400), editor.at(700, 400)]);
    editor.rerender({ compareUrl: await pictureUrl(photo) });
    await settled(() => hint() === 'Before');
    editor.rerender({ compareUrl: undefined });
    await settled(() => hint() === undefined);
  });
});

test('what zooms and what is said stand below the picture, not on it', async () => {
  const stage = editor.stage.getBoundingClientRect();
  for (const name of ['.mask-zoom', '.mask-foot'])
    expect(editor.root.querySelector(name)?.getBoundingClientRect().top).toBeGreaterThanOrEqual(
      stage.bottom,
    );
});

test('the dashed box is named where it is shown', async () => {
  const named = () => {
    const found = editor.root.querySelector('.mask-sent');
    return found?.checkVisibility() ? found.textContent : undefined;
  };
  editor.moreTools.value = false;
  await painted();
  expect(named()).toBeUndefined();
  const box = signal({ x: 100, y: 100, width: 800, height: 800 });
  const control = { box, text: signal('Sends 800 × 800 px'), isOwn: signal(false) };
  const still = { drag: () => box.value, keep() {}, takeBack() {}, reset() {} };
  editor.rerender({ crop: { ...control, ...still } });
  await settled(() => named() === 'Sends 800 × 800 px');
  editor.model.drawing.isHidden.value = true;
  await settled(() => named() === undefined);
});

describe('the tools', () => {
  const groups = () =>
    [...editor.root.querySelectorAll('.mask-more .mask-group-name')].map(
      (each) => each.textContent,
    );
  const words = () =>
    [...editor.root.querySelectorAll('.mask-more .icon-button-word')]
      .filter((each) => each.checkVisibility())
      .map((each) => each.textContent);

  test('stand in groups with names, by icons where there is little room', () => {
    expect(groups()).toEqual(['Select', 'Mark', 'Mask', 'View', 'Brush']);
    expect(words()).toEqual([]);
  });

  test('have their names beside them where there is room', async () => {
    editor.close();
    editor = await showEditor(photo, { width: 760, height: 600 });
    editor.moreTools.value = true;
    await settled(() => words().includes('Magic wand'));
    expect(words()).toContain('Invert');
  });
});
