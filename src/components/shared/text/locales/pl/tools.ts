/** Polski: Polish, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';
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
  checking: 'Sprawdzanie…',
  unsupported: 'Ta przeglądarka ich nie obsługuje',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Domyślne systemowe',
  notConnected: (label) => `${label} (niepodłączone)`,
  chosenDevice: 'Wybrane urządzenie',
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
  copyAll: 'Kopiuj wszystko',
  download: 'Pobierz',
  pause: 'Wstrzymaj',
  continueTrace: 'Wznów',
};

export default tools;
