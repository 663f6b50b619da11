export interface ServedModel {
  id: string;
  /** `any`: WxH within `sizes.ts`'s limits; `three`: the three standard sizes. Both take `auto`. */
  sizes: 'any' | 'three';
  qualities: readonly string[];
  /** Field names that this model takes beside those that all take. */
  takes: readonly string[];
  shutdownDate: string | null;
}

const basic = ['low', 'medium', 'high', 'auto'] as const;
const extended = ['low', 'medium', 'high', 'xhigh', 'max', 'auto'] as const;
const shutdown = '2026-12-01';

/** The models of 2026-11-22, as the API notes of the project list them. */
export const servedModels: readonly ServedModel[] = [
  current('gpt-image-2.6-sunburst', extended, ['complexity', 'markup']),
  current('gpt-image-2.6-flare', extended, ['complexity', 'markup']),
  current('gpt-image-2.5-sunburst', extended, ['markup']),
  current('gpt-image-2.5-flare', extended, ['markup']),
  current('gpt-image-2', basic, []),
  retiring('gpt-image-1.5'),
  retiring('gpt-image-1-mini'),
  retiring('chatgpt-image-latest'),
];

export const defaultModel = 'gpt-image-2.6-sunburst';

const gone = new Set(['gpt-image-1', 'dall-e-2', 'dall-e-3']);

/**
 * The rules for a model id: listed, a dated snapshot of a listed one, or a future `gpt-image-*`
 * (safe rules). `undefined` for retired ids and for names that are no image model's.
 */
export function findModel(id: string): ServedModel | undefined {
  if (gone.has(id)) return undefined;
  const undated = id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const listed = servedModels.find((model) => model.id === undated);
  if (listed) return listed;
  return /^gpt-image-\d/.test(undated) ? current(id, basic, []) : undefined;
}

/** What servers other than OpenAI's take: any name, and whatever they can make of the rest. */
export function anyModel(id: string): ServedModel {
  return current(id, extended, ['complexity', 'markup', 'input_fidelity']);
}

/** The body of `GET /v1/models`, a text model among them as on the real list. */
export function modelList(): { object: 'list'; data: readonly ModelItem[] } {
  const data = servedModels.map((model) => modelItem(model.id, model.shutdownDate));
  return { object: 'list', data: [...data, modelItem('gpt-5.5', null)] };
}

/** The body of `GET /v1/models/ID`, or `undefined` for an id that is not listed. */
export function listedModel(id: string): ModelItem | undefined {
  return modelList().data.find((item) => item.id === id);
}

export interface ModelItem {
  id: string;
  object: 'model';
  /** Unix time, seconds. */
  created: number;
  owned_by: string;
  /** ISO date, or null while none is announced. */
  shutdown_date: string | null;
}

function modelItem(id: string, shutdown_date: string | null): ModelItem {
  return { id, object: 'model', created: 1_767_225_600, owned_by: 'system', shutdown_date };
}

function current(id: string, qualities: readonly string[], takes: readonly string[]): ServedModel {
  return { id, sizes: 'any', qualities, takes, shutdownDate: null };
}

function retiring(id: string): ServedModel {
  return {
    id,
    sizes: 'three',
    qualities: basic,
    takes: ['input_fidelity'],
    shutdownDate: shutdown,
  };
}
