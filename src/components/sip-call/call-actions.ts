/**
 * The buttons of a call: eight fixed places, with a command in each zone (see `press-guard.ts`).
 * Subjects: buttons of a call, which; actions of a call; video answer button; reply by text message; decline to voicemail; order
 * of buttons in a call; transfer button.
 */

import { html, nothing, type TemplateResult } from 'lit';
import type { CallState } from '../../phone/state.js';
import { ACTION_PARTS, actionKey } from '../shared/actions/action-button.js';
import { conferenceOf } from '../shared/phone/conference.js';
import { endConsultation, type Consultation } from '../shared/phone/consultation.js';
import { icon, type Icon } from '../shared/icons/icons.js';
import type { Localizer } from '../shared/text/localize.js';
import { plainNameOf } from '../shared/text/party.js';
import type { PhoneAccess } from '../shared/commands/phone-access.js';

export interface ActionsContext {
  readonly access: PhoneAccess;
  readonly words: Localizer;
  readonly call: CallState;
  readonly consultation: Consultation | undefined;
  /** The content of the body: with a keypad instead of the peer, the upper row is hidden. */
  readonly body: 'person' | 'keypad' | 'add';
  readonly moreIsOpen: boolean;
  readonly canTransfer: boolean;
  readonly canMessage: boolean;
  togglePad(): void;
  toggleAdd(): void;
  toggleMore(): void;
  transfer(): void;
  message(address: string): void;
}

/** Whether a call is placed or answered: keypad and More can be opened. */
export const isUnderWay = ({ status }: CallState): boolean =>
  status === 'dialing' || status === 'ringing' || status === 'early' || status === 'active';

/** Renders the buttons of an outgoing or active call. The phone applies a command on one call of a conference to all of them. */
export function callActions(context: ActionsContext): TemplateResult {
  const { call, consultation, body, togglePad } = context;
  const row = consultation ? askingRow(context, consultation) : holdRow(context);
  const merged = call.status === 'active' && call.merged === true;
  return html`
    <div class="actions ${body === 'person' ? '' : 'one'}" part="actions">
      ${body === 'person' ? row : ''}
      <sip-mute-button layout="key" exportparts=${ACTION_PARTS} data-place="mute"></sip-mute-button>
      ${merged ? endForAll(context) : endKey(context)} ${padKey(context, togglePad)}
    </div>
  `;
}

/** Renders Hang up; during a consultation it names the party of the shown call, which it ends. */
function endKey({ words, call, consultation }: ActionsContext): TemplateResult {
  const name = consultation && plainNameOf(call.peer, words.term('privateNumber'));
  return html`<sip-hangup-button
    layout="key"
    exportparts=${ACTION_PARTS}
    data-place="end"
    .callId=${call.id}
    .label=${name === undefined ? undefined : words.term('endName', name)}
  ></sip-hangup-button>`;
}

function padKey({ words, body, toggleAdd }: ActionsContext, togglePad: () => void): TemplateResult {
  if (body === 'add')
    return actionKey({ place: 'pad', icon: 'grip', label: words.term('hide'), expanded: true, press: toggleAdd });
  return html`<sip-keypad-button
    layout="key"
    exportparts=${ACTION_PARTS}
    data-place="pad"
    ?open=${body === 'keypad'}
    @sip-keypad-request=${togglePad}
  ></sip-keypad-button>`;
}

function transferKey({ words, call, canTransfer, transfer }: ActionsContext): TemplateResult {
  const disabled = call.status !== 'active' || call.merged === true || !canTransfer;
  return actionKey({
    place: 'transfer',
    icon: 'phone-forwarded',
    label: words.term('transfer'),
    disabled,
    keys: 't',
    press: transfer,
  });
}

function holdRow(context: ActionsContext): TemplateResult {
  return html`
    <sip-hold-button layout="key" exportparts=${ACTION_PARTS} data-place="hold"></sip-hold-button>
    ${transferKey(context)} ${addAndMore(context)}
  `;
}

