/** Base class of all elements with texts: localizer, second ticker, and shared styles. */

import type { CSSResultGroup } from 'lit';
import { base } from '../styles/base.styles.js';
import { tokens } from '../styles/tokens.styles.js';
import { Localizer } from '../text/localize.js';
import { SecondTicker } from '../time/time.js';
import { BareElement } from './bare-element.js';

export type { StateTable } from './bare-element.js';

export abstract class SipElement extends BareElement {
  static override styles: CSSResultGroup = [tokens, base];

  protected readonly localize = new Localizer(this);
  protected readonly ticker = new SecondTicker(this);
}
