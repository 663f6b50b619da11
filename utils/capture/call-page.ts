import { browser } from 'wxt/browser';
import { AppError } from '../errors';
import type { FrameAddress } from '../library/records';
import type { PageApi, WithPageApi } from './page/page-calls';

/** The frame of a tab that the user clicked in. */
export type PageFrame = FrameAddress;

type Answer<Name extends keyof PageApi> = Awaited<ReturnType<PageApi[Name]>>;
type Outcome<Result> = { readonly result: Result | null } | { readonly isMissing: true };

/** Runs in the page. The browsers send its text, so it is whole in itself. */
async function callInPage(
  name: keyof PageApi,
  args: readonly unknown[],
): Promise<Outcome<unknown>> {
  const api = (globalThis as WithPageApi).repaintPage;
  if (!api) return { isMissing: true };
  const call = api[name] as (...given: readonly unknown[]) => unknown;
  return { result: (await call(...args)) ?? null };
}

/** By what the browsers say of pages that no permission opens. */
const closedPage =
  /cannot be scripted|chrome:\/\/|edge:\/\/|brave:\/\/|about:|view-source:|devtools:|extensions? gallery|error page|webstore|chrome-extension:|moz-extension:|restricted/i;

function toAppError(cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (
    /No tab with id|No frame with id|Frame with ID .* was removed|tab was closed|Invalid tab/i.test(
      message,
    )
  )
    return new AppError('page-gone', { cause });
  return new AppError(
    closedPage.test(message) ? 'page-closed-to-extensions' : 'page-needs-a-click',
    { cause },
  );
}

/**
 * Calls the injected script in a frame, bringing it there first if need be.
 * @throws AppError page-closed-to-extensions, page-needs-a-click (no right to this frame), page-gone
 */
export async function callPage<Name extends keyof PageApi>(
  { tabId, frameId }: PageFrame,
  name: Name,
  ...args: Parameters<PageApi[Name]>
): Promise<Answer<Name> | undefined> {
  const target = { tabId, frameIds: [frameId] };
  const call = async () => {
    const [injection] = await browser.scripting.executeScript({
      target,
      injectImmediately: true, // a page may never finish loading
      func: callInPage,
      args: [name, JSON.parse(JSON.stringify(args)) as unknown[]],
    });
    return injection?.result as Outcome<Answer<Name>> | undefined;
  };
  try {
    let outcome = await call();
    if (outcome && 'isMissing' in outcome) {
      await browser.scripting.executeScript({
        target,
        injectImmediately: true,
        files: ['/image-picker.js'],
      });
      outcome = await call();
    }
    return outcome && 'result' in outcome ? (outcome.result ?? undefined) : undefined;
  } catch (cause) {
    throw toAppError(cause);
  }
}
