/** The tabs of the phone before a call (WAI-ARIA tabs pattern): one tab stop, arrow keys move between tabs. */

import { html, nothing, type TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';

const TABS = ['keypad', 'recents', 'team', 'messages'] as const;

export type PhoneTab = (typeof TABS)[number];

export const isTab = (name: string): name is PhoneTab => (TABS as readonly string[]).includes(name);

/** Returns the tabs that have content. */
export function tabsWithContent(state: PhoneState): readonly PhoneTab[] {
  const team = state.lamps.length > 0 || state.contacts.length > 0 || hasMailbox(state);
  const messages = state.conversations.length > 0;
  return TABS.filter((tab) => (tab === 'team' ? team : tab === 'messages' ? messages : true));
}

export const hasMailbox = ({ voicemail }: PhoneState): boolean =>
  voicemail.account !== undefined || voicemail.status === 'known';

/** Returns the count beside the name of a tab, and the accessible text of the count. */
function countOf(tab: PhoneTab, state: PhoneState, words: Localizer): readonly [count: string, of: string] | undefined {
  const { newMessages, waiting } = state.voicemail;
  const counts: Partial<Record<PhoneTab, readonly [count: number, of: string]>> = {
    recents: [state.missedCount, words.term('missed')],
    team: [newMessages || Number(waiting), words.term('voicemail')],
    messages: [state.unreadCount, words.term('unreadMessages')],
  };
  const [count, of] = counts[tab] ?? [0, ''];
  return count > 0 ? [count > 99 ? '99+' : String(count), of] : undefined;
}

export interface TabsView {
  readonly tabs: readonly PhoneTab[];
  readonly current: PhoneTab;
  readonly state: PhoneState;
  open(tab: PhoneTab): void;
}

export function phoneTabs(view: TabsView, words: Localizer): TemplateResult | typeof nothing {
  const { tabs, current } = view;
  if (tabs.length < 2) return nothing;
  const keydown = (event: KeyboardEvent): void => {
    const next = tabs[stepFrom(tabs.indexOf(current), tabs.length, event)];
    if (next === undefined) return;
    event.preventDefault();
    view.open(next);
  };
  const tab = (name: PhoneTab): TemplateResult => {
    const [count, of] = countOf(name, view.state, words) ?? [];
    return html`<button
      role="tab"
      type="button"
      id="tab-${name}"
      part="tab"
      aria-selected=${current === name}
      aria-controls="panel"
      tabindex=${current === name ? 0 : -1}
      @click=${() => view.open(name)}
    >
      ${words.term(name)}${
        count === undefined
          ? nothing
          : html`<span class="count" part="count">${count}<span class="visually-hidden"> ${of}</span></span>`
      }
    </button>`;
  };
  return html`<div class="tabs" part="tabs" role="tablist" aria-label=${words.term('phone')} @keydown=${keydown}>
    ${tabs.map(tab)}
  </div>`;
}

/** Returns the index of the tab that the key leads to, or -1. Wraps at both ends; left and right follow the text direction. */
function stepFrom(index: number, count: number, event: KeyboardEvent): number {
  const rtl = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
  const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
  const back = rtl ? 'ArrowRight' : 'ArrowLeft';
  const to = { [forward]: index + 1, [back]: index - 1, Home: 0, End: count - 1 }[event.key];
  return to === undefined ? -1 : (to + count) % count;
}
