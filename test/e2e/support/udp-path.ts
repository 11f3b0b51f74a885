/**
 * A path of UDP between two ends that a test can make worse: it loses packets, holds them up, or lets them come unevenly.
 * Subjects: packet loss in a test.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** The socket that stands for one end: the other end sends to it. */
interface EndSocket {
  readonly socket: Socket;
  readonly port: number;
  /** The address of the end that sends to this socket. */
  address: AddressInfo | undefined;
}

/** A path between two ends that know only its sockets. */
export class UdpPath {
  /** One in this number of audio packets from the first end to the second is dropped; 0 for none. */
  dropEvery = 0;
  /** ms that every packet takes, in both directions. */
  delay = 0;
  /** ms between the times at which waiting audio packets are passed to the second end together, as by a radio in a power-saving mode. */
  burst = 0;
  readonly #sockets: readonly EndSocket[];
  readonly #underway = new Set<ReturnType<typeof setTimeout>>();
  /** Sound that waits, in the order in which it came: what comes later never goes before it. */
  readonly #waiting: { readonly due: number; readonly packet: Buffer }[] = [];
  #count = 0;

  private constructor(sockets: readonly EndSocket[]) {
    this.#sockets = sockets;
    sockets.forEach((end, at) => {
      end.socket.on('message', (packet, from) => {
        end.address = { ...from, family: 'IPv4' };
        this.#carry(at, packet);
      });
    });
  }

  static async open(): Promise<UdpPath> {
    const sockets = [0, 1].map(async () => {
      const socket = createSocket('udp4').bind(0, '0.0.0.0');
      await once(socket, 'listening');
      return { socket, port: socket.address().port, address: undefined };
    });
    return new UdpPath(await Promise.all(sockets));
  }

  /** Returns the description of the other end for the end `at`: with the address of the socket in place of all candidates. */
  hide(sdp: string, at: 0 | 1): string {
    const [first] = sdp.match(/^a=candidate:\S+ 1 udp \d+ [\d.]+ \d+ typ host.*\r\n/im) ?? [''];
    const candidate = first.replace(/^(a=candidate:\S+ \d udp \d+ \S+) \d+/i, `$1 ${this.#sockets[at]!.port}`);
    return sdp
      .replace(/^a=(candidate|end-of-candidates).*\r\n/gm, '')
      .replace(/^a=ice-ufrag/m, `${candidate}a=ice-ufrag`);
  }

  close(): void {
    for (const timer of this.#underway) clearTimeout(timer);
    for (const { socket } of this.#sockets) socket.close();
  }

  #carry(from: number, packet: Buffer): void {
    // RTP and RTCP begin with the bits 10 (RFC 7983 §7); checks and the handshake pass unharmed.
    const isSound = from === 0 && (packet[0]! & 0xc0) === 0x80;
    if (isSound) this.#count += 1;
    if (isSound && this.dropEvery > 0 && this.#count % this.dropEvery === 0) return;
    const untilBurst = isSound && this.burst > 0 ? this.burst - (performance.now() % this.burst) : 0;
    const late = this.delay + untilBurst;
    if (isSound && (late > 0 || this.#waiting.length > 0)) return this.#wait(performance.now() + late, packet);
    if (late === 0) return this.#deliver(from, packet);
    const timer = setTimeout(() => {
      this.#underway.delete(timer);
      this.#deliver(from, packet);
    }, late);
    this.#underway.add(timer);
  }

  #wait(due: number, packet: Buffer): void {
    this.#waiting.push({ due: Math.max(due, this.#waiting.at(-1)?.due ?? 0), packet });
    if (this.#waiting.length === 1) this.#goOn();
  }

  #goOn(): void {
    const timer = setTimeout(
      () => {
        this.#underway.delete(timer);
        while (this.#waiting[0] && this.#waiting[0].due <= performance.now() + 1)
          this.#deliver(0, this.#waiting.shift()!.packet);
        if (this.#waiting.length > 0) this.#goOn();
      },
      Math.max(0, this.#waiting[0]!.due - performance.now()),
    );
    this.#underway.add(timer);
  }

  #deliver(from: number, packet: Buffer): void {
    const { address, socket } = this.#sockets[1 - from]!;
    if (address) socket.send(packet, address.port, address.address);
  }
}
