/**
 * The place of the microphone permission in this browser, guessed from its user agent: for text and drawing only.
 * Subjects: microphone remedy of each browser; browser, guessed.
 */

import { html, type TemplateResult } from 'lit';
import type { BrowserKind } from '../shared/text/locales/translation.js';
import { icon, type Icon } from '../shared/icons/icons.js';
import { more } from '../shared/icons/more-icons.js';
import type { ToolLocalizer } from '../shared/text/tools.js';

interface BrandedNavigator {
  readonly userAgent: string;
  readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] };
}

export function browserKind({ userAgent, userAgentData }: BrandedNavigator = navigator): BrowserKind {
  if (userAgentData?.brands.some(({ brand }) => brand === 'Chromium')) return 'chromium';
  // All browsers on iOS have the settings of WebKit.
  if (/iPhone|iPad/.test(userAgent)) return 'safari';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrom(?:e|ium)\//.test(userAgent)) return 'chromium';
  return /Safari\//.test(userAgent) ? 'safari' : 'other';
}

const SIGNS: Record<BrowserKind, Icon> = {
  chromium: more('sliders-horizontal'),
  firefox: 'mic-off',
  safari: 'ellipsis',
  other: 'info',
};

/** Draws the control to press, as this browser shows it. */
export function browserPicture(words: ToolLocalizer, kind = browserKind()): TemplateResult {
  const control = kind === 'chromium' ? html`<span class="switch" part="switch"></span>` : icon('x', { size: 's' });
  return html`<div class="browser" part="picture" aria-hidden="true" data-browser=${kind}>
    <div class="bar" part="picture-line">
      <i>${icon(SIGNS[kind], { size: 's' })}</i><span class="cut">${location.host}</span>
    </div>
    <div class="pop" part="picture-line">
      ${icon('mic', { size: 's' })}<span class="grow">${words.term('deviceUse', 'microphone')}</span>
      ${kind === 'safari' ? icon('check', { size: 's' }) : control}
    </div>
  </div>`;
}
