/** 简体中文: Chinese, simplified: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: '账户',
  server: '服务器',
  microphone: '麦克风',
  relay: '中继服务器',
  notifications: '通知',
};

const checks: Record<CheckWord, string> = {
  ready: '已登录',
  connecting: '正在登录…',
  offline: '正在等待连接',
  refused: '登录被拒绝：请检查用户名和密码',
  unconfigured: '未设置',
  elsewhere: '正在其他标签页中使用',
  stopped: '已退出登录',
  connected: '已连接',
  'not-connected': '无法连接',
  idle: '未连接',
  granted: '可以使用',
  ask: '尚未允许',
  denied: '已被此网站的设置阻止',
  missing: '未找到',
  insecure: '此页面必须使用 https',
  frame: '此框架不能使用',
  policy: '此网站不允许使用',
  'in-use': '其他程序正在使用',
  'no-relay': '未设置：在限制严格的网络中可能无法通话',
  'relay-works': '正常',
  'relay-fails': '无法连接：在限制严格的网络中可能无法通话',
  checking: '正在检查…',
  unsupported: '此浏览器不支持',
};

export const tools: ToolWords = {
  diagnostics: '连接检查',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: '良好',
  warning: '警告',
  fault: '故障',
  allGood: '一切正常',
  report: '报告',
  copyReport: '复制报告',
  copied: '已复制',
  cannotCopy: '此浏览器不允许页面复制内容，请改为手动选择文本。',
  allowMicrophone: '允许使用麦克风',
  allowNotifications: '允许通知',

  trace: 'SIP 消息',
  traceMessages: (count) => `${count} 条消息`,
  noTraceYet: '暂无消息',
  thisPhone: '电话',
  theServer: '服务器',
  others: '其他',
  copyMessage: '复制消息',
  copyAll: '全部复制',
  download: '下载',
  pause: '暂停',
  continueTrace: '继续',

  callsFromThisPage: (number) => `从此页面呼叫 ${number}`,
  notCalledFromPages: (number) => `不能从页面呼叫 ${number}`,
  callThisNumber: '呼叫此号码？',
  callThisNumberWhy: '此通话由页面发起，而页面文字中未显示此号码。通话可能会产生费用。',
  serviceCode: '不能从页面呼叫此代码',
  serviceCodeWhy: '服务代码可能会更改线路的设置，例如来电的转移去向。如需使用，请在拨号键盘上拨打。',
  framedPhone: '电话',
};
