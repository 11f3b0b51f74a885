/**
 * The table of dialogs with their usages: a call and subscriptions may share one dialog (RFC 3261 §12, RFC 5057).
 * Subjects: dialog table; ended dialogs remembered; usages of a dialog; number of ended calls remembered.
 */

import type { Clock } from '../base/clock.js';
import { dialogId, type Dialog } from '../dialog/dialog.js';
import type { IncomingRequest } from '../message/request.js';
import type { UserAgentServer } from './user-agent-server.js';

/** A call or a subscription in a dialog. A dialog exists as long as it has a usage. */
export interface DialogUsage {
  /** Whether a request in the dialog is for this usage. */
  takes(request: IncomingRequest): boolean;
  /** Handles a request; the usage has to answer it, now or later. */
  receiveRequest(uas: UserAgentServer): void;
  /** Handles the ACK to a 2xx. */
  receiveAck?(ack: IncomingRequest): void;
  /** Stops timers and retransmissions without sending anything; called when the table is cleared. */
  dispose?(): void;
}

interface Entry {
  readonly dialog: Dialog;
  readonly usages: Set<DialogUsage>;
}

/** How long, in milliseconds, and how many ended calls are remembered. */
const MEMORY = 60_000;
const MAX_ENDED = 64;

export class DialogTable {
  readonly #entries = new Map<string, Entry>();
  /** Dialogs of ended calls, with the elapsed time of their removal, milliseconds. */
  readonly #ended = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  get size(): number {
    return this.#entries.size;
  }

  add(dialog: Dialog, usage: DialogUsage): void {
    const entry = this.#entries.get(dialog.id);
    if (entry) entry.usages.add(usage);
    else this.#entries.set(dialog.id, { dialog, usages: new Set([usage]) });
  }

  remove(dialog: Dialog, usage: DialogUsage): void {
    const entry = this.#entries.get(dialog.id);
    if (entry?.usages.delete(usage) && entry.usages.size === 0) this.#entries.delete(dialog.id);
  }

  /** Removes an ended call and remembers its dialog, so that Replaces and Join detect it (RFC 3891 §3, RFC 3911 §4). */
  retire(dialog: Dialog, usage: DialogUsage): void {
    this.remove(dialog, usage);
    const now = this.clock.elapsed();
    for (const [id, until] of this.#ended) if (until <= now) this.#ended.delete(id);
    this.#ended.set(dialog.id, now + MEMORY);
    if (this.#ended.size > MAX_ENDED) this.#ended.delete(this.#ended.keys().next().value!);
  }

  /** Whether the dialog belonged to a call that has ended recently. */
  hasEnded(callId: string, localTag: string, remoteTag: string): boolean {
    return (this.#ended.get(dialogId(callId, localTag, remoteTag)) ?? 0) > this.clock.elapsed();
  }

  get(callId: string, localTag: string, remoteTag: string): Dialog | undefined {
    return this.#entries.get(dialogId(callId, localTag, remoteTag))?.dialog;
  }

  /** The usages of a dialog, oldest first. */
  usages(dialog: Dialog): readonly DialogUsage[] {
    return [...(this.#entries.get(dialog.id)?.usages ?? [])];
  }

  *values(): IterableIterator<Dialog> {
    for (const { dialog } of this.#entries.values()) yield dialog;
  }

  clear(): void {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    this.#ended.clear();
    for (const { usages } of entries) for (const usage of usages) usage.dispose?.();
  }
}
