/** Türkçe: Turkish, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Mikrofon',
  speaker: 'Hoparlör',
  ringer: 'Hoparlör',
  camera: 'Kamera',
};

const testOf = { microphone: 'Mikrofonu test et', speaker: 'Hoparlörü test et', ringer: 'Zili test et' } as const;

const rows: Record<CheckRow, string> = {
  account: 'Hesap',
  server: 'Sunucu',
  microphone: 'Mikrofon',
  relay: 'Röle',
  notifications: 'Bildirimler',
};

const checks: Record<CheckWord, string> = {
  ready: 'Oturum açık',
  offline: 'Bağlantı bekleniyor',
  refused: 'Oturum açma reddedildi: kullanıcı adını ve parolayı kontrol edin',
  unconfigured: 'Ayarlanmamış',
  elsewhere: 'Başka bir sekmede etkin',
  stopped: 'Oturum kapalı',
  connected: 'Bağlı',
  'not-connected': 'Ulaşılamıyor',
  idle: 'Bağlı değil',
  granted: 'Kullanılabilir',
  ask: 'Henüz izin verilmedi',
  denied: 'Bu site için engellendi',
  missing: 'Bulunamadı',
  insecure: 'Bu sayfa https kullanmalı',
  frame: 'Bu çerçeve kullanamaz',
  policy: 'Site buna izin vermiyor',
  'in-use': 'Başka bir program kullanıyor',
  'no-relay': 'Ayarlanmamış: kısıtlı ağlarda aramalar başarısız olabilir',
  'relay-works': 'Çalışıyor',
  'relay-fails': 'Ulaşılamıyor: kısıtlı ağlarda aramalar başarısız olabilir',
  checking: 'Kontrol ediliyor…',
  unsupported: 'Bu tarayıcı desteklemiyor',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Sistem varsayılanı',
  notConnected: (label) => `${label} (bağlı değil)`,
  chosenDevice: 'Seçilen cihaz',
  browserChoosesOutput: 'Sesin nereden çıkacağını bu tarayıcı belirler.',
  deviceRefused: 'Bu cihaz şu anda kullanılamıyor.',
  volume: (use) => (use === 'ringer' ? 'Zil sesi düzeyi' : 'Ses düzeyi'),
  levelOut: 'Mikrofonunuzun düzeyi',
  levelIn: 'Duyduğunuz sesin düzeyi',
  test: 'Test et',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Şimdi konuşun… ${seconds}`,
  testFailed: 'Test yapılamadı.',
  reduceNoise: 'Gürültüyü azalt',
  removeEcho: 'Yankıyı gider',
  adjustLevel: 'Mikrofon sesini ayarla',
  ringtone: 'Zil sesi',
  silent: 'Sessiz',
  echoTest: 'Yankı testi',
  callersHearBusy: 'Arayanlara meşgul olduğunuz bildirilir',
  connectionCheck: 'Bağlantı kontrolü',
  connectionCheckOf: 'Hesap, sunucu, mikrofon, röle',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'İyi',
  warning: 'Uyarı',
  fault: 'Hata',
  report: 'Rapor',
  copyReport: 'Raporu kopyala',
  copied: 'Kopyalandı',
  cannotCopy: 'Bu tarayıcı sayfanın kopyalamasına izin vermiyor. Bunun yerine metni seçin.',
  allowMicrophone: 'Mikrofona izin ver',
  allowNotifications: 'Bildirimlere izin ver',

  trace: 'SIP iletileri',
  traceMessages: (count) => `${count} ileti`,
  noTraceYet: 'Henüz ileti yok',
  thisPhone: 'Telefon',
  theServer: 'Sunucu',
  others: 'Diğerleri',
  copyMessage: 'İletiyi kopyala',
  copyAll: 'Tümünü kopyala',
  download: 'İndir',
  pause: 'Duraklat',
  continueTrace: 'Devam et',
};

export default tools;
