/** The picture that one call sends: a camera, a screen or none, exchanged without a new offer once there is a section for it (WebRTC §5.2). */

export class OutgoingPicture {
  #track: MediaStreamTrack | undefined;
  #sender: RTCRtpSender | undefined;
  #muted = false;

  get track(): MediaStreamTrack | undefined {
    return this.#track;
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** Sends black instead, and goes on: quicker than switching the camera off and on. */
  set muted(muted: boolean) {
    this.#muted = muted;
    if (this.#track) this.#track.enabled = !muted;
  }

  async show(track: MediaStreamTrack | undefined): Promise<void> {
    this.#track = track;
    if (track) track.enabled = !this.#muted;
    await this.#sender?.replaceTrack(track ?? null);
  }

  async bind(sender: RTCRtpSender): Promise<void> {
    this.#sender = sender;
    const track = this.#track ?? null;
    if (sender.track !== track) await sender.replaceTrack(track);
  }

  release(): void {
    this.#sender = undefined;
    this.#track = undefined;
  }
}
