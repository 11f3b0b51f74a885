/** What this stack needs of a WebSocket (WHATWG WebSockets §3), and the text in its frames (RFC 7118 §5). */

import { SipError } from '../base/errors.js';

/** The platform's WebSocket, that of the package `ws`, or one that a test scripts. */
export interface SocketLike {
  readonly readyState: number;
  /** The sub-protocol that the server took. */
  readonly protocol?: string;
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

export type SocketFactory = (url: string, protocol: string) => SocketLike;

/** The sub-protocol (RFC 7118 §4.1). */
export const SIP_PROTOCOL = 'sip';

export const OPEN = 1;

/** Makes the platform's WebSocket. Throws `invalid-argument` where there is none. */
export const platformSocket: SocketFactory = (url, protocol) => {
  const platform = globalThis as { WebSocket?: new (url: string, protocol: string) => SocketLike };
  if (!platform.WebSocket) {
    throw new SipError('invalid-argument', 'There is no WebSocket here: give the transport a socketFactory');
  }
  return new platform.WebSocket(url, protocol);
};

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a frame's data, not more than `limit` units or bytes of it; undefined where it is neither text nor bytes. */
export function frameText(data: unknown, limit: number): string | undefined {
  if (typeof data === 'string') return data.slice(0, limit);
  if (data instanceof ArrayBuffer) return decoder.decode(new Uint8Array(data).subarray(0, limit));
  if (!ArrayBuffer.isView(data)) return undefined;
  return decoder.decode(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).subarray(0, limit));
}

/** Takes our hands off a socket and closes it, whatever state it is in. */
export function abandon(socket: SocketLike): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  // A late error must not become an uncaught one, as it would with the package `ws`.
  socket.onerror = () => undefined;
  try {
    socket.close();
  } catch {
    // It is closed already.
  }
}

/** What is read of a close event. */
export type Closing = { code?: number; reason?: string; wasClean?: boolean };

/** The parts of a close event that are there. */
export function closing({ code, reason, wasClean }: Closing): Closing {
  return {
    ...(code === undefined ? {} : { code }),
    ...(reason ? { reason } : {}),
    ...(wasClean === undefined ? {} : { wasClean }),
  };
}
