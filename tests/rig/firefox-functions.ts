/*
 * Functions that run in Firefox's browser window, not in Node.js (see firefox-chrome-scope.ts). Each stands for itself:
 * no imports, and no function with a name inside, for the bundler would wrap it in a helper that does not exist there.
 */

interface MenuItem extends HTMLElement {
  label: string;
}

interface Menu extends HTMLElement {
  state: 'closed' | 'open' | 'showing' | 'hiding';
  activateItem(item: Element): void;
  hidePopup(): void;
}

interface SidebarBrowser extends HTMLElement {
  currentURI?: { spec: string };
  browsingContext: {
    currentWindowGlobal: {
      drawSnapshot(part: null, scale: number, color: string): Promise<ImageBitmap>;
    };
  };
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: SidebarAnswer }) => void): void;
    loadFrameScript(url: string, delayed: boolean): void;
  };
}

interface ExtensionPolicy {
  extension: {
    backgroundState: string;
    /** The documents of the extension. */
    views: Iterable<{ readonly viewType: string; readonly xulBrowser?: Element }>;
    terminateBackground(options: {
      ignoreDevToolsAttached: boolean;
      disableResetIdleForTest: boolean;
    }): Promise<void>;
  };
}

/** Firefox's own register of extensions, in the browser window's scope. */
declare const WebExtensionPolicy: { getByID(id: string): ExtensionPolicy };

type SidebarAnswer = { value: unknown } | { error: string };

export function menuIsOpen(): boolean {
  const menu = document.getElementById('contentAreaContextMenu') as Menu | null;
  return menu?.state === 'open';
}

/** Returns null when the entry was there, else the labels that were. */
export function activateEntry(label: string): string[] | null {
  const menu = document.getElementById('contentAreaContextMenu') as Menu;
  const items = [...menu.querySelectorAll<MenuItem>('menuitem')].filter(
    (item) => !item.hidden && item.label,
  );
  const item = items.find((candidate) => candidate.label === label);
  if (item === undefined) {
    menu.hidePopup();
    return items.map((candidate) => candidate.label);
  }
  menu.activateItem(item);
  return null;
}

/** Closes the menu; returns the labels of the entries that the extension with this id has in it. */
export function closeMenu(extensionId: string): string[] {
  const menu = document.getElementById('contentAreaContextMenu') as Menu;
  // Firefox makes an id of its own from the extension's: everything but letters, digits, "_" and "-" becomes "_".
  const widget = extensionId.toLowerCase().replace(/[^a-z0-9_-]/g, '_');
  const items = [...menu.querySelectorAll<MenuItem>('menuitem, menu')];
  const ours = items.filter((item) => !item.hidden && item.id.startsWith(`${widget}-menuitem`));
  menu.hidePopup();
  return ours.map((item) => item.label);
}

export function sidebarIsOpen(uuid: string): boolean {
  const outer = document.getElementById('sidebar') as HTMLIFrameElement | null;
  const inner = outer?.contentDocument?.getElementById('webext-panels-browser');
  const url = (inner as SidebarBrowser | null | undefined)?.currentURI?.spec ?? '';
  return url.startsWith(`moz-extension://${uuid}/`);
}

interface TextInput {
  readonly ATTR_RAW_CLAUSE: number;
  beginInputTransactionForTests(window: Window): boolean;
  setPendingCompositionString(text: string): void;
  appendClauseToPendingComposition(length: number, attribute: number): void;
  setCaretInPendingComposition(offset: number): void;
  flushPendingComposition(): boolean;
  commitCompositionWith(text: string): boolean;
  keydown(event: KeyboardEvent): void;
  keyup(event: KeyboardEvent): void;
}

/** What the browser window's own scope has beside a page's. */
interface PrivilegedScope {
  readonly Cc: Readonly<Record<string, { createInstance(type: unknown): unknown } | undefined>>;
  readonly Ci: Readonly<Record<string, unknown>>;
  readonly Services: {
    readonly prefs: { setBoolPref(name: string, value: boolean): void };
  };
}

