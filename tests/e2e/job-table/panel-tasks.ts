import type { JobState } from '../../../utils/library/jobs';

/*
 * Functions that run in the panel's page, in either browser. They travel as text, so each stands for itself:
 * no imports, and no function with a name inside.
 */

/** What the library says of a job. */
export interface JobFacts {
  readonly state: JobState;
  readonly code?: string | undefined;
  readonly resultIds: readonly string[];
}

/**
 * Waits until the job with this prompt is in a state, or has ended; null after 80 s. Some states are short, so it looks
 * whenever the library says that it has changed (Dexie tells every page and worker so by this channel).
 */
export function awaitState({ prompt, state }: { prompt: string; state: JobState | 'ended' }) {
  return new Promise<JobFacts | null>((resolve, reject) => {
    const changes = new BroadcastChannel('x-storagemutated-1');
    const opening = indexedDB.open('repaint');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const giveUpAt = Date.now() + 80_000;
      // For what was written while nobody listened.
      const timer = setInterval(() => changes.dispatchEvent(new MessageEvent('message')), 250);
      changes.onmessage = () => {
        const store = opening.result.transaction('jobs').objectStore('jobs');
        const reading = store.index('createdAt').openCursor(null, 'prev');
        reading.onsuccess = () => {
          const job = reading.result?.value;
          if (job && job.prompt !== prompt) return reading.result?.continue();
          const isThere = job && (job.state === state || job.endedAt !== undefined);
          if (!isThere && Date.now() < giveUpAt) return;
          clearInterval(timer);
          changes.onmessage = null;
          changes.close();
          opening.result.close();
          resolve(
            isThere ? { state: job.state, code: job.error?.code, resultIds: job.resultIds } : null,
          );
        };
      };
      changes.dispatchEvent(new MessageEvent('message'));
    };
  });
}

/** What is on the screen. */
export interface ShownPanel {
  /** Each with its code and its paragraphs. */
  readonly alerts: readonly { readonly code: string; readonly words: readonly string[] }[];
  /** True while the stage shows the result of an edit. */
  readonly isResult: boolean;
  /** How the last job went, in words. */
  readonly outcome: string;
  readonly prompt: string;
}

export function describePanel(): ShownPanel {
  return {
    alerts: [...document.querySelectorAll<HTMLElement>('[role=alert]')].map((alert) => ({
      code: alert.dataset.code ?? '',
      words: [...alert.querySelectorAll('p')].map((words) => words.innerText),
    })),
    isResult: document.querySelector('[data-testid=stage][data-source=edit]') !== null,
    outcome: document.querySelector('.outcome')?.textContent ?? '',
    prompt: document.querySelector<HTMLTextAreaElement>('textarea')?.value ?? '',
  };
}

/** Notes from now on for how long the page's thread does nothing else, ms: what is short nobody notices. */
export function watchThread(): void {
  const page = window as unknown as { keptMs: number };
  page.keptMs = 0;
  let last = performance.now();
  // Looks seldom: one that looks without a pause keeps a processor busy, which the work to be measured then lacks.
  setInterval(() => {
    const now = performance.now();
    if (now - last > 150) page.keptMs += now - last;
    last = now;
  }, 20);
}

/** What `watchThread` has noted, ms. */
export const timeKept = (): number => (window as unknown as { keptMs: number }).keptMs;

/** Whether anything of a mask is to be seen on the stage. */
export function showsMask(): boolean {
  const canvases = document.querySelectorAll<HTMLCanvasElement>('[data-testid=stage] canvas');
  return [...canvases].some((canvas) => {
    if (canvas.getClientRects().length === 0 || canvas.width === 0) return false;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
    return pixels?.data.some((value) => value > 0) ?? false;
  });
}

/** Presses a button by its name, where several jobs are shown the one of the job with the prompt. False without it. */
export function pressButton({ name, prompt }: { name: string; prompt: string | null }): boolean {
  const button = [...document.querySelectorAll('button')]
    .filter(
      (each) =>
        [each.innerText.trim(), each.ariaLabel].includes(name) &&
        !each.matches(':disabled, [inert] *') && // also by what it is in: such a click goes nowhere
        each.ariaDisabled !== 'true',
    )
    .find((each) => {
      const job = each.closest<HTMLElement>('.progress, [role=alert]');
      return prompt === null || job?.innerText.includes(prompt);
    });
  button?.click();
  return button !== undefined;
}

export function fillPrompt(text: string): boolean {
  const box = document.querySelector('textarea');
  if (!box) return false;
  box.value = text;
  return box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Draws soft patches of a size (px) and drops them on the panel as a PNG. */
export async function dropPicture({ width, height }: { width: number; height: number }) {
  const small = new OffscreenCanvas(Math.ceil(width / 16), Math.ceil(height / 16));
  const pixels = new ImageData(small.width, small.height);
  // Nothing periodic: an answer must be told from one that shows another part of the picture.
  pixels.data.forEach((_, i, data) => {
    data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
  });
  small.getContext('2d')?.putImageData(pixels, 0, 0);
  const large = new OffscreenCanvas(width, height);
  large.getContext('2d')?.drawImage(small, 0, 0, width, height);
  const blob = await large.convertToBlob();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([blob], 'patches.png', { type: 'image/png' }));
  document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

/** Drops a picture's file, as base64, on the panel. */
export async function dropFile({ base64, type }: { base64: string; type: string }): Promise<void> {
  const blob = await (await fetch(`data:${type};base64,${base64}`)).blob();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([blob], 'picture', { type }));
  document.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

/** The file of an image in the library, as base64. */
export function fileOfImage(id: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('repaint');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('images').objectStore('images').get(id);
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => {
        opening.result.close();
        const reader = new FileReader();
        reader.onerror = () => reject(reader.error);
        reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
        reader.readAsDataURL(reading.result.blob);
      };
    };
  });
}

/** Whether the panel is there, and so takes what is dropped: a page may be loaded before. */
export const isPanelThere = (): boolean => document.querySelector('.panel-body > *') !== null;

/** The stage's place in CSS px, once there is a picture of this width on it. */
export function stageBox(imageWidth: number) {
  const stage = document.querySelector<HTMLElement>('[data-testid=stage]');
  if (!stage || Number(stage.dataset.imageWidth) !== imageWidth) return undefined;
  const { x, y, width, height } = stage.getBoundingClientRect();
  return { x, y, width, height };
}

/** Each of these tests kills the panel; to the next one the picture must not look like the cause. */
export const forgetDeaths = (): void => localStorage.removeItem('openings');

/** Puts values into the extension's settings. */
export const store = (values: Record<string, unknown>): Promise<void> =>
  chrome.storage.local.set(values);
