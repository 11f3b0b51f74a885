/** Türkçe: Turkish, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

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
  'echo-works': 'Sesiniz geri geliyor',
  'echo-fails': 'Ses geri gelmedi',
  checking: 'Kontrol ediliyor…',
  unsupported: 'Bu tarayıcı desteklemiyor',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Mikrofon',
  speaker: 'Hoparlör',
  ringer: 'Zil çıkışı',
  camera: 'Kamera',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Kodek',
  path: 'Yol',
  roundTrip: 'Gidiş dönüş süresi',
  jitter: 'Gecikme değişimi',
  lossIn: 'Paket kaybı (alınan)',
  lossOut: 'Paket kaybı (gönderilen)',
  mos: 'Kalite (1–4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Adres çubuğundaki işaretli simgeye basın.\nMikrofonu açın.',
  firefox: 'Adres çubuğundaki üstü çizili mikrofona basın.\nMikrofonun yanındaki engeli kaldırın.',
  safari: 'Adres çubuğundan bu web sitesinin ayarlarını açın.\nMikrofon için “İzin Ver” seçeneğini belirleyin.',
  other: 'Tarayıcınızda bu sitenin ayarlarını açın.\nMikrofona izin verin.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'Sesiniz kapalı.',
  recordingLost: 'Kayıt yeniden başladı: sayfa yüklenmeden önce kaydedilenler kayboldu.',
  recordingStopped: 'Sayfa yüklenince kayıt durdu ve kaydedilenler kayboldu.',
  noAudioPath: 'Ses iletilmiyor.',
  connectOthers: 'Onları bağla ve ayrıl',
  weakLocal: '*Sizin* bağlantınız zayıf: diğerleri sizi duymayabilir.',
  weakRemote: '*Karşı tarafın* sesi kötü geliyor.',
  weakSomewhere: 'Bağlantı zayıf.',
  moveCloser: 'Modeme yaklaşın veya Wi-Fi bağlantısını kapatın.',
  noMicrophoneAudio: (device) => (device ? `“${device}” cihazından ses gelmiyor.` : 'Mikrofonunuzdan ses gelmiyor.'),
  changeMicrophone: 'Mikrofonu değiştir',
  deviceLost: (lost, now) => (now ? `${lost} çıkarıldı. Şimdi kullanılan: ${now}.` : `${lost} çıkarıldı.`),
  deviceBack: (now) => `${now} yeniden kullanılıyor.`,
  endCall: 'Aramayı bitir',
  recordingReady: 'Kayıt hazır.',
  saveRecording: 'Kaydı sakla',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'röle üzerinden' : 'doğrudan'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Oynatılıyor…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Sistem varsayılanı',
  notConnected: 'Bağlı değil',
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
  previousMessage: 'Önceki ileti',
  nextMessage: 'Sonraki ileti',
  copyAll: 'Tümünü kopyala',
  download: 'İndir',
  pause: 'Duraklat',
  continueTrace: 'Devam et',
};

export default tools;
