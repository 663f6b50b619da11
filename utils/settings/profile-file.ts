import { AppError } from '../base/errors';
import type { Connection } from '../server/connection';
import { maxWaitMinutes } from '../server/connection';

/** What a file of profiles holds of each: never a key, sealed or not. */
const kept = [
  'name',
  'baseUrl',
  'keyHeader',
  'pathForm',
  'apiVersion',
  'maskForm',
  'waitMinutes',
  'keyStorage',
] as const;

const choices: Readonly<Record<string, readonly string[]>> = {
  keyHeader: ['authorization', 'api-key'],
  pathForm: ['openai', 'azure'],
  maskForm: ['mask', 'mask_image', 'none'],
  keyStorage: ['local', 'session', 'passphrase'],
};

/** Profiles as a JSON text, without keys. */
export function exportProfiles(profiles: readonly Connection[]): string {
  const servers = profiles.map((profile) =>
    Object.fromEntries(kept.map((field) => [field, profile[field]])),
  );
  return `${JSON.stringify({ repaintServers: 1, servers }, null, 2)}\n`;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isGood(field: (typeof kept)[number], value: unknown): boolean {
  if (field === 'waitMinutes')
    return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= maxWaitMinutes;
  return typeof value === 'string' && (choices[field]?.includes(value) ?? true);
}

/** One profile of a file; texts and known words only, whatever else stands there. */
function readProfile(profile: unknown): Connection {
  const fields = isFields(profile) ? profile : {};
  const taken = kept.flatMap((field) => {
    const value = fields[field];
    return isGood(field, value) ? [[field, value]] : [];
  });
  const { baseUrl, ...rest } = Object.fromEntries(taken) as Partial<Connection>;
  if (!baseUrl || !/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl))
    throw new AppError('settings-file-invalid');
  return { ...rest, baseUrl, apiKey: '', id: crypto.randomUUID() };
}

/**
 * The profiles in a text that `exportProfiles` has made; they get new ids and have no keys.
 * @throws AppError settings-file-invalid
 */
export function importProfiles(text: string): Connection[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw new AppError('settings-file-invalid', { cause });
  }
  if (!isFields(file) || !Array.isArray(file.servers)) throw new AppError('settings-file-invalid');
  return file.servers.map(readProfile);
}
