/**
 * The buttons of an ended call: dismiss, the remedy, and the details.
 * Subjects: buttons of an ended call; remedy after a failed call; Try now, Call again and Call back buttons; number edited after
 * a failure.
 */

import { html, type TemplateResult } from 'lit';
import type { CallState, Cause } from '../../phone/state.js';
import { ACTION_PARTS, actionKey } from '../shared/actions/action-button.js';
import { markOf } from './call-hero.js';
import type { Localizer } from '../shared/text/localize.js';
import type { PhoneLike } from '../shared/phone/phone-like.js';

type Ended = CallState & { status: 'ended' };

/** The remedy after a call: call again, correct the number, or none. */
type Remedy = 'again' | 'edit' | 'none';

const REMEDIES: Partial<Record<Cause, Remedy>> = {
  'not-found': 'edit',
  incomplete: 'edit',
  'not-allowed': 'none',
  'password-withheld': 'none',
  'sign-in-refused': 'none',
  incompatible: 'none',
  gone: 'none',
  loop: 'none',
  blocked: 'none',
};

interface EndedOptions {
  readonly words: Localizer;
  readonly phone: PhoneLike | undefined;
  /** Whether the details are open. */
  readonly details: boolean;
  toggleDetails(): void;
  /** Opens a conversation with the peer; absent if the page shows no messages. */
  message: (() => void) | undefined;
}

export function endedActions(
  call: Ended,
  { words, phone, details, toggleDetails, message }: EndedOptions,
): TemplateResult {
  // A failure stays until the user dismisses it; a normal end is dismissed automatically.
  const first =
    message && !markOf(call)
      ? actionKey({ place: 'mute', icon: 'message-circle', label: words.term('message'), press: message })
      : actionKey({ place: 'mute', icon: 'x', label: words.term('dismiss'), press: () => phone?.dismiss(call.id) });
  return html`
    <div class="actions one tall-zone" part="actions">
      ${first} ${remedyKey(call, words, phone)}
      ${actionKey({ place: 'pad', icon: 'info', label: words.term('details'), expanded: details, press: toggleDetails })}
    </div>
  `;
}

function remedyKey(call: Ended, words: Localizer, phone: PhoneLike | undefined): TemplateResult {
  const failed = markOf(call) !== undefined;
  const label = words.term(call.retryAfter !== undefined ? 'tryNow' : failed ? 'callAgain' : 'callBack');
  const remedy = (failed && call.direction === 'outgoing' && REMEDIES[call.cause]) || 'again';
  if (remedy === 'none') return actionKey({ place: 'end', icon: 'phone', label, disabled: true });
  if (remedy === 'again')
    return html`<sip-call-button
      layout="key"
      exportparts=${ACTION_PARTS}
      data-place="end"
      .number=${call.peer.number}
      label=${label}
    ></sip-call-button>`;
  const edit = (): void => {
    phone?.setDialString(call.peer.number);
    phone?.dismiss(call.id);
  };
  return actionKey({ place: 'end', icon: 'grip', label: words.term('editNumber'), press: edit });
}
