/**
 * The tabs of the phone before a call (WAI-ARIA tabs pattern): one tab stop, arrow keys move between tabs.
 * Subjects: tabs of the phone; count beside a tab; order of the tabs; which tabs exist in the phone.
 */

import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { PhoneState } from '../../phone/state.js';
import { badgeText } from '../shared/text/badge-text.js';
import type { Localizer } from '../shared/text/localize.js';
import { suppliedViewParts } from '../views/views-slot.js';

const TABS = ['keypad', 'recents', 'team', 'messages'] as const;

type PhoneTab = (typeof TABS)[number];

const isTab = (name: string): name is PhoneTab => (TABS as readonly string[]).includes(name);

/** Returns the tabs that have content. */
function tabsWithContent(state: PhoneState): readonly PhoneTab[] {
  const team = state.lamps.length > 0 || state.contacts.length > 0 || hasMailbox(state);
  const messages = state.conversations.length > 0;
  return TABS.filter((tab) => (tab === 'team' ? team : tab === 'messages' ? messages : true));
}

export const hasMailbox = ({ voicemail }: PhoneState): boolean =>
  voicemail.account !== undefined || voicemail.status === 'known';

type Count = readonly [count?: string, of?: string];

/** Returns the count beside the name of a tab, and the accessible text of the count. */
function countOf(tab: PhoneTab, state: PhoneState, words: Localizer): Count {
  const { newMessages, waiting } = state.voicemail;
  const counts: Partial<Record<PhoneTab, readonly [count: number, of: string]>> = {
    recents: [state.missedCount, words.term('missed')],
    team: [newMessages || Number(waiting), words.term('voicemail')],
    messages: [state.unreadCount, words.term('unreadMessages')],
  };
  const [count, of] = counts[tab] ?? [0, ''];
  return count > 0 ? [badgeText(count), of] : [];
}

interface TabsHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
  /** The names of the tabs to show; undefined for those with content. */
  readonly tabs: string | undefined;
}

export class PhoneTabs {
  #chosen: PhoneTab = 'keypad';
  #rendered = '';

  /**
   * @param columns whether a column shows the recents, which then have no tab
   * @param opened called when the user opens a tab
   */
  constructor(
    private readonly host: TabsHost,
    private readonly columns: () => boolean,
    private readonly opened: (tab: PhoneTab) => void,
  ) {}

  /** The tab that is shown. */
  current(state: PhoneState): PhoneTab {
    const tabs = this.#shown(state);
    return tabs.includes(this.#chosen) ? this.#chosen : tabs[0]!;
  }

  #shown(state: PhoneState): readonly PhoneTab[] {
    const named = this.host.tabs?.split(/[\s,]+/).filter(isTab) ?? [];
    const tabs = named.length > 0 ? named : tabsWithContent(state);
    const left = tabs.filter((tab) => tab !== 'recents' || !this.columns());
    return left.length > 0 ? left : ['keypad'];
  }

  #open(tab: PhoneTab): void {
    this.#chosen = tab;
    this.opened(tab);
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.host.renderRoot.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  }

  view(state: PhoneState, words: Localizer): TemplateResult | typeof nothing {
    const tabs = this.#shown(state);
    if (tabs.length < 2) return nothing;
    const current = this.current(state);
    const keydown = (event: KeyboardEvent): void => {
      const next = tabs[stepFrom(tabs.indexOf(current), tabs.length, event)];
      if (next === undefined) return;
      event.preventDefault();
      this.#open(next);
    };
    const counts = tabs.map((name) => countOf(name, state, words));
    const rendered = `${current} ${counts}`;
    // After the focus, which scrolls as well. A row that the user has scrolled stays until a tab or a width changes.
    if (this.#rendered !== rendered)
      void this.host.updateComplete.then(() =>
        suppliedViewParts()?.reveal(this.host.renderRoot.querySelector(`#tab-${current}`)),
      );
    this.#rendered = rendered;
    return html`<div class="tabs" part="tabs" role="tablist" aria-label=${words.term('phone')} @keydown=${keydown}>
      ${tabs.map((name, index) => this.#tab(name, current === name, counts[index]!, words))}
    </div>`;
  }

  #tab(name: PhoneTab, selected: boolean, [count, of]: Count, words: Localizer): TemplateResult {
    return html`<button
      role="tab"
      type="button"
      id="tab-${name}"
      part="tab"
      aria-selected=${selected}
      aria-controls="panel"
      tabindex=${selected ? 0 : -1}
      @click=${() => this.#open(name)}
    >
      ${words.term(name)}${
        count === undefined
          ? nothing
          : html`<span class="count" part="count">${count}<span class="visually-hidden"> ${of}</span></span>`
      }
    </button>`;
  }
}

/** Returns the index of the tab that the key leads to, or -1. Wraps at both ends; left and right follow the text direction. */
function stepFrom(index: number, count: number, event: KeyboardEvent): number {
  const rtl = getComputedStyle(event.currentTarget as Element).direction === 'rtl';
  const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
  const back = rtl ? 'ArrowRight' : 'ArrowLeft';
  const to = { [forward]: index + 1, [back]: index - 1, Home: 0, End: count - 1 }[event.key];
  return to === undefined ? -1 : (to + count) % count;
}
