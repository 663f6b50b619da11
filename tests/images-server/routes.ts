import type { Endpoint, Personality } from './behaviour';

export interface Route {
  endpoint: Endpoint;
  method: 'GET' | 'POST';
  /** Azure's deployment, or the model of `GET /v1/models/ID`. */
  name: string | undefined;
}

/** Which endpoint a path means, or `undefined`. Azure has its own paths and wants an `api-version`. */
export function findRoute(url: string, personality: Personality): Route | undefined {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  if (personality === 'azure') {
    return searchParams.has('api-version') ? azureRoute(pathname) : undefined;
  }
  const images = /^\/v1\/images\/(generations|edits)$/.exec(pathname)?.[1];
  if (images) return imagesRoute(images, undefined);
  const models = /^\/v1\/models(?:\/([^/]+))?$/.exec(pathname);
  return models ? { endpoint: 'models', method: 'GET', name: models[1] } : undefined;
}

/** Whether a path belongs to an API at all, so that its requests are recorded. */
export function isApiPath(url: string): boolean {
  return url.startsWith('/v1/') || url.startsWith('/openai/');
}

function azureRoute(pathname: string): Route | undefined {
  if (pathname === '/openai/models') return { endpoint: 'models', method: 'GET', name: undefined };
  const match = /^\/openai\/deployments\/([^/]+)\/images\/(generations|edits)$/.exec(pathname);
  return match?.[2] ? imagesRoute(match[2], match[1]) : undefined;
}

function imagesRoute(name: string, deployment: string | undefined): Route {
  const endpoint = name === 'edits' ? 'edits' : 'generations';
  return { endpoint, method: 'POST', name: deployment };
}
