/** A minimal STUN server: returns the address of the sender (RFC 8489 §6.3.1), so that no test uses one on the Internet. */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

const BINDING_RESPONSE = 0x0101;
const XOR_MAPPED_ADDRESS = 0x0020;
const MAGIC_COOKIE = 0x2112a442;

export class StunMirror {
  private constructor(readonly socket: Socket) {}

  static async open(): Promise<StunMirror> {
    const socket = createSocket('udp4', (message, { address, port }) => {
      if (message.length < 20 || message.readUInt16BE(0) !== 1) return;
      const response = Buffer.alloc(32);
      response.writeUInt16BE(BINDING_RESPONSE, 0);
      response.writeUInt16BE(12, 2);
      message.copy(response, 4, 4, 20); // cookie and transaction id
      response.writeUInt16BE(XOR_MAPPED_ADDRESS, 20);
      response.writeUInt16BE(8, 22);
      response.writeUInt16BE(1, 24); // IPv4
      response.writeUInt16BE(port ^ (MAGIC_COOKIE >>> 16), 26);
      const host = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
      response.writeUInt32BE((host ^ MAGIC_COOKIE) >>> 0, 28);
      socket.send(response, port, address);
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new StunMirror(socket);
  }

  get url(): string {
    return `stun:127.0.0.1:${(this.socket.address() as AddressInfo).port}`;
  }

  close(): void {
    this.socket.close();
  }
}
