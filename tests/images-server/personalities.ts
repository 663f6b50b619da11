import type { Behaviour, Personality } from './behaviour';
import type { ApiError } from './errors';

export interface PersonalityTraits {
  /** Unknown fields are refused, models and sizes must be the documented ones, the mask needs alpha. */
  strict: boolean;
  streams: boolean;
  /** What marks the pixels to repaint. */
  mask: 'alpha' | 'luminance';
  /** Put before the base64 of a picture. */
  base64Prefix: string;
  /** Answers with `created` and `data` only. */
  bare: boolean;
}

const openai: PersonalityTraits = {
  strict: true,
  streams: true,
  mask: 'alpha',
  base64Prefix: '',
  bare: false,
};

const traits: Readonly<Record<Personality, PersonalityTraits>> = {
  openai: openai,
  azure: openai,
  sdcpp: { ...openai, strict: false, streams: false, mask: 'luminance', bare: true },
  fastapi: { ...openai, strict: false, streams: false, mask: 'luminance', bare: true },
  relay: { ...openai, strict: false, base64Prefix: 'data:image/png;base64,' },
  'plain-json': { ...openai, strict: false, streams: false, bare: true },
};

export function traitsOf(behaviour: Behaviour): PersonalityTraits {
  return traits[behaviour.personality];
}

/** An error as this personality sends it. */
export function errorAnswer(
  error: ApiError,
  personality: Personality,
): { status: number; body: unknown } {
  switch (personality) {
    case 'sdcpp':
      return { status: error.status, body: { error: error.message } };
    case 'fastapi':
      return fastapiAnswer(error);
    case 'relay':
      return { status: error.status === 401 ? 401 : 200, body: errorBody(error) };
    default:
      return { status: error.status, body: errorBody(error) };
  }
}

/** The documented form: `{"error":{message,type,param,code}}`. */
export function errorBody(error: ApiError): { error: Record<string, unknown> } {
  const { message, type, param, code, extra } = error;
  return { error: { message, type, param, code, ...extra } };
}

function fastapiAnswer(error: ApiError): { status: number; body: unknown } {
  if (error.status !== 400 || error.param === null) {
    return { status: error.status, body: { detail: error.message } };
  }
  const item = { type: 'value_error', loc: ['body', error.param], msg: error.message };
  return { status: 422, body: { detail: [item] } };
}
