/**
 * Messages between the tabs of one phone (HTML §9.5 broadcasting). Every script of the origin can read and send them, as it can
 * read the page; no message has a credential.
 * Subjects: messages between tabs; BroadcastChannel of tabs.
 */

import type { TabCommand } from '../phone-core.js';
import type { PhoneError } from '../phone-error.js';
import type { Succession } from '../calls/call-journal.js';
import type { PhoneState } from '../state.js';

/** The part of the state that is the same in all tabs. */
export const SHARED = [
  'account',
  'calls',
  'activeCallId',
  'voicemail',
  'lamps',
  'doNotDisturb',
  'availability',
  'presence',
  'lastDialled',
  'audioLocked',
] as const satisfies readonly (keyof PhoneState)[];

export type SharedState = Pick<PhoneState, (typeof SHARED)[number]>;

interface TabError {
  readonly kind: PhoneError['kind'];
  readonly statusCode?: number | undefined;
  readonly detail?: string | undefined;
}

export type TabMessage =
  /** A tab has become the owner: followers say hello. */
  | { readonly kind: 'owner'; readonly from: string }
  /** A follower requests the state, and that these addresses are watched (`lamps.watch()`). */
  | { readonly kind: 'hello'; readonly from: string; readonly watched: readonly string[] }
  /** A follower is closed. */
  | { readonly kind: 'bye'; readonly from: string }
  /** The owner publishes its state. */
  | { readonly kind: 'state'; readonly from: string; readonly state: SharedState; readonly succession: Succession }
  | {
      readonly kind: 'command';
      readonly from: string;
      readonly to: string;
      readonly id: number;
      readonly command: TabCommand;
      readonly args: readonly unknown[];
      /** The call that the command acts on; for `call` and `pickUp` the id that the new call gets. */
      readonly callId: string | undefined;
    }
  /** The owner performs the command. */
  | { readonly kind: 'begun'; readonly to: string; readonly id: number }
  | {
      readonly kind: 'result';
      readonly to: string;
      readonly id: number;
      readonly value?: unknown;
      readonly error?: TabError;
    };

export type PublishedState = TabMessage & { readonly kind: 'state' };

export class TabChannel {
  readonly #channel: BroadcastChannel;

  constructor(group: string, receive: (message: TabMessage) => void) {
    this.#channel = new BroadcastChannel(group);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data)) receive(data);
    });
  }

  send(message: TabMessage): void {
    this.#channel.postMessage(message);
  }

  close(): void {
    this.#channel.close();
  }
}

const KINDS: ReadonlySet<unknown> = new Set<TabMessage['kind']>([
  'owner',
  'hello',
  'bye',
  'state',
  'command',
  'begun',
  'result',
]);

/** The group has a version in its name, so that a message of a known kind has the shape of that kind. */
function isMessage(data: unknown): data is TabMessage {
  return typeof data === 'object' && data !== null && KINDS.has((data as Partial<TabMessage>).kind);
}
