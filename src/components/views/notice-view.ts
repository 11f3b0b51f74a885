/**
 * How the notice of a call is rendered.
 * Subjects: notice, rendering.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { icon, type Icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';

/** The content of the notice. */
export interface Notice {
  /** Identifies the notice: a change makes its buttons ignore clicks for a moment (`PressGuard`). */
  readonly kind: string;
  readonly tone: 'warn' | 'ink' | 'none';
  readonly icon?: Icon;
  readonly text: string | TemplateResult;
  readonly action?: { readonly label: string; readonly name?: string; readonly press: () => unknown };
  readonly dismiss?: () => void;
  /** The words of `dismiss` where it answers a question: both buttons have words then, and share a row below the text. */
  readonly decline?: string;
  /** Shows the level of the microphone too. */
  readonly level?: boolean;
}

/** Renders a text in which `*…*` marks emphasis. */
export function stressed(text: string): TemplateResult {
  return html`${text.split('*').map((part, index) => (index % 2 ? html`<b class="strong" part="strong">${part}</b>` : part))}`;
}

/**
 * Renders a text with an isolated address, from U+2066 to U+2069: with the sign after it the address is on one line where that has room, and is
 * else broken after its `@` and before its dots, not inside of a word.
 */
export function breakable(text: string): TemplateResult {
  const parts = text.split(/(\u2066[^\u2069]*\u2069\p{Po}?)/u);
  return html`${parts.map((part, index) => (index % 2 ? html`<span class="address">${pieces(part)}</span>` : part))}`;
}

const pieces = (address: string): unknown[] =>
  address.split(/(?<=@)|(?=\.\w)/).map((piece, index) => (index > 0 ? html`<wbr />${piece}` : piece));

export function noticeView(notice: Notice, words: Localizer): TemplateResult {
  const { tone, action, decline, dismiss } = notice;
  return html`<div
    class="notice ${tone} ${decline === undefined ? '' : 'question'}"
    part="notice"
    data-place="notice"
    data-tone=${tone}
  >
    ${notice.icon ? icon(notice.icon, { size: 'm' }) : nothing}
    <div class="grow">
      <p>${notice.text}</p>
      ${notice.level ? html`<sip-level direction="out"></sip-level>` : nothing}
    </div>
    ${decline === undefined ? nothing : declineButton(decline, dismiss)} ${action ? actionButton(action) : nothing}
    ${dismiss && decline === undefined ? closeButton(words, dismiss) : nothing}
  </div>`;
}

function declineButton(label: string, decline: Notice['dismiss']): TemplateResult {
  return html`<button class="button low on-tone" type="button" part="notice-dismiss" @click=${decline}>
    ${label}
  </button>`;
}

function actionButton({ label, name, press }: NonNullable<Notice['action']>): TemplateResult {
  return html`<button
    class="button low on-tone"
    type="button"
    part="notice-action"
    aria-label=${name ?? nothing}
    @click=${() => void (async () => press())().catch(() => {})}
  >
    ${label}
  </button>`;
}

function closeButton(words: Localizer, dismiss: () => void): TemplateResult {
  return html`<button
    class="icon-button"
    type="button"
    part="notice-dismiss"
    aria-label=${words.term('dismiss')}
    @click=${dismiss}
  >
    ${icon('x', { size: 'm' })}
  </button>`;
}
