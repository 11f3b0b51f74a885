/** The items of the phone's menu, and the titles of the cards that they open. */

import { availabilityOf, type Availability } from '../../phone/availability.js';
import type { PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';
import type { Card } from './phone-cards.js';
import type { MenuItem } from './phone-menu.js';

export interface MenuActions {
  setDoNotDisturb(on: boolean): void;
  setAvailability(availability: Availability): void;
  /** Whether the phone publishes the availability of the user. */
  publishes(): boolean;
  show(card: Card): void;
}

export function menuItems(state: PhoneState | undefined, words: Localizer, actions: MenuActions): readonly MenuItem[] {
  const dnd = state?.doNotDisturb ?? false;
  const card = (name: TitledCard, icon: MenuItem['icon']): MenuItem => ({
    name,
    icon,
    label: cardTitle(name, words),
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
    card('settings', 'sliders-horizontal'),
    card('account', 'circle-user'),
    card('diagnostics', 'info'),
  ];
}

/** What the user tells others, where the server is told. */
function choices(state: PhoneState, words: Localizer, actions: MenuActions): MenuItem[] {
  const chosen = availabilityOf(state);
  const choice = (name: Availability, icon: MenuItem['icon'], label: string): MenuItem => ({
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

type TitledCard = 'account' | 'settings' | 'diagnostics';

export const isTitled = (card: Card): card is TitledCard =>
  card === 'account' || card === 'settings' || card === 'diagnostics';

export const cardTitle = (card: TitledCard, words: Localizer): string => words.term(card);
