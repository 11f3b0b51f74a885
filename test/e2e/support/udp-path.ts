/** A path of UDP between two ends that a test can make worse: it loses packets, holds them up, or lets them come unevenly. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** One end's door: the other end takes it for the first one. */
interface Door {
  readonly socket: Socket;
  readonly port: number;
  /** Where the end that knocks here lives. */
  address: AddressInfo | undefined;
}

/** A path between two ends that know only its doors. */
export class UdpPath {
  /** One packet of sound in so many is dropped on the way from the first end to the second; 0 for none. */
  dropEvery = 0;
  /** ms that every packet takes, in both directions. */
  delay = 0;
  /** ms between the moments at which sound goes on to the second end, all that waits at once, as over a radio that sleeps. */
  burst = 0;
  readonly #doors: readonly Door[];
  readonly #underway = new Set<ReturnType<typeof setTimeout>>();
  /** Sound that waits, in the order in which it came: what comes later never goes before it. */
  readonly #waiting: { readonly due: number; readonly packet: Buffer }[] = [];
  #count = 0;

  private constructor(doors: readonly Door[]) {
    this.#doors = doors;
    doors.forEach((door, at) => {
      door.socket.on('message', (packet, from) => {
        door.address = { ...from, family: 'IPv4' };
        this.#carry(at, packet);
      });
    });
  }

  static async open(): Promise<UdpPath> {
    const doors = [0, 1].map(async () => {
      const socket = createSocket('udp4').bind(0, '0.0.0.0');
      await once(socket, 'listening');
      return { socket, port: socket.address().port, address: undefined };
    });
    return new UdpPath(await Promise.all(doors));
  }

  /** What the end `at` is told of the other: the door at which it knocks, in place of all addresses. */
  hide(sdp: string, at: 0 | 1): string {
    const [first] = sdp.match(/^a=candidate:\S+ 1 udp \d+ [\d.]+ \d+ typ host.*\r\n/im) ?? [''];
    const door = first.replace(/^(a=candidate:\S+ \d udp \d+ \S+) \d+/i, `$1 ${this.#doors[at]!.port}`);
    return sdp.replace(/^a=(candidate|end-of-candidates).*\r\n/gm, '').replace(/^a=ice-ufrag/m, `${door}a=ice-ufrag`);
  }

  close(): void {
    for (const timer of this.#underway) clearTimeout(timer);
    for (const { socket } of this.#doors) socket.close();
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
    const { address, socket } = this.#doors[1 - from]!;
    if (address) socket.send(packet, address.port, address.address);
  }
}
