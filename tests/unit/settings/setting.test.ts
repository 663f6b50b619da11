import '../../support/extension-storage';
import { beforeEach, describe, expect, it } from 'vitest';
import { createSetting, settingField } from '../../../utils/settings/setting';

interface Options {
  readonly model: string;
  readonly size: number;
}

const fallback: Options = { model: 'default', size: 10 };

/** A storage item whose first answer comes when the test says so. */
function fakeItem() {
  let stored = fallback;
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const listeners = new Set<(value: Options) => void>();
  const writes: Options[] = [];
  const store = (value: Options) => {
    stored = value;
    for (const listener of listeners) listener(value);
  };
  return {
    fallback,
    writes,
    store,
    release: () => release(),
    getValue: async () => {
      await released;
      return stored;
    },
    setValue: async (value: Options) => {
      writes.push(value);
      store(value);
    },
    watch: (listener: (value: Options) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

let item: ReturnType<typeof fakeItem>;

beforeEach(() => {
  item = fakeItem();
});

describe('a setting', () => {
  it('has the fallback until the stored value is there, and says so', async () => {
    item.store({ model: 'stored', size: 20 });
    const setting = createSetting(item);
    expect([setting.current.value, setting.isLoaded.value]).toEqual([fallback, false]);
    item.release();
    await expect.poll(() => setting.isLoaded.value).toBe(true);
    expect(setting.current.value).toEqual({ model: 'stored', size: 20 });
  });

  it('fills in fields that an older version has not stored', async () => {
    item.store({ size: 20 } as Options);
    const setting = createSetting(item);
    item.release();
    await expect.poll(() => setting.current.value).toEqual({ model: 'default', size: 20 });
  });

  it('follows what another page stores', () => {
    const setting = createSetting(item);
    item.store({ model: 'elsewhere', size: 1 });
    expect(setting.current.value.model).toBe('elsewhere');
  });

  it('shows a change at once and stores it with the fields it leaves alone', async () => {
    const setting = createSetting(item);
    item.release();
    await expect.poll(() => setting.isLoaded.value).toBe(true);
    const stored = setting.change({ size: 30 });
    expect(setting.current.value.size).toBe(30);
    await stored;
    expect(item.writes).toEqual([{ model: 'default', size: 30 }]);
  });

  it('loses no stored field to a change that comes before it was read', async () => {
    item.store({ model: 'stored', size: 20 });
    const setting = createSetting(item);
    const stored = setting.change({ size: 30 });
    item.release();
    await stored;
    expect(item.writes).toEqual([{ model: 'stored', size: 30 }]);
    expect(setting.current.value).toEqual({ model: 'stored', size: 30 });
  });
});

describe('a setting that two pages change at the same time', () => {
  /** Two pages' own items over one store, which takes its time to answer and reports nothing by itself. */
  function sharedStore<T extends object>(fallback: T) {
    let stored = fallback;
    const soon = () => new Promise<void>((resolve) => setTimeout(resolve));
    const page = () => ({
      fallback,
      getValue: () => soon().then(() => stored),
      setValue: (value: T) =>
        soon().then(() => {
          stored = value;
        }),
      watch: () => () => undefined,
    });
    return { page, value: () => stored };
  }

  it('keeps what the other has changed beside it', async () => {
    const store = sharedStore(fallback);
    const [one, other] = [createSetting(store.page()), createSetting(store.page())];
    await expect.poll(() => one.isLoaded.value && other.isLoaded.value).toBe(true);
    await Promise.all([one.change({ size: 30 }), other.change({ model: 'chosen' })]);
    expect(store.value()).toEqual({ model: 'chosen', size: 30 });
    expect(other.current.value).toEqual({ model: 'chosen', size: 30 });
  });

  it('adds to a list what both add', async () => {
    const store = sharedStore<{ list: readonly string[] }>({ list: [] });
    const pages = [createSetting(store.page()), createSetting(store.page())];
    const add = (name: string) => (stored: { list: readonly string[] }) => ({
      list: [...stored.list, name],
    });
    await Promise.all(
      pages.flatMap((page, i) => [page.change(add(`a${i}`)), page.change(add(`b${i}`))]),
    );
    expect([...store.value().list].sort()).toEqual(['a0', 'a1', 'b0', 'b1']);
  });

  it('shows what is being stored here also while the store reports the other page', async () => {
    item.release();
    const setting = createSetting(item);
    await expect.poll(() => setting.isLoaded.value).toBe(true);
    const storing = setting.change({ size: 30 });
    item.store({ model: 'elsewhere', size: 5 });
    expect(setting.current.value).toEqual({ model: 'elsewhere', size: 30 });
    await storing;
    expect(item.writes).toEqual([{ model: 'elsewhere', size: 30 }]);
  });

  it('goes on after a write that fails', async () => {
    item.release();
    let fails = true;
    const setting = createSetting({
      ...item,
      setValue: (value: Options) =>
        fails ? Promise.reject(new Error('full')) : item.setValue(value),
    });
    await expect(setting.change({ size: 30 })).rejects.toThrow('full');
    fails = false;
    await setting.change({ model: 'chosen' });
    expect(item.writes).toEqual([{ model: 'chosen', size: 10 }]);
    expect(setting.current.value).toEqual({ model: 'chosen', size: 10 });
  });
});

describe('a setting whose store reports writes late', () => {
  /** Reports come when the test asks for them, in the store's own order of fields. */
  function lateItem() {
    const item = fakeItem();
    item.release();
    const reports: (() => void)[] = [];
    const listeners = new Set<(value: Options) => void>();
    let stored = fallback;
    const report = ({ model, size }: Options) => {
      if (stored.size === size && stored.model === model) return; // as browsers have it
      stored = { model, size };
      reports.push(() => {
        for (const listener of listeners) listener({ size, model });
      });
    };
    return {
      ...item,
      setValue: async (value: Options) => report(value),
      fromElsewhere: report,
      watch: (listener: (value: Options) => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      reportNext: () => reports.shift()?.(),
    };
  }

  async function loaded() {
    const late = lateItem();
    const setting = createSetting(late);
    await expect.poll(() => setting.isLoaded.value).toBe(true);
    return { late, setting };
  }

  it('is not pulled back by what a slider was a moment ago', async () => {
    const { late, setting } = await loaded();
    for (const size of [11, 12, 13]) await setting.change({ size });
    const seen = [1, 2, 3].map(() => {
      late.reportNext();
      return setting.current.value.size;
    });
    expect(seen).toEqual([13, 13, 13]);
  });

  it('does not go back and forth when a slider comes by a value again', async () => {
    const { late, setting } = await loaded();
    for (const size of [11, 12, 11, 14]) await setting.change({ size });
    for (let i = 0; i < 4; i++) {
      late.reportNext();
      expect(setting.current.value.size).toBe(14);
    }
  });

  it('takes over what another page stores after it, also a value it has once written', async () => {
    const { late, setting } = await loaded();
    await setting.change({ size: 11 });
    await setting.change({ size: 11 });
    late.reportNext();
    for (const size of [50, 11]) {
      late.fromElsewhere({ model: 'default', size });
      late.reportNext();
      expect(setting.current.value.size).toBe(size);
    }
  });
});

describe('a field of a setting', () => {
  it('follows the setting and writes nothing by itself', async () => {
    item.store({ model: 'stored', size: 20 });
    const setting = createSetting(item);
    const size = settingField(setting, 'size');
    expect(size.value).toBe(10);
    item.release();
    await expect.poll(() => size.value).toBe(20);
    expect(item.writes).toEqual([]);
  });

  it('stores what is written to it', async () => {
    const setting = createSetting(item);
    const size = settingField(setting, 'size');
    item.release();
    await expect.poll(() => setting.isLoaded.value).toBe(true);
    size.value = 40;
    expect(setting.current.value.size).toBe(40);
    await expect.poll(() => item.writes).toEqual([{ model: 'default', size: 40 }]);
  });
});
