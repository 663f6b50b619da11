import { browser } from 'wxt/browser';
import { AppError } from '../base/errors';
import type { FrameAddress } from '../library/records';
import type { PageApi, WithPageApi } from '../page/page-image';
import { fetchLimits } from './fetch';

/** The frame of a tab that the user clicked in. */
export type PageFrame = FrameAddress;

type Answer<Name extends keyof PageApi> = Awaited<ReturnType<PageApi[Name]>>;
type Outcome<Result> =
  | { readonly result: Result | null }
  | { readonly isMissing: true }
  | { readonly isElsewhere: true };

/** Runs in the page. The browsers send its text, so it is whole in itself. */
async function callInPage(
  name: keyof PageApi,
  args: readonly unknown[],
  origin: string | null,
): Promise<Outcome<unknown>> {
  if (origin !== null && location.origin !== origin) return { isElsewhere: true };
  // Its own: an element with this id would be a property of the window, too.
  const isThere = Object.hasOwn(globalThis, 'repaintPage');
  const api = isThere ? (globalThis as WithPageApi).repaintPage : undefined;
  if (!api) return { isMissing: true };
  const call = api[name] as (...given: readonly unknown[]) => unknown;
  return { result: (await call(...args)) ?? null };
}

/** By what the browsers say of pages that no permission opens. */
const closedPage =
  /cannot be scripted|chrome:\/\/|edge:\/\/|brave:\/\/|about:|view-source:|devtools:|extensions? gallery|error page|webstore|chrome-extension:|moz-extension:|restricted/i;

/** Addresses of such pages, where the browsers speak of a permission that could be given. */
const closedAddress = /^(chrome|edge|brave|about|view-source|devtools|[a-z]+-extension):/;

const gonePage =
  /No tab with id|No frame with id|Frame with ID .* was removed|tab was closed|Invalid tab/i;

async function toAppError(cause: unknown, tabId: number): Promise<AppError> {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (gonePage.test(message)) return new AppError('page-gone', { cause });
  const { url = '' } = (await browser.tabs.get(tabId).catch(() => undefined)) ?? {};
  const isClosed = closedPage.test(message) || closedAddress.test(url);
  return new AppError(isClosed ? 'page-closed-to-extensions' : 'page-needs-a-click', { cause });
}

/** Calls, and where the script is not there yet, brings it and calls again. */
async function bringAndCall<Result>(
  bring: () => Promise<unknown>,
  call: () => Promise<Outcome<Result> | undefined>,
): Promise<Result | undefined> {
  let outcome = await call();
  if (outcome && 'isMissing' in outcome) {
    await bring();
    outcome = await call();
  }
  if (outcome && 'isElsewhere' in outcome) throw new AppError('page-gone');
  return outcome && 'result' in outcome ? (outcome.result ?? undefined) : undefined;
}

/** How long a page may take to answer, ms: longer than it waits for a server itself. */
const answerLimitMs = fetchLimits.silenceMs + 5_000;

/** A page that shows a dialog or is busy answers nothing, and may stay so. The picker waits for the user. */
async function inTime<T>(name: keyof PageApi, work: Promise<T>): Promise<T> {
  if (name === 'pick') return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('page-silent')), answerLimitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs a function of the injected script in a frame, if that is there. */
async function callOnce<Name extends keyof PageApi>(
  { tabId, frameId, origin }: PageFrame,
  name: Name,
  args: Parameters<PageApi[Name]>,
): Promise<Outcome<Answer<Name>> | undefined> {
  const [injection] = await browser.scripting.executeScript({
    ...whereIn({ tabId, frameId }),
    func: callInPage,
    args: [name, JSON.parse(JSON.stringify(args)) as unknown[], origin ?? null],
  });
  return injection?.result as Outcome<Answer<Name>> | undefined;
}

/** A page may never finish loading. */
const whereIn = ({ tabId, frameId }: Pick<PageFrame, 'tabId' | 'frameId'>) => ({
  target: { tabId, frameIds: [frameId] },
  injectImmediately: true,
});

/**
 * The right that a click or a shortcut gives comes to a page's own process a moment later than to the background: beside other
 * browsers Chromium refused 6 of 168 first calls to a page that was loaded, and let the next ones in, 50 ms later in the case that
 * was watched. So a refusal counts only after these, ms.
 */
const refusalPausesMs = [50, 100, 200, 300];

/** Frames within a page have often no right for good, and are asked only once: another way leads on. */
async function onceAllowed<Result>(
  { tabId, frameId }: PageFrame,
  work: () => Promise<Result>,
): Promise<Result> {
  for (const pauseMs of frameId === 0 ? refusalPausesMs : []) {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      const error = await toAppError(cause, tabId);
      if (error.code !== 'page-needs-a-click') throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return work();
}

/**
 * Calls the injected script in a frame, bringing it there first if need be. A frame that was stored with its origin is
 * called only as long as it shows that: the browser's numbers may be another page's by now.
 * @throws AppError page-closed-to-extensions, page-needs-a-click (no right to this frame), page-gone,
 *   page-silent
 */
export async function callPage<Name extends keyof PageApi>(
  frame: PageFrame,
  name: Name,
  ...args: Parameters<PageApi[Name]>
): Promise<Answer<Name> | undefined> {
  const bring = () =>
    browser.scripting.executeScript({ ...whereIn(frame), files: ['/image-picker.js'] });
  try {
    return await inTime(
      name,
      onceAllowed(frame, () => bringAndCall(bring, () => callOnce(frame, name, args))),
    );
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw await toAppError(cause, frame.tabId);
  }
}

/**
 * The same where the script is there already; undefined where it is not: to ask is no reason to bring it.
 * @throws AppError as `callPage`
 */
export async function askPage<Name extends keyof PageApi>(
  frame: PageFrame,
  name: Name,
  ...args: Parameters<PageApi[Name]>
): Promise<Answer<Name> | undefined> {
  try {
    const outcome = await inTime(name, callOnce(frame, name, args));
    return outcome && 'result' in outcome ? (outcome.result ?? undefined) : undefined;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw await toAppError(cause, frame.tabId);
  }
}
