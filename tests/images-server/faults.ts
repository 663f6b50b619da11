import type { AnswerFault, Behaviour, Endpoint, ErrorFault, Fault } from './behaviour';
import { answerFaults } from './behaviour';
import {
  ApiError,
  invalidApiKey,
  invalidImageFile,
  invalidValue,
  maskSizeMismatch,
  modelNotFound,
  moderationBlocked,
  unknownParameter,
} from './errors';

/** An answer that is no JSON error, as gateways in front of an API send. */
export interface HtmlAnswer {
  status: number;
  html: string;
}

/** What the fault does to this request, or `undefined` when it does not concern it. */
export type FaultEffect =
  | { kind: 'error'; error: ApiError }
  | { kind: 'html'; answer: HtmlAnswer }
  | { kind: 'answer'; fault: AnswerFault };

/**
 * Uses up one of the fault's `times`.
 * @param fieldNames of the request, for faults about one parameter
 */
export function takeFault(
  behaviour: Behaviour,
  endpoint: Endpoint,
  fieldNames: readonly string[],
): FaultEffect | undefined {
  const { fault } = behaviour;
  if (!fault || fault.times <= 0 || !concerns(fault, endpoint, fieldNames)) return undefined;
  behaviour.fault = { ...fault, times: fault.times - 1 };
  const { kind } = fault;
  if (isAnswerFault(kind)) return { kind: 'answer', fault: kind };
  const status = htmlStatus[kind];
  if (status)
    return { kind: 'html', answer: { status, html: htmlPage(`${status} upstream error`) } };
  return { kind: 'error', error: errorOf(kind, fault) };
}

/** Whether the stream is to end in an error event. */
export function isErrorEvent(fault: AnswerFault | undefined): boolean {
  return fault === 'error_event' || fault === 'error_event_bare';
}

export function htmlPage(title: string): string {
  return `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
}

const htmlStatus: Partial<Record<ErrorFault, number>> = {
  http_500: 500,
  http_502: 502,
  http_503: 503,
  http_504: 504,
};

const defaultParam = 'partial_images';

function concerns(fault: Fault, endpoint: Endpoint, fieldNames: readonly string[]): boolean {
  if (fault.endpoint && fault.endpoint !== endpoint) return false;
  if (isAnswerFault(fault.kind)) return endpoint !== 'models';
  return fault.kind !== 'unknown_parameter' || fieldNames.includes(fault.param ?? defaultParam);
}

function isAnswerFault(kind: string): kind is AnswerFault {
  return (answerFaults as readonly string[]).includes(kind);
}

function errorOf(kind: ErrorFault, fault: Fault): ApiError {
  switch (kind) {
    case 'invalid_api_key':
      return invalidApiKey('fake');
    case 'organization_not_verified':
      return notVerified();
    case 'moderation_blocked':
      return moderationBlocked();
    case 'invalid_size':
      return invalidValue(
        'size',
        'Invalid size. The requested size is not supported by the model.',
      );
    case 'invalid_image_file':
      return invalidImageFile('image', 'Invalid image file or mode for image 1.');
    case 'mask_size_mismatch':
      return maskSizeMismatch();
    case 'unknown_parameter':
      return unknownParameter(fault.param ?? defaultParam);
    case 'model_not_found':
      return modelNotFound('gpt-image-2.6-sunburst');
    default:
      return limitReached(kind, fault.retryAfterSeconds ?? 1);
  }
}

function notVerified(): ApiError {
  const message =
    'Your organization must be verified to use the model `gpt-image-2.6-sunburst`. ' +
    'It can take some minutes until a verification takes effect.';
  return new ApiError(message, { status: 403 });
}

const limitText: Readonly<Record<string, string>> = {
  rate_limit_exceeded: 'Rate limit reached for images per minute. Try again shortly.',
  insufficient_quota: 'You exceeded your current quota. Check your plan and billing details.',
  project_spend_limit_exceeded: 'This project has reached its spend limit.',
  organization_spend_limit_exceeded: 'This organization has reached its spend limit.',
  billing_hard_limit_reached: 'Billing hard limit has been reached.',
};

function limitReached(code: string, retryAfterSeconds: number): ApiError {
  const retry = code === 'rate_limit_exceeded';
  return new ApiError(limitText[code] ?? code, {
    status: 429,
    type: retry ? 'requests' : code === 'insufficient_quota' ? code : 'billing_limit_user_error',
    code,
    headers: retry ? { 'retry-after': String(retryAfterSeconds) } : {},
  });
}
