/**
 * Everything that can be asked of the server, in one place. `behave()` merges a part of this into
 * what holds for the requests that follow; `reset()` returns to `DEFAULT_BEHAVIOUR`.
 */

/**
 * Which kind of server answers:
 * - `openai`: the documented API, strict about fields, sizes and the mask's alpha.
 * - `azure`: the same under `/openai/deployments/NAME/…?api-version=…`, key in header `api-key`.
 * - `sdcpp`: errors are `{"error":"text"}`, the mask is read as luminance (white = repaint), no streaming.
 * - `fastapi`: errors are `{"detail":…}`, refused parameters are 422, `mask_image` works too, no streaming.
 * - `relay`: errors are status 200 with an error body, `b64_json` carries a `data:` prefix.
 * - `plain-json`: `{created, data}` and nothing else, never a stream.
 */
export type Personality = 'openai' | 'sdcpp' | 'fastapi' | 'relay' | 'plain-json' | 'azure';

/**
 * How the redrawn picture lies over the source:
 * - `drifting`: tinted by about 5 of 255 and shifted by 2-3 px (what the models do).
 * - `perfect`: tinted, not shifted.
 * - `zoomed`: tinted and scaled by 3 % around the centre.
 * - `reframed`: another size than the one asked for.
 * - `recomposed`: enlarged by a quarter where less than 7 % of the picture is to be repainted, else
 *   drifting: models reframe a picture the less, the more of it they are to paint.
 */
export type Registration = 'drifting' | 'perfect' | 'zoomed' | 'reframed' | 'recomposed';

/** Faults that answer with an HTTP error before any work is done. */
export const errorFaults = [
  'invalid_api_key',
  'organization_not_verified',
  'moderation_blocked',
  'invalid_size',
  'invalid_image_file',
  'mask_size_mismatch',
  'unknown_parameter',
  'model_not_found',
  'rate_limit_exceeded',
  'insufficient_quota',
  'project_spend_limit_exceeded',
  'organization_spend_limit_exceeded',
  'billing_hard_limit_reached',
  'http_500',
  'http_502',
  'http_503',
  'http_504',
] as const;

/**
 * Faults of the answer itself; the pictures were made, so the request counts as billed.
 * - `error_event`: the stream says `event: error`, data `{type:'error', error}`, after the first partial picture.
 * - `error_event_bare`: the same with the error itself as data, as the published document has it.
 * - `cut_in_base64`: the connection drops in the middle of the picture.
 * - `ended_in_base64`: the same, but the body ends in good order.
 * - `no_completed`: the partial pictures, then an orderly end (JSON: an empty `data`).
 * - `stall`: headers, then silence for ever.
 * - `split_lines`: every line arrives in several small writes.
 * - `no_last_blank_line`: the stream ends right after its last `data:` line.
 * - `json_to_stream`: JSON although a stream was asked for.
 * - `reset_before_headers`: the connection is reset.
 * - `empty_body`: status 200 and nothing.
 * - `undecodable_image`: valid base64 of something that is not a picture.
 * - `one_pixel`: a 1x1 picture.
 * - `html_200`: an HTML page with status 200.
 * - `whitespace_before_json`: JSON after blank lines, as relays send to stay alive.
 */
export const answerFaults = [
  'error_event',
  'error_event_bare',
  'cut_in_base64',
  'ended_in_base64',
  'no_completed',
  'stall',
  'split_lines',
  'no_last_blank_line',
  'json_to_stream',
  'reset_before_headers',
  'empty_body',
  'undecodable_image',
  'one_pixel',
  'html_200',
  'whitespace_before_json',
] as const;

export type ErrorFault = (typeof errorFaults)[number];
export type AnswerFault = (typeof answerFaults)[number];
export type FaultKind = ErrorFault | AnswerFault;
export type Endpoint = 'models' | 'generations' | 'edits';

export interface Fault {
  kind: FaultKind;
  /** After this many faulty answers the server works again; `Infinity` never does. */
  times: number;
  /** Only this endpoint; without it every endpoint (answer faults only hit the two that make images). */
  endpoint?: Endpoint;
  /** For `unknown_parameter`: the field refused, on requests that carry it. Default `partial_images`. */
  param?: string;
  /** For `rate_limit_exceeded`: the `Retry-After` header, seconds. Default 1. */
  retryAfterSeconds?: number;
}

/** What is painted in place of what the prompt says. */
export interface FlatShape {
  /** Red, green, blue, before the tint that all of an answer gets. */
  readonly colour: readonly [number, number, number];
  /** Px that it reaches past the mask on all sides, as models take a mask for a hint. */
  readonly reachPx: number;
}

export interface Behaviour {
  personality: Personality;
  registration: Registration;
  /** At most this many partial images are sent, whatever is asked for (0-3). */
  partialImages: number;
  /** Silence between the accepted request and the answer's headers, ms. */
  delayBeforeHeadersMs: number;
  /** Silence before every event of a stream, ms. */
  delayBetweenEventsMs: number;
  /** The model paints where it likes, as if no mask had been sent. */
  ignoresMask: boolean;
  /** One colour all over the mask and past it, whatever the prompt says. */
  flatShape: FlatShape | undefined;
  /** How a finished picture is handed over: inline, or as a link to another or to the same origin. */
  answerAs: 'b64_json' | 'url' | 'relative_url';
  /** Whether pages of any origin may read the answers (CORS headers, preflights answered). */
  cors: boolean;
  fault: Fault | undefined;
}

export const defaultBehaviour: Behaviour = {
  personality: 'openai',
  registration: 'drifting',
  partialImages: 3,
  delayBeforeHeadersMs: 0,
  delayBetweenEventsMs: 0,
  ignoresMask: false,
  flatShape: undefined,
  answerAs: 'b64_json',
  cors: true,
  fault: undefined,
};
