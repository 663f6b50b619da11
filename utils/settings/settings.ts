import { storage } from 'wxt/utils/storage';
import type { JobOptions } from '../library/records';

/** Which server answers and with whose key. Lives in `storage.local`, readable by our own pages only. */
export interface Connection {
  /** Empty while the user has not given one; local servers may need none. */
  readonly apiKey: string;
  /** Up to and with the version part: `https://api.openai.com/v1`. */
  readonly baseUrl: string;
}

export const officialBaseUrl = 'https://api.openai.com/v1';

export const connectionItem = storage.defineItem<Connection>('local:connection', {
  fallback: { apiKey: '', baseUrl: officialBaseUrl },
});

/** Options of the Edit tab. An empty `model` means the default of the model table. */
export const editOptionsItem = storage.defineItem<JobOptions>('local:editOptions', {
  fallback: {
    model: 'gpt-image-2.6-sunburst',
    quality: 'auto',
    variants: 1,
    featherPx: 12,
    scope: 'around-mask',
    size: { width: 1024, height: 1024 },
  },
});

export const generateOptionsItem = storage.defineItem<JobOptions>('local:generateOptions', {
  fallback: {
    model: 'gpt-image-2.6-flare',
    quality: 'auto',
    variants: 1,
    featherPx: 0,
    scope: 'whole-image',
    size: { width: 1024, height: 1024 },
  },
});

/** What the mask editor remembers between images. */
export interface BrushSettings {
  /** Diameter in CSS px on the stage: what the hand feels stays the same at every zoom. */
  readonly size: number;
}

export const brushItem = storage.defineItem<BrushSettings>('local:brush', {
  fallback: { size: 36 },
});

/** Which parts of the panel the user has opened; what is opened once stays open. */
export interface PanelSettings {
  readonly moreOptionsOpen: boolean;
  readonly moreToolsOpen: boolean;
}

export const panelItem = storage.defineItem<PanelSettings>('local:panel', {
  fallback: { moreOptionsOpen: false, moreToolsOpen: false },
});
