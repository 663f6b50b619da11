import { frame, shadow } from './markup';
import { original, type SiteCase, screenshot } from './site-case';

/** Pictures in frames and shadow roots. */
export const frameCases: readonly SiteCase[] = [
  {
    name: 'open shadow root',
    body: shadow('open', '<img src="/n/240x160.png">'),
    expected: original(240, 160),
  },
  {
    name: 'closed shadow root',
    body: shadow('closed', '<img src="/n/240x160.png">'),
    expected: original(240, 160),
  },
  {
    name: 'background in a closed shadow root',
    body: shadow(
      'closed',
      '<div style="width:240px;height:160px;background:url(/n/240x160.png)"></div>',
    ),
    expected: original(240, 160),
  },
  {
    name: 'frame of the same origin',
    body: frame('<body style="margin:0"><img src="/n/240x160.png">'),
    at: '#frame',
    expected: original(240, 160),
  },
  {
    name: 'closed file in a frame of the same origin',
    body: frame('<body style="margin:10px"><img src="{other}/n/240x160.png">'),
    at: '#frame',
    expected: screenshot(240, 160),
  },
  {
    name: 'frame of another origin',
    body: '<iframe id="case" src="{other}/frame" style="width:240px;height:160px;border:0"></iframe>',
    expected: screenshot(240, 160),
  },
];
