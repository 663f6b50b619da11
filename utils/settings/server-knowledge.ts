import { storage } from 'wxt/utils/storage';
import type { ListedModel, RefusedField } from '../server/knowledge';
import { inSettings } from './setting';

interface ModelList {
  /** When the server was asked, ms since 1970. */
  readonly askedAt: number;
  readonly models: readonly ListedModel[];
}

/** What servers have told, by base URL. */
export interface ServerModels {
  readonly byServer: Readonly<Record<string, ModelList>>;
}

export const serverModelsItem = storage.defineItem<ServerModels>('local:serverModels', {
  fallback: { byServer: {} },
});

export interface RefusedFields {
  readonly fields: readonly RefusedField[];
}

export const refusedFieldsItem = storage.defineItem<RefusedFields>('local:refusedFields', {
  fallback: { fields: [] },
});

const isSame = (a: RefusedField, b: RefusedField): boolean =>
  a.baseUrl === b.baseUrl && a.model === b.model && a.field === b.field;

/** The fields to leave out of requests to a server for a model. */
export async function refusedBy(baseUrl: string, model: string): Promise<string[]> {
  const { fields } = await refusedFieldsItem.getValue();
  return fields
    .filter((entry) => entry.baseUrl === baseUrl && entry.model === model)
    .map(({ field }) => field);
}

/** Remembers that a server refuses a field. */
export const rememberRefusal = (refusal: RefusedField): Promise<void> =>
  inSettings(async () => {
    const { fields } = await refusedFieldsItem.getValue();
    if (fields.some((entry) => isSame(entry, refusal))) return;
    await refusedFieldsItem.setValue({ fields: [...fields, refusal] });
  });

/** All but one: for a server that has learned the field meanwhile. */
export const withoutRefusal = (
  fields: readonly RefusedField[],
  refusal: RefusedField,
): readonly RefusedField[] => fields.filter((entry) => !isSame(entry, refusal));

export const rememberModels = (baseUrl: string, models: readonly ListedModel[]): Promise<void> =>
  inSettings(async () => {
    const { byServer } = await serverModelsItem.getValue();
    const list: ModelList = { askedAt: Date.now(), models };
    await serverModelsItem.setValue({ byServer: { ...byServer, [baseUrl]: list } });
  });
