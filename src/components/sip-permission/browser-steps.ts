/** Where this browser keeps the permission of a page, as far as its kind can be told: for words and a picture, never for a decision. */

import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { BrowserKind } from '../shared/text/locales/translation.js';
import { icon, type IconName } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';

interface BrandedNavigator {
  readonly userAgent: string;
  readonly userAgentData?: { readonly brands: readonly { readonly brand: string }[] };
}

export function browserKind({ userAgent, userAgentData }: BrandedNavigator = navigator): BrowserKind {
  if (userAgentData?.brands.some(({ brand }) => brand === 'Chromium')) return 'chromium';
  // On iOS every browser has the settings of WebKit, whatever it calls itself.
  if (/iPhone|iPad/.test(userAgent)) return 'safari';
  if (/Firefox\//.test(userAgent)) return 'firefox';
  if (/Chrom(?:e|ium)\//.test(userAgent)) return 'chromium';
  return /Safari\//.test(userAgent) ? 'safari' : 'other';
}

const SIGNS: Record<BrowserKind, IconName> = {
  chromium: 'sliders-horizontal',
  firefox: 'mic-off',
  safari: 'ellipsis',
  other: 'info',
};

/** The place to press, drawn as this browser has it. */
export function browserPicture(words: Localizer, kind = browserKind()): TemplateResult {
  const control = kind === 'chromium' ? html`<span class="switch"></span>` : icon('x', { size: 's' });
  return html`<div class="browser" aria-hidden="true" data-browser=${kind}>
    <div class="bar"><i>${icon(SIGNS[kind], { size: 's' })}</i><span class="cut">${location.host}</span></div>
    <div class="pop">
      ${icon('mic', { size: 's' })}<span class="grow">${words.term('deviceUse', 'microphone')}</span>
      ${kind === 'safari' ? icon('check', { size: 's' }) : control}
    </div>
  </div>`;
}

/** `<usermedia>`: the browser's own button, by which a person takes a refusal back (WICG Capability Elements). */
interface UserMediaElement extends HTMLElement {
  readonly stream?: MediaStream | null;
  setConstraints?(constraints: MediaStreamConstraints): void;
}

export const hasUserMediaElement = (): boolean => 'HTMLUserMediaElement' in globalThis;

/**
 * That button, where this browser has it; `granted` is called when there is a microphone. Chromium 156 cannot be told to ask
 * for the microphone alone: the button says that it asks for the camera too, so it is not the first choice.
 */
export function recoverButton(granted: () => void): TemplateResult | typeof nothing {
  if (!hasUserMediaElement()) return nothing;
  const onlySound = (element?: Element): void => {
    try {
      (element as UserMediaElement | undefined)?.setConstraints?.({ audio: {} });
    } catch {
      // Then it asks for more than is needed; what it gives is let go at once.
    }
  };
  const stream = (event: Event): void => {
    // The phone opens the microphone by itself, with its own wishes.
    for (const track of (event.currentTarget as UserMediaElement).stream?.getTracks() ?? []) track.stop();
    granted();
  };
  return html`<usermedia type="microphone" part="recover" ${ref(onlySound)} @stream=${stream}></usermedia>`;
}
