/**
 * Two connected flows, by which the proxy reaches an extension inside the PBX like any phone.
 * Subjects: flow to an extension.
 */

import { Flow } from './flow.js';

export class LocalFlow extends Flow {
  #peer: LocalFlow | undefined;

  constructor(name: string) {
    super('inside');
    this.name = name;
    this.emit('connected');
  }

  static join(a: LocalFlow, b: LocalFlow): void {
    a.#peer = b;
    b.#peer = a;
  }

  override isConnected(): boolean {
    return this.state === 'connected';
  }

  protected override write(text: string): void {
    const peer = this.#peer;
    // In a later task, as over a network: no response arrives before the sender has finished sending.
    queueMicrotask(() => peer?.isConnected() && peer.received(text));
  }

  protected override shut(): void {
    const peer = this.#peer;
    this.#peer = undefined;
    queueMicrotask(() => peer?.ended());
  }
}

/** Makes the pair: `outer` is for the proxy, `inner` for the extension. */
export function localFlows(name: string): { outer: Flow; inner: Flow } {
  const [outer, inner] = [new LocalFlow(name), new LocalFlow('pbx')];
  LocalFlow.join(outer, inner);
  return { outer, inner };
}
