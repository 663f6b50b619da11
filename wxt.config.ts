import preact from '@preact/preset-vite';
import { mergeConfig, type Plugin, type Rolldown } from 'vite';
import { defineConfig } from 'wxt';

/**
 * What our pages and background may load: our own files and what they make themselves. Pictures and answers come by requests
 * only, to whatever server the user has set. `upgrade-insecure-requests`, Firefox's own default, is left out: it cuts off servers
 * in the user's own network, which have no https.
 */
const contentSecurityPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'connect-src': "'self' http: https: blob: data:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'", // see utils/base/trusted-types.ts
  'trusted-types': 'default',
};

/**
 * Of the frame that SVGs are drawn in, Chromium only: a sandboxed page has an origin of its own and so a process of its own,
 * which can be ended. It reaches none of our data, no network and no extension API.
 */
const sandboxPolicy = {
  sandbox: 'allow-scripts',
  'default-src': "'none'",
  'script-src': "'self'",
  'img-src': 'blob:',
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'self'",
};

/** Its page. Not an entrypoint: a page of an origin of its own may load no module, only a plain script. */
const sandboxPage = {
  relativeDest: 'draw-svg.html',
  contents: '<!doctype html><meta charset="utf-8"><script src="/draw-svg.js"></script>\n',
};

/** While developing, Vite's own client loads the changes. */
const developmentPolicy = { 'script-src': "'self'", 'object-src': "'none'" };

const policyText = (policy: Readonly<Record<string, string>>): string =>
  Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/**
 * Which modules share a script, and their styles a style sheet. By itself the bundler makes a script of whatever two others have
 * in common: the panel asked for 23 before its first paint and for 30 more before its first tab, and requests, not bytes, were
 * most of its start. A page's `main.tsx` and the target of an `import()` stay apart, or they would run wherever their script is
 * needed.
 */
function sharedScripts(): Rolldown.CodeSplittingGroup[] {
  /** The pages and targets of an `import()` that reach this module by plain imports. */
  const startsOf = (id: string, graph: Rolldown.ChunkingContext): string[] => {
    const reaching = new Set([id]);
    for (const each of reaching) // with what is added on the way
      for (const importer of graph.getModuleInfo(each)?.importers ?? []) reaching.add(importer);
    return [...reaching].filter((each) => {
      const info = graph.getModuleInfo(each);
      return info?.isEntry || info?.dynamicImporters.length;
    });
  };
  const nameOf = (id: string, graph: Rolldown.ChunkingContext): string | undefined => {
    const starts = startsOf(id, graph);
    const isReached = (from: string) => starts.some((start) => start.endsWith(from));
    if (starts.includes(id) || id.endsWith('/main.tsx')) return;
    if (isReached('/sidepanel/index.html')) return 'panel';
    if (starts.length < 2) return;
    if (!isReached('/settings/settings.tsx')) return 'tabs';
    return starts.length > 2 ? 'common' : undefined; // two: the settings' page and what it shows
  };
  // In this order, since a group takes along what its modules import.
  return ['tabs', 'common', 'panel'].map((name, priority) => ({
    name: (id, graph) => (nameOf(id, graph) === name ? name : null),
    debugName: name,
    priority,
  }));
}

/**
 * Makes an ES module of `webextension-polyfill`. What is imported from a CommonJS module is copied property by property, and where
 * the browser has `browser` itself, that makes it set up every API of its there is: 10 ms of each start of a page.
 */
const polyfillAsModule: Plugin = {
  name: 'polyfill-as-module',
  transform: (code, id) =>
    id.endsWith('/webextension-polyfill/dist/browser-polyfill.js')
      ? `const exports = {}, module = { exports };\n${code}\nexport default module.exports;`
      : undefined,
};

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  imports: false,
  vite: () => ({
    plugins: [preact(), polyfillAsModule],
    build: { modulePreload: { polyfill: false } },
  }),
  zip: { excludeSources: ['out/**'] },
  hooks: {
    'vite:build:extendConfig': (entrypoints, config) => {
      if (!entrypoints.some(({ type }) => type === 'sidepanel')) return;
      const output = { codeSplitting: { groups: sharedScripts() } };
      config.build = mergeConfig(config.build ?? {}, { rolldownOptions: { output } });
    },
    'build:publicAssets': ({ config }, files) => {
      if (config.browser !== 'firefox') files.push(sandboxPage);
    },
  },
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'contextMenus',
      'storage',
      'unlimitedStorage',
      'activeTab',
      'scripting',
      'declarativeNetRequestWithHostAccess',
    ],
    optional_permissions: ['notifications'],
    optional_host_permissions: ['<all_urls>'],
    action: { default_title: '__MSG_actionTitle__' },
    commands: {
      // Chromium leaves Alt+Shift combinations unassigned.
      _execute_action: { suggested_key: { default: 'Alt+R' } },
      'pick-image': {
        suggested_key: { default: 'Alt+P' },
        description: '__MSG_commandPick__',
      },
    },
    content_security_policy: {
      extension_pages: policyText(
        mode === 'development'
          ? developmentPolicy
          : {
              ...contentSecurityPolicy,
              ...(browser === 'firefox' ? {} : { 'frame-src': "'self'" }),
            },
      ),
      ...(browser === 'firefox' ? {} : { sandbox: policyText(sandboxPolicy) }),
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'repaint@repaint-extension.github.io',
              strict_min_version: '140.0',
              // Pictures and prompts go to a server of the user's choice. By Mozilla's rules that is
              // transmitted, whoever runs the server.
              data_collection_permissions: { required: ['websiteContent'] },
            },
          },
        }
      : { minimum_chrome_version: '126', sandbox: { pages: [sandboxPage.relativeDest] } }),
  }),
});
