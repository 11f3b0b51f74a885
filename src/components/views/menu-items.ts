/**
 * The items of the phone's menu (WAI-ARIA menu button pattern), and how keys move between them.
 * Subjects: items of the menu; availability in the menu; Settings, Account and connection check in the menu; keys in the menu.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { availabilityOf, type Availability } from '../../phone/availability.js';
import type { PhoneState } from '../../phone/state.js';
import { icon, type Icon } from '../shared/icons/icons.js';
import { more } from '../shared/icons/more-icons.js';
import type { Localizer } from '../shared/text/localize.js';

interface MenuItem {
  readonly name: string;
  readonly icon: Icon;
  readonly label: string;
  /** Value of `aria-checked`, for an item that is switched on and off, or with `radio` one of several choices. */
  readonly checked?: boolean;
  readonly radio?: true;
  press(): void;
}

type MenuCard = 'account' | 'settings' | 'diagnostics';

export interface MenuActions {
  setDoNotDisturb(on: boolean): void;
  setAvailability(availability: Availability): void;
  /** Whether the phone publishes the availability of the user. */
  publishes(): boolean;
  show(card: MenuCard): void;
}

/** Renders the items; `close` closes the menu before a pressed item does its work. */
export function menuItems(
  state: PhoneState | undefined,
  words: Localizer,
  actions: MenuActions,
  close: () => void,
): TemplateResult {
  return html`${itemsOf(state, words, actions).map((item) => itemButton(item, close))}`;
}

function itemButton({ name, icon: sign, label, checked, radio, press }: MenuItem, close: () => void): TemplateResult {
  const toggle = checked !== undefined;
  return html`<button
    type="button"
    part="menu-item"
    data-item=${name}
    role=${radio ? 'menuitemradio' : toggle ? 'menuitemcheckbox' : 'menuitem'}
    aria-checked=${toggle ? String(checked) : nothing}
    tabindex="-1"
    @click=${() => {
      close();
      press();
    }}
  >
    ${icon(sign, { size: 'm' })}<span class="grow">${label}</span>${checked ? icon('check', { size: 's' }) : nothing}
  </button>`;
}

function itemsOf(state: PhoneState | undefined, words: Localizer, actions: MenuActions): readonly MenuItem[] {
  const dnd = state?.doNotDisturb ?? false;
  const card = (name: MenuCard, icon: Icon): MenuItem => ({
    name,
    icon,
    label: words.term(name),
    press: () => actions.show(name),
  });
  const toggle: MenuItem = {
    name: 'dnd',
    icon: 'bell-off',
    label: words.term('doNotDisturb'),
    checked: dnd,
    press: () => actions.setDoNotDisturb(!dnd),
  };
  return [
    ...(actions.publishes() && state ? choices(state, words, actions) : [toggle]),
    card('settings', more('sliders-horizontal')),
    card('account', 'circle-user'),
    card('diagnostics', 'info'),
  ];
}

/** What the user tells others, where the server is told. */
function choices(state: PhoneState, words: Localizer, actions: MenuActions): MenuItem[] {
  const chosen = availabilityOf(state);
  const choice = (name: Availability, icon: Icon, label: string): MenuItem => ({
    ...{ name, icon, label, radio: true, checked: name === chosen },
    press: () => actions.setAvailability(name),
  });
  return [
    choice('available', 'circle-user', words.term('lampStatus', 'available')),
    choice('busy', 'phone', words.term('lampStatus', 'busy')),
    choice('away', 'clock', words.term('lampStatus', 'away')),
    choice('do-not-disturb', 'bell-off', words.term('doNotDisturb')),
  ];
}

/** Returns the item that a key leads to: an arrow, Home, End, or the first letter of its label. */
export function nextItem(event: KeyboardEvent, items: readonly HTMLElement[]): HTMLElement | undefined {
  const { key } = event;
  const index = items.findIndex((item) => item === event.composedPath()[0]);
  switch (key) {
    case 'ArrowDown':
      return items[(index + 1) % items.length];
    case 'ArrowUp':
      return items.at(index - 1);
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default: {
      const begins = (item: HTMLElement): boolean =>
        key.length === 1 && item.textContent.trim().toLocaleLowerCase().startsWith(key.toLocaleLowerCase());
      return [...items.slice(index + 1), ...items.slice(0, index + 1)].find(begins);
    }
  }
}
