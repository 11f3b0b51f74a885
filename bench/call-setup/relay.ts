/** A WebSocket that is no network: what one user agent of a page sends, the other one gets, and the bench sees it pass. */

type Tap = (text: string, from: string) => void;

const sockets = new Map<string, RelaySocket>();
let tap: Tap = () => undefined;

/** Tells of every frame with the address of its sender. */
export function watchFrames(listener: Tap): void {
  tap = listener;
}

/** Two of them, `wss://a.bench` and `wss://b.bench`, are the two ends of one wire. */
export class RelaySocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly protocol = 'sip';
  readonly extensions = '';
  binaryType = 'arraybuffer';
  bufferedAmount = 0;
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly #name: string;

  constructor(readonly url: string) {
    super();
    this.#name = new URL(url).hostname;
    sockets.set(this.#name, this);
    setTimeout(() => {
      this.readyState = 1;
      this.#fire(new Event('open'));
    });
  }

  send(data: string | ArrayBuffer | Uint8Array): void {
    const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
    // A server answers a ping (RFC 5626 §4.4.1).
    if (text === '\r\n\r\n') return void setTimeout(() => this.#fire(new MessageEvent('message', { data: '\r\n' })));
    tap(text, this.#name);
    const other = sockets.get(this.#name === 'a.bench' ? 'b.bench' : 'a.bench');
    // A MessageChannel, because timers of a page wait for four milliseconds when they are nested.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      if (other?.readyState === 1) other.#fire(new MessageEvent('message', { data: text }));
    };
    port2.postMessage(undefined);
  }

  close(): void {
    if (this.readyState >= 2) return;
    this.readyState = 3;
    if (sockets.get(this.#name) === this) sockets.delete(this.#name);
    setTimeout(() => this.#fire(new CloseEvent('close', { code: 1000, wasClean: true })));
  }

  #fire(event: Event): void {
    this.dispatchEvent(event);
    if (event.type === 'open') this.onopen?.(event);
    else if (event.type === 'message') this.onmessage?.(event as MessageEvent);
    else this.onclose?.(event);
  }
}
