/** Native buttons as controls of the phone: `<button commandfor="phone" command="--sip-answer">` (HTML §4.10.6, invoker commands). */

import type { Localizer } from '../text/localize.js';
import { agreedAddress } from '../page-calls/page-call.js';
import { textShownBy } from '../page-calls/page-number.js';
import type { PhoneAccess } from './phone-access.js';

/**
 * A command. `value` is the value of the button, `id` the call; without `id` it is for the active or the incoming call. `agreed`
 * resolves with a number that the user has agreed to call, and with undefined if they decline.
 */
type Command = (
  access: PhoneAccess,
  value: string,
  id: string | undefined,
  agreed: (number: string) => Promise<string | undefined>,
) => unknown;

const COMMANDS: Readonly<Record<string, Command>> = {
  /** Calls the `value` of the button, else the typed number, else the last number. Asks the user if the button does not show its value. */
  '--sip-call': async (access, value, _, agreed) => {
    const { dialString, lastDialled } = access.phone.state;
    const number = value ? await agreed(value) : dialString || lastDialled;
    return number ? access.dial(number) : undefined;
  },
  '--sip-answer': (access, _, id) => access.answer(id),
  '--sip-decline': (access, _, id) => access.decline(id),
  /** Stops the ringing of an incoming call. */
  '--sip-ignore': (access, _, id) => access.ignore(id),
  /** Redirects an incoming call to the `value` of the button, else to the mailbox. Asks the user if the button does not show its value. */
  '--sip-deflect': async (access, value, id, agreed) => {
    const target = value ? await agreed(value) : access.phone.state.voicemail.account;
    return target ? access.deflect(target, id) : undefined;
  },
  '--sip-hang-up': (access, _, id) => access.hangUp(id),
  '--sip-mute': (access, _, id) => access.mute(undefined, id),
  '--sip-hold': (access, _, id) => access.hold(undefined, id),
  '--sip-swap': (access) => access.swap(),
  '--sip-merge': (access, _, id) => access.merge(id),
  '--sip-split': (access, _, id) => access.split(id),
  '--sip-camera': (access, _, id) => access.toggleShow('camera', id),
  '--sip-screen': (access, _, id) => access.toggleShow('screen', id),
  '--sip-record': (access, _, id) => access.record(undefined, id),
  /** Transfers the remote party to the `value` of the button. Asks the user if the button does not show its value. */
  '--sip-transfer': async (access, value, id, agreed) => {
    const target = value ? await agreed(value) : undefined;
    return target ? access.transfer(target, id) : undefined;
  },
  /** Sends the `value` of the button as DTMF. */
  '--sip-digits': (access, value, id) => (value ? access.sendDigits(value, id) : undefined),
  /** Picks up the call that rings at the `value` of the button. */
  '--sip-pick-up': (access, value) => (value ? access.pickUp(value) : undefined),
  '--sip-voicemail': (access) => access.callVoicemail(),
  '--sip-do-not-disturb': ({ phone }) => phone.setDoNotDisturb(!phone.state.doNotDisturb),
  '--sip-start': (access) => access.phone.start(),
  '--sip-stop': (access) => access.phone.stop(),
};

/** The fields of `CommandEvent` that are used; older DOM type libraries lack the type. */
type CommandEventLike = Event & { readonly command?: string; readonly source?: Element | null };

/** The element that `commandfor` names, and the localizer of its dialogs. */
export interface CommandTarget {
  readonly element: HTMLElement;
  readonly words: Localizer;
}

/**
 * Handles invoker commands on an element. `call` returns the call of the commands, for an element of one call. The value of a
 * button is content of the page: the rules of links hold for numbers in it (RFC 3966 §11).
 */
export function obeyCommands(
  { element, words }: CommandTarget,
  access: () => PhoneAccess | undefined,
  call: () => string | undefined = () => undefined,
): void {
  element.addEventListener('command', (event: CommandEventLike) => {
    const command = Object.hasOwn(COMMANDS, event.command ?? '') ? COMMANDS[event.command!] : undefined;
    const phone = access();
    const button = event.source instanceof HTMLButtonElement ? event.source : undefined;
    const agreed = (number: string): Promise<string | undefined> =>
      agreedAddress({ number, text: button && textShownBy(button), root: element.shadowRoot ?? element, words });
    if (command && phone) void (async () => command(phone, button?.value ?? '', call(), agreed))().catch(() => {});
  });
}
