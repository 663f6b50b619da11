import { storage } from 'wxt/utils/storage';
import { defaultMaskOptions, type MaskOptions } from '../drawing/options';
import type { EditJobOptions, GenerateJobOptions } from '../plan/options';
import { defaultModels } from '../server/models';

/** Options of the Edit tab. */
export const editOptionsItem = storage.defineItem<EditJobOptions>('local:editOptions', {
  fallback: {
    model: defaultModels.edits,
    quality: 'auto',
    variants: 1,
    featherPx: 12,
    matchColour: true,
    seamless: true,
    matchGrain: true,
    scope: 'around-mask',
  },
});

export const generateOptionsItem = storage.defineItem<GenerateJobOptions>('local:generateOptions', {
  fallback: {
    model: defaultModels.generations,
    quality: 'auto',
    variants: 1,
    size: { width: 1024, height: 1024 },
  },
});

/** What the mask editor remembers between images. */
interface BrushSettings {
  /** Diameter in CSS px on the stage: what the hand feels stays the same at every zoom. */
  readonly size: number;
}

export const brushItem = storage.defineItem<BrushSettings>('local:brush', {
  fallback: { size: 36 },
});

export const maskOptionsItem = storage.defineItem<MaskOptions>('local:maskOptions', {
  fallback: defaultMaskOptions,
});

/** Which parts of the panel the user has opened; what is opened once stays open. */
export interface PanelSettings {
  readonly moreOptionsOpen: boolean;
  readonly moreToolsOpen: boolean;
}

export const panelItem = storage.defineItem<PanelSettings>('local:panel', {
  fallback: { moreOptionsOpen: false, moreToolsOpen: false },
});

/** How jobs run, and what is said of them while no panel is open. */
export interface JobSettings {
  /** How many run at the same time; the others wait. */
  readonly atOnce: number;
  /** A system notification when a job ends with the panel closed. */
  readonly notify: boolean;
}

export const jobsItem = storage.defineItem<JobSettings>('local:jobs', {
  fallback: { atOnce: 2, notify: false },
});

/** USD a picture by model id. */
export type OwnPrices = Readonly<Record<string, number>>;

export interface MoneySettings {
  /** USD in a calendar month; absent for no limit. */
  readonly monthlyLimitUsd?: number | undefined;
  /** For models without published prices: what a picture costs, by the user's word. */
  readonly perPictureUsd?: OwnPrices | undefined;
}

export const moneyItem = storage.defineItem<MoneySettings>('local:money', { fallback: {} });

/** What becomes of what is taken in private windows. */
export interface PrivacySettings {
  /** True where it is kept like everything else; else it is forgotten when the last of them is closed. */
  readonly keepsPrivate: boolean;
}

export const privacyItem = storage.defineItem<PrivacySettings>('local:privacy', {
  fallback: { keepsPrivate: false },
});

export const exportFormats = ['png', 'jpeg', 'webp'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How images are saved as files. */
export interface ExportOptions {
  /** PNG keeps every pixel; the others are smaller. */
  readonly format: ExportFormat;
  /** 1…100, for the lossy formats. */
  readonly quality: number;
  /** Whether the original file's EXIF and XMP go along. Its colour profile always does. */
  readonly keepMetadata: boolean;
  /** Whether these may say where a photo was taken. */
  readonly keepLocation: boolean;
  /** Whether IPTC `DigitalSourceType` says that AI took part. */
  readonly markAsAi: boolean;
  /** Whether prompt, model and crop are written into the file. */
  readonly includeRecipe: boolean;
}

export const exportItem = storage.defineItem<ExportOptions>('local:export', {
  fallback: {
    format: 'png',
    quality: 90,
    keepMetadata: false,
    keepLocation: false,
    markAsAi: true,
    includeRecipe: false,
  },
});