/** Presses Alt and a letter as the keyboard does: BiDi's keys reach the page, never the browser's shortcuts. */
export function pressAlt(letter: string): void {
  const { Cc, Ci } = globalThis as unknown as PrivilegedScope;
  const input = Cc['@mozilla.org/text-input-processor;1']?.createInstance(
    Ci.nsITextInputProcessor,
  ) as TextInput | undefined;
  if (!input?.beginInputTransactionForTests(window)) throw new Error('Firefox takes no keys');
  const alt = new KeyboardEvent('', { key: 'Alt', code: 'AltLeft', keyCode: 18 });
  const code = letter.toUpperCase();
  const key = new KeyboardEvent('', {
    key: letter,
    code: `Key${code}`,
    keyCode: code.charCodeAt(0),
  });
  input.keydown(alt);
  input.keydown(key);
  input.keyup(key);
  input.keyup(alt);
}

/** Gives the keyboard to the sidebar. */
export function focusSidebar(): void {
  const outer = document.getElementById('sidebar') as HTMLIFrameElement;
  outer.focus();
  outer.contentDocument?.getElementById('webext-panels-browser')?.focus();
}

/** Types as an input method does, where the keyboard is: the open syllable becomes a text, or closes as one. */
export function compose({ text, isClosed }: { text: string; isClosed: boolean }): void {
  const scope = globalThis as unknown as PrivilegedScope & { repaintInput?: TextInput };
  const { Cc, Ci } = scope;
  // One for all of a composition.
  scope.repaintInput ??= Cc['@mozilla.org/text-input-processor;1']?.createInstance(
    Ci.nsITextInputProcessor,
  ) as TextInput | undefined;
  const input = scope.repaintInput;
  if (!input?.beginInputTransactionForTests(window)) throw new Error('Firefox takes no text');
  if (isClosed) {
    input.commitCompositionWith(text);
    return;
  }
  input.setPendingCompositionString(text);
  input.appendClauseToPendingComposition(text.length, input.ATTR_RAW_CLAUSE);
  input.setCaretInPendingComposition(text.length);
  input.flushPendingComposition();
}

/** Presses keys as the keyboard does, where that is; `Control+` before one holds that meanwhile. */
export function pressKeys(keys: readonly string[]): void {
  const scope = globalThis as unknown as PrivilegedScope & { repaintInput?: TextInput };
  const { Cc, Ci } = scope;
  // The same as composes: another one would end the open syllable.
  scope.repaintInput ??= Cc['@mozilla.org/text-input-processor;1']?.createInstance(
    Ci.nsITextInputProcessor,
  ) as TextInput | undefined;
  const input = scope.repaintInput;
  if (!input?.beginInputTransactionForTests(window)) throw new Error('Firefox takes no keys');
  for (const name of keys) {
    const isHeld = name.startsWith('Control+');
    const key = isHeld ? name.slice('Control+'.length) : name;
    const control = new KeyboardEvent('', { key: 'Control', code: 'ControlLeft', keyCode: 17 });
    const keyCode = { ArrowLeft: 37, Backspace: 8, Enter: 13, F2: 113 }[key];
    const event = new KeyboardEvent('', {
      key,
      code: key.length === 1 ? `Key${key.toUpperCase()}` : key,
      keyCode: keyCode ?? key.toUpperCase().charCodeAt(0),
    });
    if (isHeld) input.keydown(control);
    input.keydown(event);
    input.keyup(event);
    if (isHeld) input.keyup(control);
  }
}

/** Sets a preference of the running browser, as about:config does. */
export function setPreference({ name, value }: { name: string; value: boolean }): void {
  const { Services } = globalThis as unknown as PrivilegedScope;
  Services.prefs.setBoolPref(name, value);
}

/**
 * BiDi knows tabs only, so a frame script carries the expression into the process of the sidebar, or of the background of the
 * extension that is named, and the answer back. There a sandbox with the document's own rights evaluates it, as a script
 * of the document would.
 */
export async function evaluateBeside({
  expression,
  backgroundOf,
}: {
  expression: string;
  backgroundOf?: string;
}): Promise<unknown> {
  const outer = document.getElementById('sidebar') as HTMLIFrameElement;
  const views = backgroundOf ? [...WebExtensionPolicy.getByID(backgroundOf).extension.views] : [];
  const inner = backgroundOf
    ? views.find(({ viewType }) => viewType === 'background')?.xulBrowser
    : outer.contentDocument?.getElementById('webext-panels-browser');
  if (!inner) throw new Error(`${backgroundOf ? 'the background' : 'the sidebar'} is not open`);
  const { messageManager } = inner as SidebarBrowser;
  const name = `repaint-${Math.random()}`;
  const script = `(async () => {
    try {
      const sandbox = Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      const value = await Cu.evalInSandbox(${JSON.stringify(expression)}, sandbox);
      sendAsyncMessage(${JSON.stringify(name)}, { value });
    } catch (error) {
      sendAsyncMessage(${JSON.stringify(name)}, { error: String(error) });
    }
  })()`;
  const answer = await new Promise<SidebarAnswer>((resolve) => {
    messageManager.addMessageListener(name, (message) => resolve(message.data));
    messageManager.loadFrameScript(
      `data:application/javascript,${encodeURIComponent(script)}`,
      false,
    );
    setTimeout(() => resolve({ error: 'no answer within 10 s' }), 10_000);
  });
  if ('error' in answer) throw new Error(`beside the tabs: ${answer.error}`);
  return answer.value;
}

