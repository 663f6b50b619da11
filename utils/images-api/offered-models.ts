import type { ListedModel } from '../settings/server-knowledge';
import { findModel, type ModelState, models } from './models';

/** A model to choose from. */
export interface OfferedModel {
  readonly id: string;
  readonly state: ModelState;
  /** Whether the server lists it; undefined where the server was not asked. */
  readonly isListed: boolean | undefined;
}

const inUse = models.filter(({ state }) => state.kind !== 'gone');

/** What OpenAI's image models are called; the list of a server that has them holds others too. */
const looksLikeImages = /image|dall-e/i;

/** The server's own word on a model's end counts, else the table's. */
const stateOf = ({ id, shutdownDate }: ListedModel): ModelState =>
  shutdownDate ? { kind: 'closing', date: shutdownDate } : findModel(id).state;

/**
 * The models of the table joined with what the server lists: first those that both know, then those
 * that only the server knows, at last those that it does not list.
 * @param listed undefined where the server was not asked or lists nothing
 */
export function offeredModels(listed: readonly ListedModel[] | undefined): OfferedModel[] {
  if (!listed?.length) return inUse.map(({ id, state }) => ({ id, state, isListed: undefined }));
  const inTable = inUse.map(({ id, state }): OfferedModel => {
    const found = listed.find((model) => model.id === id);
    return { id, state: found ? stateOf(found) : state, isListed: found !== undefined };
  });
  const known = inTable.filter(({ isListed }) => isListed);
  const others = listed
    .filter(({ id }) => id !== '' && !models.some((model) => model.id === id))
    .filter(({ id }) => known.length === 0 || looksLikeImages.test(id))
    .map((model): OfferedModel => ({ id: model.id, state: stateOf(model), isListed: true }));
  return [...known, ...others, ...inTable.filter(({ isListed }) => !isListed)];
}
