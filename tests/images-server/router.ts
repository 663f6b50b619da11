import { authorize } from './auth';
import type { AnswerFault } from './behaviour';
import { ClientGone } from './delay';
import { ApiError, modelNotFound, notFound } from './errors';
import { type Exchange, send, sendJson } from './exchange';
import { takeFault } from './faults';
import { handleImages } from './images-handler';
import { listedModel, modelList } from './models';
import { errorAnswer } from './personalities';
import { readBody } from './read-body';
import { recordBody } from './recorder';
import { findRoute, type Route } from './routes';

/**
 * Auth -> parse -> parameters -> moderation -> work, every refusal in the personality's form.
 * @param live is the behaviour that faults are counted down in
 */
export async function answer(
  exchange: Exchange,
  apiKey: string,
  live: Exchange['behaviour'],
): Promise<void> {
  try {
    await dispatch(exchange, apiKey, live);
  } catch (cause) {
    exchange.keepRecord();
    if (cause instanceof ClientGone) return;
    sendError(exchange, cause instanceof ApiError ? cause : unexpected(cause));
  }
}

async function dispatch(
  exchange: Exchange,
  apiKey: string,
  live: Exchange['behaviour'],
): Promise<void> {
  const { request, behaviour, record } = exchange;
  authorize(request, behaviour.personality, apiKey);
  const route = findRoute(record.path, behaviour.personality);
  if (!route || route.method !== record.method) throw notFound(record.method, record.path);
  const body = await readBody(request);
  await recordBody(record, body);
  exchange.keepRecord();
  const names = [...Object.keys(body.fields), ...body.files.map(({ field }) => field)];
  const effect = takeFault(live, route.endpoint, names);
  if (effect?.kind === 'error') throw effect.error;
  if (effect?.kind === 'html') {
    return send(exchange, effect.answer.status, 'text/html', effect.answer.html);
  }
  return work(exchange, route, body, effect?.fault);
}

async function work(
  exchange: Exchange,
  route: Route,
  body: Awaited<ReturnType<typeof readBody>>,
  fault: AnswerFault | undefined,
): Promise<void> {
  if (route.endpoint !== 'models') return handleImages(exchange, route, body, fault);
  if (route.name === undefined) return sendJson(exchange, 200, modelList());
  const model = listedModel(decodeURIComponent(route.name));
  if (!model) throw modelNotFound(route.name);
  return sendJson(exchange, 200, model);
}

function sendError(exchange: Exchange, error: ApiError): void {
  if (exchange.response.headersSent) {
    exchange.response.destroy();
    return;
  }
  const { status, body } = errorAnswer(error, exchange.behaviour.personality);
  sendJson(exchange, status, body, error.headers);
}

/** A fault of this server itself; the text helps whoever wrote the test. */
function unexpected(cause: unknown): ApiError {
  const message = `The images server failed: ${cause instanceof Error ? cause.stack : String(cause)}`;
  return new ApiError(message, { status: 500, type: 'server_error' });
}
