type Check = (value: unknown) => boolean;
type Fields = Readonly<Record<string, unknown>>;

/** What a page may say of itself: longer texts are nobody's title. */
const longestText = 2_000;

/** `data:` addresses are pictures; a message may have 64 MB. */
const longestAddress = 64 * 2 ** 20;

const isText =
  (longest: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= longest;
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isNumberWithin =
  (low: number, high: number): Check =>
  (value) =>
    typeof value === 'number' && value >= low && value <= high;
const isIndex: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isBoolean: Check = (value) => typeof value === 'boolean';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);
const isList =
  (longest: number, check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= longest && value.every(check);

const isPlain = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields and no others. */
const isObject =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isPlain(value) &&
    Object.keys(value).every((name) => Object.hasOwn(checks, name)) &&
    Object.entries(checks).every(([name, check]) => check(value[name]));

const isId = isText(100);
const isAddress: Check = (value) =>
  isText(longestAddress)(value) && /^(https?|data|blob|file):/i.test(String(value));
const isWebAddress: Check = (value) =>
  isText(longestText * 4)(value) && /^https?:\/\//i.test(String(value));
const size = { width: isNumber, height: isNumber };
const isTab = isObject({ tabId: isIndex, windowId: isNumber });
const isRect = isObject({ x: isNumber, y: isNumber, ...size });
const side = isNumberWithin(0, 100_000);
const isSides = isObject({ left: side, top: side, right: side, bottom: side });

const isFrame = isObject({
  tabId: isIndex,
  windowId: isNumber,
  frameId: isIndex,
  origin: optional(isText(longestText)),
});

const isPage = isObject({
  imageUrl: optional(isText(longestText * 4)),
  pageUrl: optional(isText(longestText * 4)),
  pageTitle: optional(isText(longestText)),
  altText: optional(isText(longestText)),
  caption: optional(isText(longestText)),
  fullSize: optional(isObject(size)),
  shownPart: optional(isRect),
  otherFiles: optional(isList(100, isObject({ url: isText(longestText * 4), ...size }))),
  frame: optional(isFrame),
  place: optional(isObject({ handle: isIndex, mark: isId })),
  isPrivate: optional((value) => value === true || value === 'kept'),
});

const isNothing = isObject({});
const isJob = isObject({ jobId: isId });

/** What may be asked for with each command; anything else is refused before it is looked at. */
export const argumentChecks = {
  'start-job': isJob,
  'cancel-job': isJob,
  'check-jobs': isNothing,
  'panel-opened': isNothing,
  'page-closed': isNothing,
  'pick-on-page': isTab,
  'pick-reference': isTab,
  'leave-picker': isTab,
  'capture-address': isObject({ url: isAddress, tab: optional(isTab), workspaceId: isId }),
  'put-on-page': isObject({ imageId: isId, isOn: isBoolean }),
  'is-on-page': isObject({ imageId: isId }),
  'get-file': isObject({
    url: isWebAddress,
    page: isPage,
    imageId: optional(isId),
    workspaceId: isId,
  }),
  'preview-file': isObject({ url: isWebAddress, frame: isFrame }),
  'extend-image': isObject({
    imageId: isId,
    ratio: optional(isNumberWithin(0.01, 100)),
    sides: optional(isSides),
  }),
  'test-connection': isObject({ model: isText(longestText) }),
} satisfies Readonly<Record<string, Check>>;
