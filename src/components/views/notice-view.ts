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
  /** A question has none: its words and two buttons need the room. */
  readonly icon?: Icon;
  readonly text: string | TemplateResult;
  readonly action?: { readonly label: string; readonly name?: string; readonly press: () => unknown };
  readonly dismiss?: () => void;
  /** Shows the level of the microphone too. */
  readonly level?: boolean;
}

/** Renders a text in which `*…*` marks emphasis. */
export function stressed(text: string): TemplateResult {
  return html`${text.split('*').map((part, index) => (index % 2 ? html`<b class="strong" part="strong">${part}</b>` : part))}`;
}

/** Renders a text in which an isolated address, from U+2066 to U+2069, is broken after its `@` and before its dots, not inside of a word. */
export function breakable(text: string): TemplateResult {
  const pieces = text.split(/(?<=\u2066[^\u2069]*(?:@|(?=\.)))/);
  return html`${pieces.map((piece, index) => (index > 0 ? html`<wbr />${piece}` : piece))}`;
}

export function noticeView(notice: Notice, words: Localizer): TemplateResult {
  const { action } = notice;
  const press = (): void => void (async () => action?.press())().catch(() => {});
  return html`<div class="notice ${notice.tone}" part="notice" data-place="notice" data-tone=${notice.tone}>
    ${notice.icon ? icon(notice.icon, { size: 'm' }) : nothing}
    <div class="grow">
      <p>${notice.text}</p>
      ${notice.level ? html`<sip-level direction="out"></sip-level>` : nothing}
    </div>
    ${
      action
        ? html`<button
            class="button low on-tone"
            type="button"
            part="notice-action"
            aria-label=${action.name ?? nothing}
            @click=${press}
          >
            ${action.label}
          </button>`
        : nothing
    }
    ${
      notice.dismiss
        ? html`<button
            class="icon-button"
            type="button"
            part="notice-dismiss"
            aria-label=${words.term('dismiss')}
            @click=${notice.dismiss}
          >
            ${icon('x', { size: 'm' })}
          </button>`
        : nothing
    }
  </div>`;
}