/** Returns the visible part of the sidebar as PNG in base64. */
export async function drawSidebar(): Promise<string> {
  const outer = document.getElementById('sidebar') as HTMLIFrameElement;
  const inner = outer.contentDocument?.getElementById('webext-panels-browser');
  if (!inner) throw new Error('the sidebar is not open');
  const { browsingContext } = inner as SidebarBrowser;
  const picture = await browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white');
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** What "Terminate background script" in about:debugging does. */
export async function terminateBackground(extensionId: string): Promise<void> {
  await WebExtensionPolicy.getByID(extensionId).extension.terminateBackground({
    ignoreDevToolsAttached: true,
    disableResetIdleForTest: true,
  });
}

/** `running`, `stopped`, or what lies between. */
export function backgroundState(extensionId: string): string {
  return WebExtensionPolicy.getByID(extensionId).extension.backgroundState;
}

interface BrowserWindow extends Window {
  readonly gBrowserInit: { readonly delayedStartupFinished: boolean };
  readonly gBrowser: {
    readonly selectedBrowser: {
      fixupAndLoadURIString(url: string, options: { triggeringPrincipal: unknown }): void;
    };
  };
}

/** What of the browser window's own scope leads to other windows and to the register of extensions. */
interface WindowScope {
  readonly ChromeUtils: {
    importESModule(url: string): {
      readonly ExtensionPermissions: {
        add(id: string, added: { permissions: string[]; origins: string[] }): Promise<void>;
      };
      readonly AddonManager: { getAddonByID(id: string): Promise<{ reload(): Promise<void> }> };
    };
  };
  readonly PrivateBrowsingUtils: { isWindowPrivate(window: unknown): boolean };
  readonly Services: {
    readonly wm: { getEnumerator(type: string): Iterable<BrowserWindow> };
    readonly scriptSecurityManager: { getSystemPrincipal(): unknown };
  };
  OpenBrowserWindow(options?: { private: boolean }): BrowserWindow;
}

/** Lets an extension into private windows, as its switch in about:addons does; it is loaded anew for that. */
export async function allowInPrivateWindows(extensionId: string): Promise<void> {
  const { ChromeUtils } = globalThis as unknown as WindowScope;
  const gre = 'resource://gre/modules/';
  const permissions = ChromeUtils.importESModule(`${gre}ExtensionPermissions.sys.mjs`);
  const addons = ChromeUtils.importESModule(`${gre}AddonManager.sys.mjs`);
  await permissions.ExtensionPermissions.add(extensionId, {
    permissions: ['internal:privateBrowsingAllowed'],
    origins: [],
  });
  await (await addons.AddonManager.getAddonByID(extensionId)).reload();
}

/** Opens a private window, or a usual one, with a page; `isAlone` closes this window then. */
export async function openWindow(wish: {
  url: string;
  isPrivate: boolean;
  isAlone: boolean;
}): Promise<void> {
  const { OpenBrowserWindow, Services } = globalThis as unknown as WindowScope;
  const opened = OpenBrowserWindow({ private: wish.isPrivate });
  while (!opened.gBrowserInit?.delayedStartupFinished)
    await new Promise((resolve) => setTimeout(resolve, 50));
  opened.gBrowser.selectedBrowser.fixupAndLoadURIString(wish.url, {
    triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
  });
  if (wish.isAlone) setTimeout(() => close(), 0); // this answer comes first
}

/** Closes all private windows. */
export function closePrivateWindows(): void {
  const { PrivateBrowsingUtils, Services } = globalThis as unknown as WindowScope;
  const all = [...Services.wm.getEnumerator('navigator:browser')];
  for (const each of all)
    if (PrivateBrowsingUtils.isWindowPrivate(each)) setTimeout(() => each.close(), 0);
}
