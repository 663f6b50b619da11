import type { ErrorCode } from '../errors';

const platform = 'https://platform.openai.com';

/** Where OpenAI hands out keys. */
export const keysPage = `${platform}/api-keys`;

/** The page where a failure of OpenAI's own API can be mended or is explained. */
export const helpLinks: Readonly<Partial<Record<ErrorCode, string>>> = {
  'key-missing': keysPage,
  'key-malformed': keysPage,
  'key-wrong': keysPage,
  'organization-unverified': `${platform}/settings/organization/general`,
  'access-denied': `${platform}/settings/organization/projects`,
  'model-not-found': `${platform}/docs/models`,
  'moderation-blocked': 'https://openai.com/policies/usage-policies',
  'quota-exhausted': `${platform}/settings/organization/billing/overview`,
  'spend-limit-reached': `${platform}/settings/organization/limits`,
  'rate-limited': `${platform}/settings/organization/limits`,
  'parameter-unknown': `${platform}/docs/api-reference/images`,
  'server-failed': 'https://status.openai.com',
};
