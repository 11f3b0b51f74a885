/** Native buttons as keys of the phone: `<button commandfor="phone" command="--sip-answer">` (HTML §4.10.6, invoker commands). */

import type { PhoneAccess } from './phone-access.js';

type Command = (access: PhoneAccess, source: Element | null) => unknown;

const COMMANDS: Readonly<Record<string, Command>> = {
  /** Calls the `value` of the button, else what has been typed, else the last number. */
  '--sip-call': (access, source) => {
    const { dialString, lastDialled } = access.phone.state;
    const number = (source instanceof HTMLButtonElement && source.value) || dialString || lastDialled;
    return number ? access.dial(number) : undefined;
  },
  '--sip-answer': (access) => access.answer(),
  '--sip-decline': (access) => access.decline(),
  '--sip-hang-up': (access) => access.hangUp(),
  '--sip-mute': (access) => access.mute(),
  '--sip-hold': (access) => access.hold(),
  '--sip-start': (access) => access.phone.start(),
  '--sip-stop': (access) => access.phone.stop(),
};

/** The event as far as it is used here; older DOM libraries do not know it. */
type CommandEventLike = Event & { readonly command?: string; readonly source?: Element | null };

export function obeyCommands(element: HTMLElement, access: () => PhoneAccess | undefined): void {
  element.addEventListener('command', (event: CommandEventLike) => {
    const command = COMMANDS[event.command ?? ''];
    const phone = access();
    if (command && phone) void (async () => command(phone, event.source ?? null))().catch(() => {});
  });
}
