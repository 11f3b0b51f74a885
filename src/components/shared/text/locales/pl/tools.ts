/** Polski: Polish, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';
import { counted } from './plural.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Mikrofon',
  speaker: 'Głośnik',
  ringer: 'Głośnik',
  camera: 'Kamera',
};

const testOf = { microphone: 'Test mikrofonu', speaker: 'Test głośnika', ringer: 'Test dzwonka' } as const;

const rows: Record<CheckRow, string> = {
  account: 'Konto',
  server: 'Serwer',
  microphone: 'Mikrofon',
  relay: 'Przekaźnik',
  notifications: 'Powiadomienia',
};

const checks: Record<CheckWord, string> = {
  ready: 'Zalogowano',
  offline: 'Oczekiwanie na połączenie',
  refused: 'Odmowa logowania: sprawdź nazwę użytkownika i hasło',
  unconfigured: 'Nie skonfigurowano',
  elsewhere: 'Aktywny na innej karcie',
  stopped: 'Wylogowano',
  connected: 'Połączono',
  'not-connected': 'Brak dostępu',
  idle: 'Nie połączono',
  granted: 'Można używać',
  ask: 'Jeszcze nie zezwolono',
  denied: 'Zablokowano dla tej witryny',
  missing: 'Nie znaleziono',
  insecure: 'Ta strona musi używać https',
  frame: 'Ta ramka nie ma do niego dostępu',
  policy: 'Witryna na to nie zezwala',
  'in-use': 'Używany przez inny program',
  'no-relay': 'Nie ustawiono: w sieciach z ograniczeniami połączenia mogą się nie udawać',
  'relay-works': 'Działa',
  'relay-fails': 'Brak dostępu: w sieciach z ograniczeniami połączenia mogą się nie udawać',
  'echo-works': 'Dźwięk wraca',
  'echo-fails': 'Dźwięk nie wrócił',
  checking: 'Sprawdzanie…',
  unsupported: 'Brak obsługi w tej przeglądarce',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Mikrofon',
  speaker: 'Głośnik',
  ringer: 'Dzwonek',
  camera: 'Kamera',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Kodek',
  path: 'Ścieżka',
  roundTrip: 'Czas obiegu pakietu',
  jitter: 'Wahania opóźnienia',
  lossIn: 'Utrata pakietów (odbieranych)',
  lossOut: 'Utrata pakietów (wysyłanych)',
  mos: 'Jakość (od 1 do 4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Kliknij zaznaczoną ikonę na pasku adresu.\nWłącz mikrofon.',
  firefox: 'Kliknij przekreślony mikrofon na pasku adresu.\nUsuń blokadę obok mikrofonu.',
  safari: 'Otwórz ustawienia tej witryny na pasku adresu.\nPrzy mikrofonie wybierz „Pozwalaj”.',
  other: 'Otwórz ustawienia tej witryny w przeglądarce.\nZezwól na mikrofon.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'Mikrofon jest wyciszony.',
  recordingLost: 'Nagrywanie zaczęło się od nowa: nagranie sprzed wczytania strony zostało utracone.',
  recordingStopped: 'Nagrywanie zatrzymało się przy wczytaniu strony, a nagranie zostało utracone.',
  noAudioPath: 'Dźwięk nie dociera.',
  connectOthers: 'Połącz ich i wyjdź',
  weakLocal: 'Połączenie *po tej stronie* jest słabe: inni mogą nic nie słyszeć.',
  weakRemote: 'Dźwięk *z drugiej strony* jest słabej jakości.',
  weakSomewhere: 'Połączenie jest słabe.',
  moveCloser: 'Podejdź bliżej routera lub wyłącz Wi-Fi.',
  noMicrophoneAudio: (device) => (device ? `Brak dźwięku z urządzenia „${device}”.` : 'Brak dźwięku z mikrofonu.'),
  changeMicrophone: 'Zmień mikrofon',
  deviceLost: (lost, now) => (now ? `Odłączono: ${lost}. Teraz używane: ${now}.` : `Odłączono: ${lost}.`),
  deviceBack: (now) => `Znów w użyciu: ${now}.`,
  endCall: 'Zakończ połączenie',
  recordingReady: 'Nagranie jest gotowe.',
  saveRecording: 'Zapisz nagranie',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'przez przekaźnik' : 'bezpośrednia'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Odtwarzanie…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Domyślne systemowe',
  notConnected: 'Niepodłączone',
  browserChoosesOutput: 'Ta przeglądarka sama wybiera wyjście dźwięku.',
  deviceRefused: 'Nie można teraz użyć tego urządzenia.',
  volume: (use) => (use === 'ringer' ? 'Głośność dzwonka' : 'Głośność'),
  levelOut: 'Poziom mikrofonu',
  levelIn: 'Poziom odbieranego dźwięku',
  test: 'Testuj',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Mów teraz… ${seconds}`,
  testFailed: 'Nie udało się przeprowadzić testu.',
  reduceNoise: 'Redukcja szumów',
  removeEcho: 'Usuwaj echo',
  adjustLevel: 'Dostosuj głośność mikrofonu',
  ringtone: 'Dzwonek',
  silent: 'Cicho',
  echoTest: 'Test echa',
  callersHearBusy: 'Dzwoniący słyszą, że jest zajęte',
  connectionCheck: 'Test połączenia',
  connectionCheckOf: 'Konto, serwer, mikrofon, przekaźnik',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Dobrze',
  warning: 'Ostrzeżenie',
  fault: 'Błąd',
  report: 'Raport',
  copyReport: 'Kopiuj raport',
  copied: 'Skopiowano',
  cannotCopy: 'Ta przeglądarka nie pozwala stronie kopiować. Zamiast tego zaznacz tekst.',
  allowMicrophone: 'Zezwól na mikrofon',
  allowNotifications: 'Zezwól na powiadomienia',

  trace: 'Komunikaty SIP',
  traceMessages: (count) => counted(count, 'komunikat', 'komunikaty', 'komunikatów'),
  noTraceYet: 'Brak komunikatów',
  thisPhone: 'Telefon',
  theServer: 'Serwer',
  others: 'Inne',
  copyMessage: 'Kopiuj komunikat',
  previousMessage: 'Poprzedni komunikat',
  nextMessage: 'Następny komunikat',
  copyAll: 'Kopiuj wszystko',
  download: 'Pobierz',
  pause: 'Wstrzymaj',
  continueTrace: 'Wznów',
};

export default tools;
