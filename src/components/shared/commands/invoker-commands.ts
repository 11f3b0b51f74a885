/**
 * Native buttons as controls of the phone: `<button commandfor="phone" command="--sip-answer">` (HTML §4.10.6, invoker commands).
 * Subjects: commandfor; --sip-… commands; native button that controls the phone.
 */

import type { Localizer } from '../text/localize.js';
import { ARGUMENT_RULES } from '../../../phone/command-arguments.js';
import { COMMAND_NAMES, isCallCommand, rowOf, type CommandName } from '../../../phone/commands.js';
import { agreedAddress } from '../page-calls/page-call.js';
import { isUntrusted } from '../page-calls/untrusted.js';
import type { PhoneAccess } from './phone-access.js';

/** The command of each `--sip-…` name. */
const INVOKED = new Map<string, CommandName>(
  COMMAND_NAMES.flatMap((name) => {
    const { before = [], invoker = [before].flat() } = rowOf(name);
    return invoker.map((word) => [`--sip-${word}`, name] as const);
  }),
);

/** Resolves with a number that the user has agreed to call, and with undefined if they decline. `isCode`: digits to send. */
type Agreed = (number: string, isCode: boolean) => Promise<string | undefined>;

/**
 * Performs a command. `value`, the value of the button, is its first argument; a target that the button does not show needs the
 * consent of the user. Without a value nothing is done that needs one. `id` is the call; without it it is the active or the incoming call.
 */
async function invoke(
  access: PhoneAccess,
  command: string,
  value: string,
  id: string | undefined,
  agreed: Agreed,
): Promise<void> {
  const name = INVOKED.get(command);
  if (name === undefined) return;
  if (name === 'show') return access.toggleShow(command === '--sip-camera' ? 'camera' : 'screen', id);
  const { args, fallback } = rowOf(name);
  const [kind] = args;
  const takesValue = kind !== undefined && (!ARGUMENT_RULES[kind].optional || (kind === 'place' && value !== ''));
  // Digits can be a feature code of the server, which transfers the call.
  const isCode = kind === 'digits' && /[*#]/.test(value);
  const asks = isCode || kind === 'target' || kind === 'transferTarget' || kind === 'extension';
  const first = value ? (asks ? await agreed(value, isCode) : value) : fallback?.(access.phone.state);
  if (takesValue && !first) return;
  if (isCallCommand(name) && !takesValue) return void (await access.runOn(name, id));
  await access.run(name, takesValue ? [first, args[1] === 'callId' ? id : undefined] : []);
}

/** The fields of `CommandEvent` that are used; older DOM type libraries lack the type. */
type CommandEventLike = Event & { readonly command?: string; readonly source?: Element | null };

/** The element that `commandfor` names, and the localizer of its dialogs. */
interface CommandTarget {
  readonly element: HTMLElement;
  readonly words: Localizer;
}

/** The last click: a command event does not say where its button was pressed. */
let press: MouseEvent | undefined;
const notePress = (event: MouseEvent): void => void (press = event);

/**
 * Handles invoker commands on an element. `call` returns the call of the commands, for an element of one call. The value of a
 * button is content of the page: the rules of links hold for numbers in it (RFC 3966 §11). A button that others may have written only
 * calls, with a question.
 */
export function obeyCommands(
  { element, words }: CommandTarget,
  access: () => PhoneAccess | undefined,
  call: () => string | undefined = () => undefined,
): void {
  globalThis.addEventListener?.('click', notePress, true);
  element.addEventListener('command', ({ command = '', source }: CommandEventLike) => {
    const phone = access();
    const button = source instanceof HTMLButtonElement ? source : undefined;
    const value = button?.value ?? '';
    const isOfOthers = source && (isUntrusted(source) || element.hasAttribute('data-sip-of-mark'));
    if (!phone || (isOfOthers && (command !== '--sip-call' || !value))) return;
    const agreed: Agreed = (number, isCode) =>
      agreedAddress({
        number,
        isCode,
        source: isOfOthers ? undefined : button,
        press,
        root: element.shadowRoot ?? element,
        words,
      });
    void invoke(phone, command, value, call(), agreed).catch(() => {});
  });
}
