/**
 * `<sip-call-status>`: the state of a call as text.
 * Subjects: <sip-call-status>; state of a call, element.
 */

import { html, nothing, type TemplateResult } from 'lit';
import { callWords } from '../shared/text/call-text.js';
import { CallElement } from '../shared/base/phone-element.js';
import { SipElement } from '../shared/base/sip-element.js';
import { inlineStyles } from '../shared/styles/inline.styles.js';

/**
 * The state of a call as text; empty without a call.
 *
 * @tag sip-call-status
 * @attr {string} call-id - Id of the call. Default: that of the `<sip-call>` around, else the active one.
 * @csspart base - The text.
 */
export class SipCallStatus extends CallElement {
  static readonly tagName: string = 'sip-call-status';
  static override styles = [SipElement.styles, inlineStyles];

  protected override render(): TemplateResult | typeof nothing {
    const { call } = this;
    return call ? html`<span part="base">${callWords(call, this.localize)}</span>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'sip-call-status': SipCallStatus;
  }
}
