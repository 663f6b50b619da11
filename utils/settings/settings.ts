import { storage } from 'wxt/utils/storage';
import { defaultModels } from '../images-api/models';
import type { EditJobOptions, GenerateJobOptions } from '../library/job-records';
import { defaultMaskOptions, type MaskOptions } from '../mask/mask-options';
import type { SealedKey } from './sealed-key';

/** Which server answers, with whose key, and what it is particular about. One of them is in use at a time. */
export interface Connection {
  /** Empty while the user has not given one; local servers may need none. */
  readonly apiKey: string;
  /** Up to and with the version part: `https://api.openai.com/v1`; for Azure the resource alone. */
  readonly baseUrl: string;
  /** Absent for the first profile. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** The header that carries the key: `Authorization: Bearer …` where it is absent. */
  readonly keyHeader?: 'authorization' | 'api-key' | undefined;
  /** `azure`: `/openai/deployments/MODEL/images/…?api-version=…`. */
  readonly pathForm?: 'openai' | 'azure' | undefined;
  /** For Azure. */
  readonly apiVersion?: string | undefined;
  /** The field that the mask goes in; `none` for servers that take no mask. */
  readonly maskForm?: 'mask' | 'mask_image' | 'none' | undefined;
  /** Minutes of silence after which an answer is given up; `defaultWaitMinutes` where it is absent. */
  readonly waitMinutes?: number | undefined;
  /** Where the key is kept: the profile's folder, memory, or the folder but encrypted. */
  readonly keyStorage?: 'local' | 'session' | 'passphrase' | undefined;
  /** For `passphrase`. */
  readonly sealedKey?: SealedKey | undefined;
}

export const officialBaseUrl = 'https://api.openai.com/v1';

/** The id of a profile; the first one has none of its own. */
export const profileId = ({ id = 'first' }: Connection): string => id;

/** Options of the Edit tab. */
export const editOptionsItem = storage.defineItem<EditJobOptions>('local:editOptions', {
  fallback: {
    model: defaultModels.edits,
    quality: 'auto',
    variants: 1,
    featherPx: 12,
    matchColour: true,
    seamless: true,
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
export interface BrushSettings {
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
