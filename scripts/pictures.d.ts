/** What the comparison of pictures uses of its libraries; pngjs has no types of its own. */

declare module 'pngjs' {
  export class PNG {
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
    constructor(size: { width: number; height: number });
    static readonly sync: { read(file: Buffer): PNG; write(picture: PNG): Buffer };
  }
}

declare module 'pixelmatch' {
  /** @returns the number of pixels that differ */
  export default function pixelmatch(
    first: Uint8Array,
    second: Uint8Array,
    difference: Uint8Array | undefined,
    width: number,
    height: number,
    options?: { readonly threshold?: number; readonly includeAA?: boolean },
  ): number;
}
