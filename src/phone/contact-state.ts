/**
 * State of other parties: BLF lamps, voicemail, messages, contacts. Plain, immutable data with hostile text from the network.
 * Subjects: state of lamps, messages and contacts, types; Party type.
 */

import type { Cause } from './causes.js';

/** The remote party as data. Text from the network: show it in text nodes only. */
export interface Party {
  /** Display name without control and bidirectional-override characters, at most 128 characters; may be empty. */
  readonly name: string;
  /** The user part for dialling; the whole URI where it has none. */
  readonly number: string;
  readonly uri: string;
  /** Data of the application (`lookUp`): a note such as the company, an image (see `Contact.picture`), a page about the party. */
  readonly note?: string;
  readonly picture?: string;
  readonly url?: string;
  /**
   * Probably spam, or a forged number: the application says so (`lookUp`), or the server could not verify the number
   * (`verstat=TN-Validation-Failed`, 3GPP TS 24.229 §7.2A.20). Shown as "Possible spam" while the call rings.
   */
  readonly suspect?: boolean;
}

/** What the application knows of a party. `picture`: `https:`, `blob:` or `data:image/`; `url`: a page about the party. */
export type LookedUp = string | Partial<Pick<Party, 'name' | 'note' | 'picture' | 'url' | 'suspect'>>;

/** State of a watched address: its calls (RFC 4235) and its presence (RFC 3863), as far as the server reports them. */
export type LampStatus =
  | 'unknown' // no state received yet
  | 'available'
  | 'ringing' // can be picked up where `canPickUp`
  | 'busy' // in a call
  | 'held' // a call on hold
  | 'away'
  | 'offline'
  | 'unavailable'; // no state: the subscription was refused or the address is unknown

/** The BLF lamp of a watched address. */
export interface Lamp {
  /** Address-of-record that is watched: `sip:bob@example.com`. */
  readonly uri: string;
  /** Name from the application, the contacts or the server; may be empty. */
  readonly name: string;
  readonly number: string;
  /** The address as the `watch()` calls spelled it; an element finds its lamp by its own spelling. */
  readonly targets: readonly string[];
  readonly status: LampStatus;
  /** Whether a call that rings there can be picked up: the server sent enough of its dialog for Replaces (RFC 3891). */
  readonly canPickUp: boolean;
  /** The remote party of the call there, where the server reports it. */
  readonly peer?: Party;
  /** The note of the presence document. */
  readonly note?: string;
}

/** Message waiting state (RFC 3842). */
export interface Voicemail {
  /** `off`: not subscribed; `waiting`: no state received yet; `unavailable`: the subscription was refused. */
  readonly status: 'off' | 'waiting' | 'known' | 'unavailable';
  /** Whether there are new messages; a server may report this without counts. */
  readonly waiting: boolean;
  readonly newMessages: number;
  readonly oldMessages: number;
  /** The number of urgent messages among the new ones. */
  readonly urgent: number;
  /** The number or URI of the mailbox, where known: `Message-Account` of the server, or the option `voicemail`. */
  readonly account?: string;
}

/** One text message (RFC 3428). */
export interface ChatMessage {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly text: string;
  /** Wall clock, ms. */
  readonly at: number;
  /**
   * `received` for incoming messages. `sent`: a relay has taken it, and may deliver it later (202, RFC 3428 §7); `delivered`: the
   * remote party, or a server for it, has accepted it. A failed one can be sent again with `phone.messages.resend(id)`.
   */
  readonly status: 'sending' | 'sent' | 'delivered' | 'failed' | 'received';
  /** The cause of `failed`. */
  readonly cause?: Cause;
}

/** The messages with one party, oldest first, at most 500. */
export interface Conversation {
  readonly peer: Party;
  /** Further addresses that the server asserts to be this party (RFC 3325): messages from them belong here. */
  readonly aliases?: readonly string[];
  readonly messages: readonly ChatMessage[];
  readonly unread: number;
}

/** A contact of the application. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  /** Numbers and addresses; the first is the default. */
  readonly numbers: readonly { readonly label?: string; readonly target: string }[];
  /** URL of an image: `https:`, `blob:`, `data:image/`; other URLs are not shown. */
  readonly picture?: string;
  readonly favourite?: boolean;
  /** Whether to show a BLF lamp for the contact. */
  readonly watch?: boolean;
}

/** A suggestion for the text that is being typed. */
export interface Suggestion {
  readonly target: string;
  readonly name: string;
  readonly from: 'history' | 'contact' | 'query';
  /** The label of the number in its contact, such as `Mobile`. */
  readonly label?: string;
}
