/**
 * English: the elements of a page beside the phone: dock, links, frame, keyboard.
 * Subjects: English sentences of dock, links and frame; names of shortcuts, words.
 */

const page = {
  // The dock
  openPhone: 'Open phone',
  closePhone: 'Close phone',
  movePhone: 'Move phone',
  /** Moves the phone into a window of its own, and back. */
  popOut: 'Open in its own window',
  popIn: 'Back to the page',
  missedCalls: (count: number) => (count === 1 ? '1 missed call' : `${count} missed calls`),

  // Keys
  shortcuts: 'Keyboard',

  // Links and frames
  callsFromThisPage: (number: string) => `Calls ${number} from this page`,
  notCalledFromPages: (number: string) => `${number} is not called from a page`,
  framedPhone: 'Phone',

  // Set-up by a link or a code
  setUpPhone: 'Set up this phone?',
  setUpFrom: (host: string) => `From ${host}`,
  setUp: 'Set up',
  scanCode: 'Scan QR code',
  chooseFile: 'Choose a file',
  noCodeFound: 'This is no set-up code',
  setUpFailed: 'The set-up could not be loaded',
};

export default page;
