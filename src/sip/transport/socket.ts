/**
 * The subset of WebSocket that this stack uses (WHATWG WebSockets §3), and the text of its frames (RFC 7118 §5).
 * Subjects: WebSocket interface; sub-protocol "sip"; socketFactory type; frames as text or binary.
 */

import { defined } from '../base/defined.js';
import { SipError } from '../base/errors.js';

/** The platform's WebSocket, the one of the package `ws`, or a test double. */
export interface SocketLike {
  readonly readyState: number;
  /** The sub-protocol that the server selected. */
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

/** The payload of a frame, by `binaryType` `arraybuffer`; Node libraries give views. */
export type FrameData = string | ArrayBuffer | ArrayBufferView;

/** The sub-protocol (RFC 7118 §4.1). */
export const SIP_PROTOCOL = 'sip';

export const OPEN = 1;

/** Creates a WebSocket of the platform. Throws an `invalid-argument` SipError where there is none. */
export const platformSocket: SocketFactory = (url, protocol) => {
  const platform = globalThis as { WebSocket?: new (url: string, protocol: string) => SocketLike };
  if (!platform.WebSocket) {
    throw new SipError('invalid-argument', 'WebSocket is not available: give the transport a socketFactory');
  }
  return new platform.WebSocket(url, protocol);
};

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Returns the text of a frame, at most `limit` UTF-16 units or bytes; undefined for data that is neither text nor bytes. */
export function frameText(data: FrameData, limit: number): string | undefined {
  if (typeof data === 'string') return data.slice(0, limit);
  if (data instanceof ArrayBuffer) return decoder.decode(new Uint8Array(data).subarray(0, limit));
  if (!ArrayBuffer.isView(data)) return undefined;
  return decoder.decode(new Uint8Array(data.buffer, data.byteOffset, data.byteLength).subarray(0, limit));
}

/** Removes all handlers of a socket and closes it, in any state. */
export function abandon(socket: SocketLike): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  // The package `ws` throws an error that has no handler.
  socket.onerror = () => undefined;
  try {
    socket.close();
  } catch {
    // It is closed already.
  }
}

/** The properties of a close event that are reported. */
export type Closing = { code?: number; reason?: string; wasClean?: boolean };

/** Returns the properties of a close event that are present. */
export function closing({ code, reason, wasClean }: Closing): Closing {
  return {
    ...defined({ code, reason: reason || undefined, wasClean }),
  };
}
