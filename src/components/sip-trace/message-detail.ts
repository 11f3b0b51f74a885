/**
 * The text of the selected message of the ladder, with its buttons.
 * Subjects: text of a SIP message in the ladder.
 */

import { html, type TemplateResult } from 'lit';
import { icon } from '../shared/icons/icons.js';
import type { ToolLocalizer } from '../shared/text/tools.js';
import type { Rung } from './ladder-row.js';
import { summaryOf } from './ladder.js';

export interface DetailOptions {
  readonly words: ToolLocalizer;
  /** Copies the text of the message. */
  readonly copy: () => void;
  /** Ends the selection. */
  readonly close: () => void;
}

export function messageDetail(rung: Rung, { words, copy, close }: DetailOptions): TemplateResult {
  return html`<div class="detail">
    <div class="bar">
      <b class="grow cut"><bdi dir="ltr">${summaryOf(rung.text)}</bdi></b>
      ${barButton(words.term('copyMessage'), copy)}
      <button class="icon-button" type="button" aria-label=${words.term('close')} @click=${close}>
        ${icon('x', { size: 'm' })}
      </button>
    </div>
    <pre part="text" tabindex="0">${rung.text}</pre>
  </div>`;
}

/** Renders a text button of a bar. */
export function barButton(label: string, press: () => unknown, disabled = false): TemplateResult {
  return html`<button class="button low" type="button" ?disabled=${disabled} @click=${press}>${label}</button>`;
}
