/**
 * The call in the phone.
 * Subjects: call inside the phone.
 */

import { html, type TemplateResult } from 'lit';
import { SHORT_CALL_PARTS } from '../shared/actions/action-button.js';

interface CallPlace {
  readonly id: string;
  /** Whether a sheet covers the call. */
  readonly covered: boolean;
  transfer(): void;
  write(address: string): void;
}

export function callView({ id, covered, transfer, write }: CallPlace): TemplateResult {
  return html`<sip-call
    part="call"
    call-id=${id}
    can-transfer
    can-message
    @sip-transfer-request=${transfer}
    @sip-message-request=${(event: GlobalEventHandlersEventMap['sip-message-request']) => write(event.address)}
    exportparts=${SHORT_CALL_PARTS}
    ?inert=${covered}
    ><slot name="after-caller" slot="after-caller"></slot
  ></sip-call>`;
}
