/**
 * The progress bar of a call that comes back after a reload; its duration is not known.
 * Subjects: bar of a call that comes back.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';

export function resumingBar(call: CallState | undefined, words: Localizer): TemplateResult | typeof nothing {
  if (call?.status !== 'resuming') return nothing;
  return html`<div class="progress" part="progress" role="progressbar" aria-label=${words.term('resuming')}></div>`;
}
