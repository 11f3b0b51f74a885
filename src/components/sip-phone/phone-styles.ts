/**
 * The style sheets of `<sip-phone>`, in the order in which they apply.
 * Subjects: style sheets of <sip-phone>, order.
 */

import type { CSSResultGroup } from 'lit';
import { actionStyles } from '../shared/styles/action.styles.js';
import { actionZoneStyles } from '../shared/styles/action-zone.styles.js';
import { avatarStyles } from '../shared/styles/avatar.styles.js';
import { badgeStyles } from '../shared/styles/badge.styles.js';
import { cardStyles } from '../sip-permission/microphone-card.styles.js';
import { callWaitingStyles } from '../sip-incoming/waiting-call.styles.js';
import { styles } from './sip-phone.styles.js';
import { themeStyles } from '../shared/styles/theme.styles.js';
import { lateStyles } from '../views/late-views.js';
import { heightStyles } from './phone-heights.styles.js';
import { moreStyles } from './phone-more.styles.js';
import { SipElement } from '../shared/base/sip-element.js';

export const phoneStyles: CSSResultGroup[] = [
  SipElement.styles,
  themeStyles,
  actionStyles,
  actionZoneStyles,
  avatarStyles,
  badgeStyles,
  cardStyles,
  callWaitingStyles,
  styles,
  heightStyles,
  moreStyles,
  lateStyles,
];
