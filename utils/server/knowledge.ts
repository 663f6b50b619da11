import type { Connection } from './connection';
import { findModel, type ModelState, models, stateAt } from './models';

/** A model as a server lists it. */
export interface ListedModel {
  readonly id: string;
  /** ISO date from which on it does not answer any more. */
  readonly shutdownDate?: string | undefined;
}

/** A field that a server has refused for a model. */
export interface RefusedField {
  readonly baseUrl: string;
  readonly model: string;
  readonly field: string;
}

/** The field that drawn marks go in, in the place of a mask. */
export const markupField = 'markup';

/**
 * Whether marks can be sent: the model takes them, the server knows OpenAI's own form of a mask, and it
 * has not refused them for that model. Else they are not sent, and count for nothing.
 * @param refused what servers have refused so far
 */
export const takesMarks = (
  model: string,
  { baseUrl, maskForm = 'mask' }: Pick<Connection, 'baseUrl' | 'maskForm'>,
  refused: readonly RefusedField[],
): boolean =>
  findModel(model).supports.markup &&
  maskForm === 'mask' &&
  !refused.some(
    (entry) => entry.field === markupField && entry.baseUrl === baseUrl && entry.model === model,
  );

/** A model to choose from. */
export interface OfferedModel {
  readonly id: string;
  readonly state: ModelState;
  /** Whether the server lists it; undefined where the server was not asked. */
  readonly isListed: boolean | undefined;
}

/** What OpenAI's image models are called; the list of a server that has them holds others too. */
const looksLikeImages = /image|dall-e/i;

/** The server's own word on a model's end counts; one that it lists without it is not gone. */
function stateOf({ id, shutdownDate }: ListedModel, now: number): ModelState {
  if (shutdownDate) return stateAt({ kind: 'closing', date: shutdownDate }, now);
  const { state } = findModel(id, now);
  return state.kind === 'gone' ? { kind: 'current' } : state;
}

/** The state of a model on a server that lists `listed`; undefined where it was not asked. */
export function stateOn(
  id: string,
  listed: readonly ListedModel[] | undefined,
  now = Date.now(),
): ModelState {
  const found = listed?.find((model) => model.id === id);
  return found ? stateOf(found, now) : findModel(id, now).state;
}

/** The models of the table, each as the server or, where it says nothing, the table has it. */
const fromTable = (listed: readonly ListedModel[] | undefined, now: number): OfferedModel[] =>
  models
    .map(({ id, state }): OfferedModel => {
      const found = listed?.find((model) => model.id === id);
      if (found) return { id, state: stateOf(found, now), isListed: true };
      return { id, state: stateAt(state, now), isListed: listed && false };
    })
    .filter(({ state }) => state.kind !== 'gone');

/**
 * The models of the table joined with what the server lists: first those that both know, then those
 * that only the server knows, at last those that it does not list. Models that have ended are left out.
 * @param listed undefined where the server was not asked or lists nothing
 * @param now ms since 1970
 */
export function offeredModels(
  listed: readonly ListedModel[] | undefined,
  now = Date.now(),
): OfferedModel[] {
  if (!listed?.length) return fromTable(undefined, now);
  const inTable = fromTable(listed, now);
  const known = inTable.filter(({ isListed }) => isListed);
  const others = listed
    .filter(({ id }) => id !== '' && !models.some((model) => model.id === id))
    .filter(({ id }) => known.length === 0 || looksLikeImages.test(id))
    .map(
      (model): OfferedModel => ({
        id: model.id,
        state: stateOf(model, now),
        isListed: true,
      }),
    );
  return [...known, ...others, ...inTable.filter(({ isListed }) => !isListed)];
}
