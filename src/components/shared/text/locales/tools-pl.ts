/** Polski: pomoc. Polish: what helps. */

import { counted } from './contacts-pl.js';
import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'Konto',
  server: 'Serwer',
  microphone: 'Mikrofon',
  relay: 'Przekaźnik',
  notifications: 'Powiadomienia',
};

const checks: Record<CheckWord, string> = {
  ready: 'Zalogowano',
  connecting: 'Logowanie…',
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

export const tools: ToolWords = {
  diagnostics: 'Test połączenia',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Dobrze',
  warning: 'Ostrzeżenie',
  fault: 'Błąd',
  allGood: 'Wszystko działa',
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

  callsFromThisPage: (number) => `Połączenie z tej strony pod numer ${number}`,
  notCalledFromPages: (number) => `Ze strony internetowej nie można zadzwonić pod numer ${number}`,
  callThisNumber: 'Zadzwonić pod ten numer?',
  callThisNumberWhy:
    'To połączenie rozpoczyna strona, a w jej tekście nie widać tego numeru. Połączenie może być płatne.',
  serviceCode: 'Tego kodu nie można wybrać ze strony internetowej',
  serviceCodeWhy:
    'Kod usługi może zmienić ustawienia linii, na przykład przekierowanie połączeń. W razie potrzeby można go wybrać na klawiaturze.',
  framedPhone: 'Telefon',
};
