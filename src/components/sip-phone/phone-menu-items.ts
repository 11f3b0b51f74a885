/** The items of the phone's menu, and the titles of the cards that they open. */

import type { PhoneState } from '../../phone/state.js';
import type { Localizer } from '../shared/text/localize.js';
import type { Card } from './phone-cards.js';
import type { MenuItem } from './phone-menu.js';

export interface MenuActions {
  setDoNotDisturb(on: boolean): void;
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
  return [
    {
      name: 'dnd',
      icon: 'bell-off',
      label: words.term('doNotDisturb'),
      checked: dnd,
      press: () => actions.setDoNotDisturb(!dnd),
    },
    card('settings', 'sliders-horizontal'),
    card('account', 'circle-user'),
    card('diagnostics', 'info'),
  ];
}

type TitledCard = 'account' | 'settings' | 'diagnostics';

export const isTitled = (card: Card): card is TitledCard =>
  card === 'account' || card === 'settings' || card === 'diagnostics';

export const cardTitle = (card: TitledCard, words: Localizer): string => words.term(card);
