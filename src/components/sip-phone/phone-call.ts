/** The call in the phone. */

import { html, type TemplateResult } from 'lit';

export interface CallPlace {
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
    exportparts="hero:call__hero, avatar:call__avatar, name:call__name, number:call__number, state:call__state, timer:call__timer, timer, notice:call__notice, actions:call__actions, note:call__note, called-party:call__called-party, media:call__media, panel:call__panel, participant:call__participant, action, action__face, action__label"
    ?inert=${covered}
    ><slot name="after-caller" slot="after-caller"></slot
  ></sip-call>`;
}
