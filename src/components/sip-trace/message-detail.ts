/**
 * The text of the selected message of the ladder, with its buttons, and the buttons of the ladder.
 * Subjects: text of a SIP message in the ladder; buttons of the ladder.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { icon, type Icon } from '../shared/icons/icons.js';
import { more } from '../shared/icons/more-icons.js';
import type { ToolLocalizer } from '../shared/text/tools.js';
import type { Rung } from './ladder-row.js';
import { summaryOf } from './ladder.js';

/** Where the text of a message is: beside the rows, below them, or over them where there is no room for both. */
export type DetailPlace = 'beside' | 'below' | 'over';

interface DetailOptions {
  readonly words: ToolLocalizer;
  readonly place: DetailPlace;
  /** Sender, receiver and time of the message. */
  readonly route: TemplateResult;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Copies the text of the message. */
  readonly copy: () => void;
  readonly close: () => void;
  /** Shows the previous message, or the next one. */
  readonly step: (by: -1 | 1) => void;
}

export function messageDetail(rung: Rung, options: DetailOptions): TemplateResult {
  const { words, copy, close, step } = options;
  const over = options.place === 'over';
  const copying = barButton(more('copy'), words.term('copyMessage'), copy);
  const keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  };
  return html`<div class="detail" part="detail" @keydown=${keydown}>
    <div class="bar" part="bar">
      ${over ? barButton('arrow-left', words.term('back'), close) : nothing}
      <span class="grow message" id="message">
        <b class="cut" part="summary" dir="ltr">${summaryOf(rung.text)}</b>
        ${over ? html`<bdi class="cut muted" part="route" dir="ltr">${options.route}</bdi>` : nothing}
      </span>
      ${
        over
          ? [
              barButton(more('chevron-up'), words.term('previousMessage'), () => step(-1), options.isFirst),
              barButton(more('chevron-down'), words.term('nextMessage'), () => step(1), options.isLast),
              copying,
            ]
          : [copying, barButton('x', words.term('close'), close)]
      }
    </div>
    <pre part="text" tabindex="0" role="region" aria-labelledby="message">${rung.text}</pre>
  </div>`;
}

/** Renders a button of a bar: its icon, and its label beside it where the bar is wide (by the styles). */
export function barButton(face: Icon, label: string, press: () => unknown, disabled = false): TemplateResult {
  return html`<button
    class="icon-button"
    part="button"
    type="button"
    title=${label}
    ?disabled=${disabled}
    @click=${press}
  >
    ${icon(face, { size: 'm' })}<span class="label" part="label">${label}</span>
  </button>`;
}
