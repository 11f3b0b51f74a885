/**
 * The More panel of a call, whose content is loaded later.
 * Subjects: More panel, its frame.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { MoreContext, MorePage } from '../views/more-page.js';

const TITLES = { list: 'more', devices: 'devicesAndVolume', figures: 'callDetails' } as const;

export function morePanel(page: MorePage, context: MoreContext): TemplateResult | typeof nothing {
  if (page === 'closed') return nothing;
  const { words, views } = context;
  const title = words.term(TITLES[page]);
  return html`<div class="panel" id="more" part="panel" role="group" data-place="panel" aria-label=${title}>
    ${views.part(words, ({ morePage }) => morePage(page, title, context))}
  </div>`;
}
