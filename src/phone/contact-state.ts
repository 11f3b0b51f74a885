/** What the state says of other people: lamps, voicemail, messages, contacts. Plain, immutable data; text of the network is hostile. */

import type { Cause } from './causes.js';

/** The far side as the phone knows it. Text from the network: hostile until shown as a text node. */
export interface Party {
  /** Display name, cleaned of control and bidirectional-override characters, at most 128 characters; may be empty. */
  readonly name: string;
  /** The user part, or the whole URI where it has none: what a person would dial. */
  readonly number: string;
  readonly uri: string;
  /** What the page knows of them (`lookUp`): a line such as the company, a picture (see `Contact.picture`), a page about them. */
  readonly note?: string;
  readonly picture?: string;
  readonly url?: string;
}

/** Whether somebody is there: their calls (RFC 4235) and their presence (RFC 3863), as far as the server tells. */
export type LampStatus =
  | 'unknown' // not told yet
  | 'available'
  | 'ringing' // can be picked up where `canPickUp`
  | 'busy' // in a call
  | 'held' // a call on hold
  | 'away'
  | 'offline'
  | 'unavailable'; // the server does not tell: refused or not known there

/** The lamp of a person that is watched. */
export interface Lamp {
  /** Address-of-record that is watched: `sip:bob@example.com`. */
  readonly uri: string;
  /** What the page, the contacts or the server call them; may be empty. */
  readonly name: string;
  readonly number: string;
  /** How those who watch have named the address: what an element finds its own lamp by. */
  readonly targets: readonly string[];
  readonly status: LampStatus;
  /** Whether a call that rings there can be taken here: the server told enough of it for Replaces (RFC 3891). */
  readonly canPickUp: boolean;
  /** Who calls there, or is spoken to, where the server tells. */
  readonly peer?: Party;
  /** A note that came with the presence. */
  readonly note?: string;
}

/** Message waiting (RFC 3842). */
export interface Voicemail {
  /** `off`: not asked; `waiting`: asked, no answer yet; `unavailable`: the server has none. */
  readonly status: 'off' | 'waiting' | 'known' | 'unavailable';
  /** Whether there is anything new; a server may say so without saying how much. */
  readonly waiting: boolean;
  readonly newMessages: number;
  readonly oldMessages: number;
  /** The ones that are urgent, of the new. */
  readonly urgent: number;
  /** What to dial to hear them, where it is known: the server's `Message-Account`, or the option `voicemail`. */
  readonly account?: string;
}

/** One message (RFC 3428). */
export interface ChatMessage {
  readonly id: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly text: string;
  /** Wall clock, ms. */
  readonly at: number;
  /** Of an outgoing one. A failed one can be sent again with `phone.messages.resend(id)`. */
  readonly status: 'sending' | 'sent' | 'failed' | 'received';
  /** Why it failed. */
  readonly cause?: Cause;
}

/** The messages with one person, oldest first, at most 500. */
export interface Conversation {
  readonly peer: Party;
  /** Other addresses that are theirs, by the word of the server (RFC 3325): what comes from there belongs here. */
  readonly aliases?: readonly string[];
  readonly messages: readonly ChatMessage[];
  readonly unread: number;
}

/** Somebody whom the page knows. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  /** Numbers and addresses; the first is called when none is chosen. */
  readonly numbers: readonly { readonly label?: string; readonly target: string }[];
  /** URL of a picture: `https:`, `blob:`, `data:image/`; anything else is not shown. */
  readonly picture?: string;
  readonly favourite?: boolean;
  /** Watch their lamp. */
  readonly watch?: boolean;
}

/** What could be meant by what is being typed. */
export interface Suggestion {
  readonly target: string;
  readonly name: string;
  readonly from: 'history' | 'contact' | 'query';
}