function addAndMore({ words, call, moreIsOpen, toggleAdd, toggleMore }: ActionsContext): TemplateResult {
  const up = call.status === 'active';
  return html`
    ${actionKey({ place: 'add', icon: 'user-plus', label: words.term('add'), disabled: !up, press: toggleAdd })}
    ${actionKey({
      place: 'more',
      icon: 'ellipsis',
      label: words.term('more'),
      disabled: !isUnderWay(call),
      expanded: moreIsOpen,
      controls: 'more',
      press: toggleMore,
    })}
  `;
}

function askingRow({ access, words }: ActionsContext, consultation: Consultation): TemplateResult {
  const { first, second } = consultation;
  const up = second.status === 'active';
  const complete = (): Promise<void> => {
    const other = access.phone.getCall(second.id);
    return other ? access.transfer(other, first.id) : Promise.resolve();
  };
  const merge = async (): Promise<void> => {
    await access.merge(second.id, first.id);
    endConsultation(access.phone, consultation);
  };
  const cancel = async (): Promise<void> => {
    await access.hangUp(second.id);
    await access.swap(first.id);
  };
  const under = first.transfer !== undefined && first.transfer.status !== 'refused';
  const key = (place: string, sign: Icon, label: string, press: () => unknown, off: boolean): TemplateResult =>
    actionKey({ place, icon: sign, label, press, disabled: off });
  const shown = access.phone.state.activeCallId;
  return html`
    ${key('hold', 'arrow-left-right', words.term('swap'), () => access.swap(shown === second.id ? first.id : second.id), !up || under)}
    ${actionKey({
      place: 'transfer',
      icon: 'check',
      label: words.term('complete'),
      kind: 'primary',
      disabled: !up || under,
      press: complete,
    })}
    ${key('add', 'merge', words.term('merge'), merge, !up || under)}
    ${key('more', 'x', words.term('cancel'), cancel, under)}
  `;
}

/** Renders the button that ends all calls of a conference: without this mixer its participants do not hear each other. */
function endForAll({ access, words }: ActionsContext): TemplateResult {
  const all = conferenceOf(access.phone.state.calls);
  return actionKey({
    place: 'end',
    icon: 'phone',
    iconOptions: { fill: true, down: true },
    label: words.term('endForAll'),
    kind: 'end',
    keys: 'Shift+Escape',
    press: () => Promise.all(all.map(({ id }) => access.hangUp(id))),
  });
}

/** Renders the buttons of an incoming call. */
export function incomingActions({ access, words, call, canMessage, message }: ActionsContext): TemplateResult {
  const { account } = access.phone.state.voicemail;
  const quick = (place: string, sign: Icon, label: string, part: string, press: (() => void) | undefined) =>
    html`<button class="quick" type="button" data-place=${place} part=${part} ?disabled=${!press} @click=${press}>
      ${icon(sign, { size: 'm' })}${label}
    </button>`;
  const quietly = (work: Promise<unknown>): void => void work.catch(() => {});
  const ignore = (): void => quietly(access.ignore(call.id));
  const toVoicemail = (): void => quietly(access.deflect(account ?? '', call.id));
  const answerByText = (): void => {
    quietly(access.decline(call.id));
    message(call.peer.uri);
  };
  return html`
    <div class="actions incoming ${call.offersVideo ? 'with-video' : ''}" part="actions">
      <sip-decline-button layout="key" exportparts=${ACTION_PARTS} data-place="decline"></sip-decline-button>
      <sip-answer-button layout="key" exportparts=${ACTION_PARTS} data-place="answer"></sip-answer-button>
      ${call.offersVideo ? videoAnswer() : nothing}
      ${quick('q1', 'bell-off', words.term('ignore'), 'ignore', call.ignored ? undefined : ignore)}
      ${quick('q2', 'voicemail', words.term('voicemail'), 'voicemail', account ? toVoicemail : undefined)}
      ${quick('q3', 'message-circle', words.term('message'), 'message', canMessage ? answerByText : undefined)}
    </div>
  `;
}

/** Renders the button that answers with the camera, beside the one that answers with sound alone, so that one press too many does not send the camera. */
function videoAnswer(): TemplateResult {
  return html`<sip-answer-button
    video
    layout="icon"
    exportparts=${ACTION_PARTS}
    data-place="video"
  ></sip-answer-button>`;
}
