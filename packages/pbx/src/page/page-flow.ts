/**
 * The flow to a phone in the same page: messages pass between two objects, with the faults that a demo sets.
 * Subjects: flow inside a page.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { Flow } from '../flow/flow.js';
import { Line, type Impairment } from '../flow/impairment.js';

/** The phone's end. */
export interface PageEnd {
  receive(text: string): void;
  ended(): void;
}

export class PageFlow extends Flow {
  readonly #end: PageEnd;
  readonly #in: Line<string>;
  readonly #out: Line<string>;

  constructor(end: PageEnd, clock: Clock, impairment: Impairment) {
    super('page');
    this.#end = end;
    this.#in = new Line(clock, impairment, (text) => this.isConnected() && this.received(text));
    this.#out = new Line(clock, impairment, (text) => this.isConnected() && end.receive(text));
    this.emit('connected');
  }

  override isConnected(): boolean {
    return this.state === 'connected';
  }

  /** Takes a message of the phone, in a later task: it is not read before the phone has finished sending. */
  take(text: string): void {
    queueMicrotask(() => this.#in.push(text));
  }

  protected override write(text: string): void {
    queueMicrotask(() => this.#out.push(text));
  }

  protected override shut(): void {
    queueMicrotask(() => this.#end.ended());
  }
}
